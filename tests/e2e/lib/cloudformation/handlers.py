"""The register of resource types, and what a handler is given.

A handler takes the context and the resource's properties (its own copy, intrinsic functions already
resolved) and returns `(physical id, attributes for Fn::GetAtt, undo or None)`. It only calls service
APIs: `Context.__call__` refuses a member that the operation does not have.
"""

import functools
import os
import random
import string
import threading

import boto3
from moto.cloudformation.exceptions import ValidationError

from access_keys import access_key
from shapes import operation, to_api

# type -> (handler, name property or None, form of tags or None)
REGISTER = {}


def handler(type_name, name=None, tags="list"):
    """Registers a handler.

    `name` is the property that names the resource; CloudFormation makes one up if it is absent. `tags`
    is the form in which the stack's own tags join the resource's: `list`, `map`, the property of a list
    that is not called `Tags`, or None if it has none.
    """

    def register(function):
        REGISTER[type_name] = (function, name, tags)
        return function

    return register


class Context:
    """Where a resource is being made, and the service APIs there."""

    def __init__(self, account, region, name, logical_id, stack_id):
        self.account, self.region = account, region
        self.logical_id, self.stack_id = logical_id, stack_id
        # The name CloudFormation would give: the name property, or stack, logical ID and a suffix.
        self.name = name

    def short_name(self, most):
        """The name, its middle cut where it is longer than the service lets it be."""
        head, _, made_up = self.name.rpartition("-")
        return f"{head[: most - len(made_up) - 1].rstrip('-')}-{made_up}"

    def __call__(self, service, method, **members):
        """Calls `service.method`; every failure names the resource's logical ID."""
        model = operation(service, method)
        unknown = []
        request = to_api(members, model.input_shape, unknown)
        if unknown:
            self.refuse(f"{service}.{method} has no member {', '.join(unknown)}")
        try:
            return getattr(_client(service, self.region, self.account), method)(**request)
        except Exception as error:
            self.refuse(f"{type(error).__name__}: {error}")

    def only(self, properties, *known):
        """Refuses properties that the handler would not look at."""
        unknown = sorted(set(properties) - set(known))
        if unknown:
            self.refuse(f"unknown properties {', '.join(unknown)}")

    def refuse(self, message):
        """Fails the stack."""
        raise ValidationError(message=f"{self.logical_id}: {message}")


_lock = threading.Lock()


@functools.cache
def _client(service, region, account):
    # boto3's default session is not safe to use from several threads.
    with _lock:
        return boto3.session.Session().client(
            service,
            region_name=region,
            endpoint_url=f"http://127.0.0.1:{os.environ['MOTO_PORT']}",
            aws_access_key_id=access_key(account),
            aws_secret_access_key="emulator",
        )


def suffix(length=8):
    """Random lower-case letters and digits, as in the names that CloudFormation makes up."""
    return "".join(random.choices(string.ascii_lowercase + string.digits, k=length))


def without(properties, *names):
    """The properties except `names`."""
    return {key: value for key, value in properties.items() if key not in names}


def pick(properties, *names):
    """Those of `names` that the properties have."""
    return {key: properties[key] for key in names if key in properties}


def lower_case_tags(properties):
    """ECS and the Code* services spell the members of a tag in lower case."""
    if "Tags" not in properties:
        return properties
    return {**properties, "Tags": [{"key": tag["Key"], "value": tag["Value"]} for tag in properties["Tags"]]}


def tag_map(properties):
    """Some APIs take tags as one map."""
    if isinstance(properties.get("Tags"), list):
        return {**properties, "Tags": {tag["Key"]: tag["Value"] for tag in properties["Tags"]}}
    return properties


def tag_specification(properties, resource_type):
    """EC2 takes tags per resource type."""
    tags = properties.pop("Tags", None)
    if tags:
        properties["TagSpecifications"] = [{"ResourceType": resource_type, "Tags": tags}]
    return properties
