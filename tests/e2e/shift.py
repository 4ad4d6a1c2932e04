"""What a canary's machine does to what Terraform deployed: it moves the traffic, and what runs.

Terraform must leave both where they are: a plan that proposes the weights of the description would
send the traffic back to a service without tasks.
"""

import estate


def shift(endpoint, places):
    """Swaps what the state machines of these places shift, and the services behind it; returns what it changed."""
    return [line for account, region in places for line in _Place(endpoint, account, region).shift()]


class _Place:
    """One account and region."""

    def __init__(self, endpoint, account, region):
        self.elbv2 = estate.client("elbv2", endpoint, account, region)
        self.ecs = estate.client("ecs", endpoint, account, region)
        self.route53 = estate.client("route53", endpoint, account, region)
        states = estate.client("stepfunctions", endpoint, account, region)
        arns = [machine["stateMachineArn"] for machine in states.list_state_machines()["stateMachines"]]
        definitions = [states.describe_state_machine(stateMachineArn=arn)["definition"] for arn in arns]
        # Weights that no machine names are the description's, as those of a strangler: Terraform sets them.
        self.named = " ".join(definitions)

    def shift(self):
        changed, moved = self._shift_records(), set()
        for change, arn, actions in self._forwards():
            groups = [group for action in actions for group in _groups(action)]
            if len(groups) < 2 or arn not in self.named:
                continue
            change(arn, [swapped(action) for action in actions])
            changed.append(arn)
            moved.update(group["TargetGroupArn"] for group in groups)
        if moved:
            self._shift_services(moved)
        return changed

    def _shift_records(self):
        """The weighted records of a name, each with the weight of its neighbour."""
        changed = []
        for zone in self.route53.list_hosted_zones()["HostedZones"]:
            found = self.route53.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]
            weighted = [it for it in found if "Weight" in it and it["Name"].rstrip(".") in self.named]
            for key in sorted({(it["Name"], it["Type"]) for it in weighted}):
                records = [it for it in weighted if (it["Name"], it["Type"]) == key]
                weights = reversed([it["Weight"] for it in records])
                changes = [
                    {"Action": "UPSERT", "ResourceRecordSet": {**it, "Weight": weight}}
                    for it, weight in zip(records, weights)
                ]
                self.route53.change_resource_record_sets(HostedZoneId=zone["Id"], ChangeBatch={"Changes": changes})
                changed.append(" ".join(key))
        return changed

    def _forwards(self):
        """How to change it, its ARN and its actions: every listener, and every rule but the default one."""
        for balancer in self.elbv2.describe_load_balancers()["LoadBalancers"]:
            listeners = self.elbv2.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]
            for listener in listeners:
                yield self._change_listener, listener["ListenerArn"], listener["DefaultActions"]
                for rule in self.elbv2.describe_rules(ListenerArn=listener["ListenerArn"])["Rules"]:
                    if not rule["IsDefault"]:
                        yield self._change_rule, rule["RuleArn"], rule["Actions"]

    def _change_listener(self, arn, actions):
        self.elbv2.modify_listener(ListenerArn=arn, DefaultActions=actions)

    def _change_rule(self, arn, actions):
        self.elbv2.modify_rule(RuleArn=arn, Actions=actions)

    def _shift_services(self, groups):
        """Each service behind the groups runs a revision of its own, as many tasks as its neighbour had."""
        behind = [
            (cluster, service)
            for cluster in self.ecs.list_clusters()["clusterArns"]
            for service in self._services(cluster)
            if groups & {balancer.get("targetGroupArn") for balancer in service["loadBalancers"]}
        ]
        counts = [service["desiredCount"] for _, service in behind]
        for (cluster, service), count in zip(behind, reversed(counts)):
            self.ecs.update_service(
                cluster=cluster,
                service=service["serviceName"],
                desiredCount=count,
                taskDefinition=self._next_revision(service["taskDefinition"]),
            )

    def _services(self, cluster):
        arns = self.ecs.list_services(cluster=cluster)["serviceArns"]
        return self.ecs.describe_services(cluster=cluster, services=arns)["services"] if arns else []

    def _next_revision(self, name):
        definition = self.ecs.describe_task_definition(taskDefinition=name)["taskDefinition"]
        taken = self.ecs.meta.service_model.operation_model("RegisterTaskDefinition").input_shape.members
        copy = {member: value for member, value in definition.items() if member in taken}
        return self.ecs.register_task_definition(**copy)["taskDefinition"]["taskDefinitionArn"]


def _groups(action):
    return action.get("ForwardConfig", {}).get("TargetGroups", [])


def swapped(action):
    """The action with its weights in the other order, or the first one higher if that is the same."""
    groups = _groups(action)
    if len(groups) < 2:
        return action
    weights = [group["Weight"] for group in groups]
    turned = weights[::-1] if weights != weights[::-1] else [weights[0] + 1, *weights[1:]]
    swapped = [{**group, "Weight": weight} for group, weight in zip(groups, turned)]
    # Both spellings at once would contradict each other.
    return {"Type": action["Type"], "ForwardConfig": {**action["ForwardConfig"], "TargetGroups": swapped}}
