"""ECS services: keeps every member of create and update that moto forgets, and reaches steady state.

Without this a circuit breaker, Service Connect or the grace period of a health check could be lost
by a back end and no read-back would notice.
"""

import json
import re

from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse as Response

from shapes import operation

# Members of `DescribeServices` that moto fills itself.
_MOTO_KNOWS = {
    "cluster",
    "deploymentController",
    "desiredCount",
    "launchType",
    "loadBalancers",
    "networkConfiguration",
    "platformVersion",
    "propagateTags",
    "role",
    "schedulingStrategy",
    "serviceName",
    "serviceRegistries",
    "tags",
    "taskDefinition",
}


def install():
    """Copies the forgotten members of each request onto moto's service object, which is what it answers with."""
    answered = operation("ecs", "describe_services").output_shape.members["services"].member.members

    def completed(action):
        def respond(self):
            answer = action(self)
            request = json.loads(self.body)
            service = answer.result["service"]
            for member, value in request.items():
                if member in _MOTO_KNOWS:
                    continue
                if member == "deploymentConfiguration":
                    value = {"maximumPercent": 200, "minimumHealthyPercent": 100, **value}
                if member in answered:
                    setattr(service, _snake(member), value)
                elif member in ("serviceConnectConfiguration", "volumeConfigurations") and service.deployments:
                    service.deployments[0][member] = value
            _settle(service)
            return answer

        return respond

    Response.create_service = completed(Response.create_service)
    Response.update_service = completed(Response.update_service)
    _services_without_security_groups()


def _settle(service):
    """No task ever runs here: a service is where it wants to be at once, as if its tasks had started well."""
    service.running_count, service.pending_count = service.desired_count, 0
    service.task_definition = service._backend.describe_task_definition(service.task_definition).arn
    for deployment in service.deployments:
        deployment.update(
            taskDefinition=service.task_definition,
            desiredCount=service.desired_count,
            runningCount=service.desired_count,
            pendingCount=0,
            rolloutState="COMPLETED",
        )


def _snake(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def _services_without_security_groups():
    """AWS puts a task without security groups into the VPC's default one; moto raises a KeyError."""
    create = EC2ContainerServiceBackend.create_service

    def create_service(self, *args, **kwargs):
        vpc = (kwargs.get("network_configuration") or {}).get("awsvpcConfiguration")
        if vpc is not None:
            vpc.setdefault("securityGroups", [])
        return create(self, *args, **kwargs)

    EC2ContainerServiceBackend.create_service = create_service
