#!/usr/bin/env python3
"""Tests of the comparison itself: what it must find, and what it may overlook. Starts nothing; takes no second."""

import copy
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "lib")]
os.environ.setdefault("MOTO_PORT", "0")

import aws_cli  # noqa: E402
import compare  # noqa: E402
import deploy  # noqa: E402
import shift  # noqa: E402
import terraform  # noqa: E402
from readback import labels, naming  # noqa: E402
from readback.resource import Resource  # noqa: E402

GROUP = "ec2.security-group shop-dev-orders:securitygroup"
RULE = f"ec2.security-group-rule <{GROUP}> ingress tcp 8080-8080 10.0.0.0/16"
ESTATE = json.loads((HERE / "fixtures/estate.json").read_text())
IGNORED = compare.read_ignored(HERE / "ignored_properties.json")


def changed(edit):
    """What the comparison says once `edit` has changed a copy of the fixture."""
    other = copy.deepcopy(ESTATE)
    edit(other)
    return compare.differences(ESTATE, other, IGNORED)


class Comparing(unittest.TestCase):
    def test_equal_estates_have_no_difference(self):
        self.assertEqual(changed(lambda estate: None), [])

    def test_changed_port(self):
        def edit(estate):
            estate["elbv2.target-group shop-dev-orders:targetgroup"]["Port"] = 8081

        [line] = changed(edit)
        self.assertIn("Port: 8080 | 8081", line)

    def test_missing_security_group_rule(self):
        self.assertEqual(changed(lambda estate: estate.pop(RULE)), [f"- {RULE}: only in the first estate"])

    def test_lost_attribute(self):
        def edit(estate):
            del estate["ecs.service shop-dev-orders:service"]["deploymentConfiguration"]["deploymentCircuitBreaker"]

        [line] = changed(edit)
        self.assertIn("deploymentConfiguration/deploymentCircuitBreaker", line)
        self.assertIn("(absent)", line)

    def test_lost_tag_and_lost_statement(self):
        def edit(estate):
            del estate[GROUP]["Tags"]["formwork:app"]
            estate["iam.role shop-dev-orders:taskrole"]["InlinePolicies"]["run"]["Statement"].pop()

        self.assertEqual(len(changed(edit)), 2)

    def test_number_is_not_text_and_one_is_not_true(self):
        def edit(estate):
            estate["elbv2.target-group shop-dev-orders:targetgroup"]["Port"] = "8080"
            estate["ecs.service shop-dev-orders:service"]["desiredCount"] = True

        self.assertEqual(len(changed(edit)), 2)

    def test_an_ignored_property_covers_what_is_below_it_and_nothing_beside_it(self):
        rule = [{"kind": "ecs.*", "property": "deploymentConfiguration", "reason": "test"}]

        def found(member):
            other = copy.deepcopy(ESTATE)
            other["ecs.service shop-dev-orders:service"][member] = {}
            return compare.differences(ESTATE, other, rule)

        self.assertEqual(found("deploymentConfiguration"), [])
        self.assertEqual(len(found("networkConfiguration")), 1)

    def test_values_excuse_only_each_other_and_only_where_the_resource_is_named(self):
        rule = [{"kind": "k", "resource": "k *green", "property": "p", "values": [1, 0], "reason": "test"}]
        one, none = {"k green": {"p": 1}, "k blue": {"p": 1}}, {"k green": {"p": 0}, "k blue": {"p": 1}}
        self.assertEqual(compare.differences(one, none, rule), [])
        self.assertEqual(len(compare.differences(none, one, rule)), 1)
        self.assertEqual(len(compare.differences(one, {**none, "k blue": {"p": 0}}, rule)), 1)

    def test_a_resource_as_a_whole_may_be_in_one_estate_only(self):
        rule = [{"kind": "*", "resource": "k *green*", "property": "*", "reason": "test"}]
        self.assertEqual(compare.differences({"k green": {"p": 1}}, {}, rule), [])
        self.assertEqual(len(compare.differences({}, {"k blue": {"p": 1}}, rule)), 1)
        self.assertEqual(len(compare.differences({"k blue": {}}, {}, [{**rule[0], "resource": "k *g*"}])), 1)

    def test_a_default_excuses_only_its_own_value_and_only_where_the_other_is_absent(self):
        rule = [{"kind": "ecs.service", "property": "enableExecuteCommand", "default": False, "reason": "test"}]

        def found(left, right):
            return len(compare.differences({"ecs.service x": left}, {"ecs.service x": right}, rule))

        self.assertEqual(found({"enableExecuteCommand": False}, {}), 0)
        self.assertEqual(found({}, {"enableExecuteCommand": True}), 1)
        self.assertEqual(found({"enableExecuteCommand": False}, {"enableExecuteCommand": True}), 1)
        self.assertEqual(found({"enableExecuteCommand": 0}, {}), 1)

    def test_nothing_that_matters_is_ignored(self):
        for kind, path in (
            ("elbv2.rule", "Actions/0/ForwardConfig/TargetGroups/0/Weight"),
            ("ecs.service", "desiredCount"),
            ("ecs.task-definition", "containerDefinitions/0/image"),
            ("ec2.security-group-rule", "FromPort"),
            ("iam.role", "InlinePolicies/run"),
            ("rds.cluster", "DeletionProtection"),
        ):
            one, other = {f"{kind} x": _nest(path, 1)}, {f"{kind} x": _nest(path, 2)}
            self.assertEqual(len(compare.differences(one, other, IGNORED)), 1, f"{kind} {path}")


class Shifting(unittest.TestCase):
    def turned(self, *weights):
        groups = [{"TargetGroupArn": str(at), "Weight": weight} for at, weight in enumerate(weights)]
        action = {"Type": "forward", "ForwardConfig": {"TargetGroups": groups}}
        return [group["Weight"] for group in shift.swapped(action)["ForwardConfig"]["TargetGroups"]]

    def test_weights_always_change(self):
        self.assertEqual(self.turned(100, 0), [0, 100])
        self.assertEqual(self.turned(50, 50), [51, 50])

    def test_a_forward_to_one_group_and_a_fixed_answer_stay(self):
        self.assertEqual(self.turned(1), [1])
        self.assertEqual(shift.swapped({"Type": "fixed-response"}), {"Type": "fixed-response"})


def _nest(path, value):
    for part in reversed(path.split("/")):
        value = {part: value}
    return value


class Naming(unittest.TestCase):
    def test_ids_become_names_everywhere(self):
        estate = naming.name_all(
            [
                Resource("ec2.security-group", {"sg-0a1b2c3d4e": ""}, {"GroupId": "sg-0a1b2c3d4e"}),
                Resource("ec2.rule", {}, {"Source": "sg-0a1b2c3d4e", "Near": "sg-0a1b2c3d4e5"}, "of sg-0a1b2c3d4e"),
            ],
            {("ec2.security-group", "sg-0a1b2c3d4e"): "shop-dev-orders:group"},
        )
        name = "<ec2.security-group shop-dev-orders:group>"
        self.assertEqual(estate[f"ec2.rule of {name}"], {"Source": name, "Near": "sg-0a1b2c3d4e5"})

    def test_a_name_from_the_description_stays(self):
        labelled = {("ecs.cluster", "shop"): "shop-dev-platform:cluster"}
        resources = [Resource("ecs.cluster", {"shop": "name"}, {"clusterName": "shop"})]
        self.assertEqual(
            naming.name_all(resources, labelled)["ecs.cluster shop-dev-platform:cluster"]["clusterName"], "shop"
        )

    def test_made_up_names_are_alike(self):
        def role(name):
            resource = Resource("iam.role", {name: ""}, {"RoleName": name})
            return naming.name_all([resource], {("iam.role", name): "s:role"})

        self.assertEqual(role("s-Role-0CFN12AB34CD"), role("terraform-20261122214516123400000001"))

    def test_logical_id_and_address_correspond(self):
        self.assertEqual(labels._label("s", "TaskRole2"), labels._label("s", "task_role2"))

    def test_order_of_commands_stays_and_order_of_sets_goes(self):
        tidy = naming._tidy({"command": ["b", "a"], "Subnets": ["b", "a"]}, str)
        self.assertEqual(tidy, {"command": ["b", "a"], "Subnets": ["a", "b"]})


class SecondPlan(unittest.TestCase):
    def plan(self, before, after, actions=("update",)):
        change = {"actions": list(actions), "before": before, "after": after, "after_unknown": {}}
        return {"resource_changes": [{"address": "aws_x.y", "type": "aws_x", "change": change}]}

    def test_a_change_is_found_unless_it_is_a_gap(self):
        plan = self.plan({"a": [{"b": 1}], "c": 1}, {"a": [{"b": 2}], "c": 1})
        gap = {"type": "aws_x", "attribute": "a.b", "reason": "test"}
        self.assertEqual(terraform.differences(plan, []), ["aws_x.y: a[0].b: 1 -> 2"])
        self.assertEqual(terraform.differences(plan, [gap]), [])
        self.assertEqual(len(terraform.differences(plan, [{**gap, "attribute": "a.bc"}])), 1)

    def test_a_replacement_is_never_a_gap(self):
        plan = self.plan({"a": 1}, {"a": 2}, ("delete", "create"))
        gap = {"type": "aws_x", "attribute": "a", "reason": "test"}
        self.assertEqual(terraform.differences(plan, [gap]), ["aws_x.y: delete/create"])

    def test_a_weight_is_refused_as_a_gap(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "gaps.json"
            path.write_text('[{"type": "aws_lb_listener_rule", "attribute": "action.forward.weight", "reason": "no"}]')
            self.assertRaises(terraform.CannotRun, terraform.read_gaps, path)

    def test_the_checked_in_list_is_sound(self):
        terraform.read_gaps(HERE / "read_back_gaps.json")


class Commands(unittest.TestCase):
    def test_backend_settings(self):
        text = 'bucket = "b"\nkey    = "shop/dev/orders"\nuse_lockfile = true\n'
        found = terraform.backend_settings(text)
        self.assertEqual(found, {"bucket": "b", "key": "shop/dev/orders", "use_lockfile": "true"})

    def test_options(self):
        command = "terraform -chdir=terraform/orders apply -var-file=dev.tfvars.json"
        self.assertEqual(terraform.option(command, "chdir"), "terraform/orders")
        self.assertEqual(terraform.option(command, "var-file"), "dev.tfvars.json")

    def test_a_parameter_file_of_version_two_is_spelled_out(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "p.json"
            path.write_text('{"Parameters": {"A": "1", "B": "x=y z"}, "Tags": {"t": "v"}}')
            command = ["cloudformation", "deploy", "--parameter-overrides", f"file://{path}", "--stack-name", "s"]
            expected = ["cloudformation", "deploy", "--parameter-overrides", "A=1", "B=x=y z", "--stack-name", "s"]
            self.assertEqual(aws_cli.with_parameters(command), expected)


class Order(unittest.TestCase):
    def run_in_order(self, stacks, jobs):
        deployment, seen = object.__new__(deploy.Deployment), []
        deployment.stacks = stacks
        deployment._in_order(jobs, lambda stack: seen.append(stack["name"]))
        return seen

    def test_without_after_the_plan_is_the_order(self):
        names = [str(number) for number in range(20)]
        self.assertEqual(self.run_in_order([{"name": name} for name in names], 8), names)

    def test_after_is_kept(self):
        stacks = [{"name": "a", "after": []}, {"name": "b", "after": []}, {"name": "c", "after": ["a", "b"]}]
        self.assertEqual(self.run_in_order(stacks, 3)[-1], "c")


if __name__ == "__main__":
    unittest.main()
