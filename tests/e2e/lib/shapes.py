"""Converts documents to the form that an API operation takes, by botocore's model of that operation.

CloudFormation, Step Functions and the service APIs spell the same member in different cases, and
CloudFormation writes numbers and booleans as text. Members that the operation does not have are
reported, never dropped.
"""

import functools
import json

import botocore.session


@functools.cache
def _service_model(service):
    return botocore.session.get_session().get_service_model(service)


@functools.cache
def operation(service, method):
    """The model of `method` (any casing, underscores ignored); None if the service has no such operation."""
    wanted = method.replace("_", "").lower()
    model = _service_model(service)
    for name in model.operation_names:
        if name.lower() == wanted:
            return model.operation_model(name)
    return None


def to_api(value, shape, unknown, path="", coerce=True):
    """`value` in the casing (with `coerce`, also the scalar types) of `shape`; unknown members' paths go to `unknown`."""
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        return _structure(value, shape, unknown, path, coerce)
    if kind == "structure" and isinstance(value, list) and {"Quantity", "Items"} <= set(shape.members):
        # CloudFront counts its lists; CloudFormation does not.
        items = to_api(value, shape.members["Items"], unknown, path, coerce)
        return {"Quantity": len(items), "Items": items} if items else {"Quantity": 0}
    if kind == "list" and isinstance(value, list):
        return [to_api(item, shape.member, unknown, f"{path}{i}/", coerce) for i, item in enumerate(value)]
    if kind == "map" and isinstance(value, dict):
        return {key: to_api(item, shape.value, unknown, f"{path}{key}/", coerce) for key, item in value.items()}
    return _scalar(value, kind) if coerce else value


def _structure(value, shape, unknown, path, coerce):
    members = {name.lower(): name for name in shape.members}
    result = {}
    for key, item in value.items():
        member = members.get(key.lower().replace("_", ""))
        if member is None:
            unknown.append(path + key)
            if not coerce:
                result[key] = item
            continue
        result[member] = to_api(item, shape.members[member], unknown, f"{path}{key}/", coerce)
    return result


def _scalar(value, kind):
    if kind == "boolean" and isinstance(value, str):
        return value.lower() == "true"
    if kind in ("integer", "long") and isinstance(value, (str, float)):
        return int(value)
    if kind in ("double", "float") and isinstance(value, (str, int)):
        return float(value)
    if kind == "string" and isinstance(value, bool):
        return str(value).lower()
    if kind == "string" and isinstance(value, (int, float)):
        return str(value)
    if kind == "string" and isinstance(value, (dict, list)):
        return json.dumps(value)
    return value


def to_pascal_case(value, shape):
    """A response with upper-case member names and times as text, as Step Functions' SDK integrations hand it on."""
    if shape is None or value is None:
        return value
    if shape.type_name == "structure" and isinstance(value, dict):
        return {k[:1].upper() + k[1:]: to_pascal_case(v, shape.members.get(k)) for k, v in value.items()}
    if shape.type_name == "list" and isinstance(value, list):
        return [to_pascal_case(item, shape.member) for item in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: to_pascal_case(item, shape.value) for key, item in value.items()}
    return value.isoformat() if shape.type_name == "timestamp" and hasattr(value, "isoformat") else value
