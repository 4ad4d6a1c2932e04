#!/usr/bin/env python3
"""agree.py DIR: plays the canary of DIR/cloudformation on the emulator and compares each scenario with `formwork rehearse`.

The machines are those of the template, with its references led to resources made for the scenario and its
waits cut to seconds. What the emulator cannot play is in `not_on_the_emulator.json`; a scenario that is
neither played nor named there is an error. Exit: 0 both agree, 1 they differ, 2 nothing could be compared.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "lib"))

import boto3  # noqa: E402
from server import CannotRun, credentials, emulator  # noqa: E402

# The emulator plays machines in its default account, whichever started them.
ACCOUNT, REGION = "123456789012", "eu-west-1"
# How long a bake takes here, in seconds: long enough for something to happen meanwhile.
BAKE = 3
LONGEST = 600
TASK_DEFINITION = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/web:2"
INPUT = {"Release": "release", "TaskDefinition": TASK_DEFINITION}
TABLE = "releases"


class World:
    """Everything that the machines of a template act on, made anew on the emulator."""

    def __init__(self, endpoint, template):
        post(endpoint, "/moto-api/reset", None)
        post(endpoint, "/moto-api/config", {"stepfunctions": {"execute_state_machine": True}})
        self.template, self.stands_for = template, {}
        for service in ("cloudwatch", "dynamodb", "ec2", "ecs", "elbv2", "iam", "sns", "stepfunctions"):
            setattr(self, service, boto3.client(service, region_name=REGION))
        self.table()
        self.services()
        self.balancer()
        self.alarms = self.each("AWS::CloudWatch::Alarm")
        for alarm in self.alarms:
            self.stands_for[alarm] = alarm
            self.set_alarm(alarm, "OK")
        self.stands_for["AlarmTopic"] = self.sns.create_topic(Name="alarms")["TopicArn"]
        self.arns = {name: self.machine(name) for name in ("WebCanary", "WebWatchdog")}

    def each(self, kind):
        """The logical IDs of a type, in the order of the template."""
        return [name for name, it in self.template["Resources"].items() if it["Type"] == kind]

    def table(self):
        self.dynamodb.create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "Id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "Id", "AttributeType": "S"}],
        )
        self.stands_for["WebBaseReleasesTable"] = TABLE

    def services(self):
        cluster = self.ecs.create_cluster(clusterName="shop")["cluster"]["clusterArn"]
        self.stands_for["PlatformClusterArn"] = cluster
        containers = [{"name": "web", "image": "web", "memory": 128}]
        for _ in range(2):
            self.ecs.register_task_definition(family="web", containerDefinitions=containers)
        for name, count in zip(self.each("AWS::ECS::Service"), (2, 0)):
            self.ecs.create_service(cluster=cluster, serviceName=name, taskDefinition="web:1", desiredCount=count)
            self.stands_for[name] = name

    def balancer(self):
        vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        zones = [("10.0.0.0/24", "a"), ("10.0.1.0/24", "b")]
        subnets = [
            self.ec2.create_subnet(VpcId=vpc, CidrBlock=block, AvailabilityZone=REGION + zone)["Subnet"]["SubnetId"]
            for block, zone in zones
        ]
        balancer = self.elbv2.create_load_balancer(Name="shop", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
        self.groups = {}
        for name in self.each("AWS::ElasticLoadBalancingV2::TargetGroup"):
            group = self.elbv2.create_target_group(
                Name=name.lower(), Protocol="HTTP", Port=80, VpcId=vpc, TargetType="ip"
            )["TargetGroups"][0]["TargetGroupArn"]
            self.groups[name] = self.stands_for[name] = group
            self.elbv2.register_targets(TargetGroupArn=group, Targets=[{"Id": "10.0.0.10"}, {"Id": "10.0.1.10"}])
        blue, green = self.groups.values()
        listener = self.elbv2.create_listener(
            LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=[{"Type": "forward", "TargetGroupArn": blue}]
        )["Listeners"][0]["ListenerArn"]
        groups = [{"TargetGroupArn": blue, "Weight": 100}, {"TargetGroupArn": green, "Weight": 0}]
        self.rule = self.elbv2.create_rule(
            ListenerArn=listener,
            Priority=1,
            Conditions=[{"Field": "path-pattern", "Values": ["/*"]}],
            Actions=[{"Type": "forward", "ForwardConfig": {"TargetGroups": groups}}],
        )["Rules"][0]["RuleArn"]
        (name,) = self.each("AWS::ElasticLoadBalancingV2::ListenerRule")
        self.stands_for[name] = self.rule

    def machine(self, name):
        definition = self.led(self.template["Resources"][name]["Properties"]["Definition"])
        shorten(definition)
        role = f"arn:aws:iam::{ACCOUNT}:role/machines"
        return self.stepfunctions.create_state_machine(name=name, definition=json.dumps(definition), roleArn=role)[
            "stateMachineArn"
        ]

    def led(self, value):
        """A value of the template with its references led to what stands on the emulator."""
        if isinstance(value, list):
            return [self.led(item) for item in value]
        if not isinstance(value, dict):
            return value
        match list(value.items()):
            case [("Ref", "AWS::Partition")]:
                return "aws"
            case [("Ref", name)]:
                return self.stands_for[name]
            case [("Fn::GetAtt", [name, "Name" | "Arn"])]:
                return self.stands_for[name]
            case [("Fn::Join", [separator, parts])]:
                return separator.join(self.led(parts))
        return {key: self.led(item) for key, item in value.items()}

    def set_alarm(self, name, state):
        self.cloudwatch.put_metric_alarm(
            AlarmName=name,
            ComparisonOperator="GreaterThanThreshold",
            EvaluationPeriods=1,
            MetricName="m",
            Namespace="n",
            Period=60,
            Statistic="Sum",
            Threshold=1,
        )
        self.cloudwatch.set_alarm_state(AlarmName=name, StateValue=state, StateReason="the scenario")

    def start(self, machine, name, given):
        return self.stepfunctions.start_execution(
            stateMachineArn=self.arns[machine], name=name, input=json.dumps(given)
        )["executionArn"]

    def entered(self, execution):
        events = self.stepfunctions.get_execution_history(executionArn=execution, maxResults=1000)["events"]
        return [it["stateEnteredEventDetails"]["name"] for it in events if "stateEnteredEventDetails" in it]

    def failures(self, execution):
        """Why calls failed, if any did."""
        events = self.stepfunctions.get_execution_history(executionArn=execution, maxResults=1000)["events"]
        details = (it.get("taskFailedEventDetails") for it in events)
        return sorted({f"{it.get('resource')}: {it.get('error')}: {it.get('cause')}" for it in details if it})

    def until(self, execution, state):
        """Waits until an execution enters a state; with none, until it ends. Says how it is then."""
        deadline = time.monotonic() + LONGEST
        while time.monotonic() < deadline:
            status = self.stepfunctions.describe_execution(executionArn=execution)["status"]
            if status != "RUNNING" or (state and state in self.entered(execution)):
                return status
            time.sleep(0.1)
        raise CannotRun(f"`{execution}` did not come to {state or 'its end'} in {LONGEST} seconds")

    def settle(self, execution, status):
        """What the rule does when an execution ends badly: the emulator delivers no such event."""
        pattern = self.template["Resources"]["WebCanaryEnded"]["Properties"]["EventPattern"]
        if status not in pattern["detail"]["status"]:
            return None
        name = execution.rsplit(":", 1)[1]
        detail = {"executionArn": execution, "name": name, "status": status, "stateMachineArn": self.arns["WebCanary"]}
        watchdog = self.start("WebWatchdog", f"{name}-settled", {"source": "aws.states", "detail": detail})
        return self.until(watchdog, None)

    def weights(self):
        rule = self.elbv2.describe_rules(RuleArns=[self.rule])["Rules"][0]
        groups = rule["Actions"][0]["ForwardConfig"]["TargetGroups"]
        names = {arn: name for name, arn in self.groups.items()}
        return {names[it["TargetGroupArn"]]: int(it["Weight"]) for it in groups}

    def items(self):
        return self.dynamodb.scan(TableName=TABLE)["Items"]


def post(endpoint, path, body):
    data = json.dumps(body).encode() if body is not None else b""
    urllib.request.urlopen(urllib.request.Request(endpoint + path, data=data, method="POST"), timeout=60).close()


def shorten(value):
    """Cuts waits to seconds, and lets retries follow at once."""
    if isinstance(value, list):
        for item in value:
            shorten(item)
    elif isinstance(value, dict):
        if value.get("Type") == "Wait":
            value["Seconds"] = BAKE if value["Seconds"] > 60 else 1
        if "ErrorEquals" in value and "IntervalSeconds" in value:
            value.update(IntervalSeconds=1, BackoffRate=1)
        for item in value.values():
            shorten(item)


def play(world, scenario):
    """Plays a scenario by its name; says how its execution and that of the watchdog end."""
    name = scenario["name"]
    if name == "next-release":
        world.until(world.start("WebCanary", "r1", INPUT), None)
    if name == "lease-held":
        other = world.start("WebCanary", "r1", INPUT)
        world.until(other, first_bake(scenario, world))
    if match := re.fullmatch(r"alarm(?:-(\d+))?-at-start", name):
        world.set_alarm(sorted(world.alarms_looked_at)[int(match[1] or 1) - 1], "ALARM")
    if name == "no-targets":
        group = world.groups[list(world.groups)[1]]
        world.elbv2.deregister_targets(TargetGroupArn=group, Targets=[{"Id": "10.0.0.10"}, {"Id": "10.0.1.10"}])
    execution = world.start("WebCanary", "r2", INPUT)
    if match := re.fullmatch(r"alarm-during-bake-(\d+)", name):
        world.until(execution, bakes(world)[int(match[1]) - 1])
        world.set_alarm(sorted(world.alarms_looked_at)[-1], "ALARM")
    if match := re.fullmatch(r"abort-at-(.+)", name):
        world.until(execution, match[1])
        world.stepfunctions.stop_execution(executionArn=execution)
    status = world.until(execution, None)
    return status, world.settle(execution, status), execution


def bakes(world):
    """The long waits of the canary, in the order they are written."""
    states = world.template["Resources"]["WebCanary"]["Properties"]["Definition"]["States"]
    return [name for name, it in states.items() if it["Type"] == "Wait" and it["Seconds"] > 60]


def first_bake(_, world):
    return bakes(world)[0]


def plain(items):
    """Items without what differs between any two plays: times, and accounts in ARNs of executions."""
    text = json.dumps(sorted(items, key=lambda it: it["Id"]["S"]), sort_keys=True)
    text = re.sub(r'arn:aws:states:[^"]*:([^":]+)"', r'\1"', text)
    return json.loads(re.sub(r'\d{4}-\d\d-\d\dT[^"]*"', 'TIME"', text))


def differences(world, scenario):
    """How the emulator ends otherwise than the rehearsal."""
    status, watchdog, execution = play(world, scenario)
    (weights,) = scenario["weights"].values()
    (items,) = scenario["items"].values() or [[]]
    both = {
        "status": (scenario["status"], status),
        "watchdog": (scenario["watchdog"], watchdog),
        "weights": (weights, world.weights()),
        "items": (plain(items), plain(world.items())),
    }
    found = [f"{what}: rehearsed {ours}, on the emulator {theirs}" for what, (ours, theirs) in both.items() if ours != theirs]
    if found:
        found.extend(world.failures(execution))
        found.append("states on the emulator: " + " ".join(world.entered(execution)))
    return found


def rehearsed(formwork, folder):
    """The canary as `formwork rehearse` plays it with the same input."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(INPUT, file)
        file.flush()
        command = [formwork, "rehearse", str(folder), "--input", file.name, "--format", "json"]
        output = subprocess.run(command, capture_output=True, text=True, check=False)
    if output.returncode == 2:
        raise CannotRun(f"`{' '.join(command)}` could not run:\n{output.stderr}")
    machines = json.loads(output.stdout)["machines"]
    return next(it for it in machines if it["watchdog"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dir", type=Path)
    parser.add_argument("--formwork", default="target/debug/formwork")
    parser.add_argument("--only", help="play this scenario only")
    arguments = parser.parse_args()
    folder = arguments.dir / "cloudformation"
    template = json.loads((folder / "web.template.json").read_text())
    unplayed = json.loads((HERE / "not_on_the_emulator.json").read_text())
    canary = rehearsed(arguments.formwork, folder)
    played, wrong = 0, 0
    with tempfile.NamedTemporaryFile() as log, emulator(log.name) as endpoint:
        os.environ.update(credentials(endpoint, ACCOUNT, REGION))
        for scenario in canary["scenarios"]:
            name = scenario["name"]
            if arguments.only not in (None, name) or any(re.fullmatch(it["scenario"], name) for it in unplayed):
                continue
            world = World(endpoint, template)
            states = template["Resources"]["WebCanary"]["Properties"]["Definition"]["States"].values()
            looks = [it["Parameters"]["AlarmNames"] for it in states if "AlarmNames" in it.get("Parameters", {})]
            world.alarms_looked_at = world.led(looks[0])
            found = differences(world, scenario)
            played, wrong = played + 1, wrong + bool(found)
            print(f"{'differs' if found else 'agrees'}: {name}", *found, sep="\n  ", flush=True)
    print(f"{played} scenarios played, {wrong} differ; {len(canary['scenarios']) - played} are not played here")
    return 2 if not played else int(bool(wrong))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CannotRun as why:
        print(why, file=sys.stderr)
        sys.exit(2)
