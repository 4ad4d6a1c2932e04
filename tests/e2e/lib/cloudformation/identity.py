"""IAM: roles and their policies."""

import json

from .handlers import handler, without


@handler("AWS::IAM::Role", "RoleName")
def role(call, properties):
    inline, managed = properties.pop("Policies", []), properties.pop("ManagedPolicyArns", [])
    name = properties.setdefault("RoleName", call.short_name(64))
    made = call("iam", "create_role", **properties)["Role"]
    for policy in inline:
        _put(call, "role", name, policy["PolicyName"], policy["PolicyDocument"])
    for arn in managed:
        call("iam", "attach_role_policy", RoleName=name, PolicyArn=arn)

    def undo():
        for policy in call("iam", "list_attached_role_policies", RoleName=name)["AttachedPolicies"]:
            call("iam", "detach_role_policy", RoleName=name, PolicyArn=policy["PolicyArn"])
        for policy in call("iam", "list_role_policies", RoleName=name)["PolicyNames"]:
            call("iam", "delete_role_policy", RoleName=name, PolicyName=policy)
        call("iam", "delete_role", RoleName=name)

    return name, {"Arn": made["Arn"], "RoleId": made["RoleId"]}, undo


@handler("AWS::IAM::RolePolicy", tags=None)
def role_policy(call, properties):
    call.only(properties, "PolicyName", "RoleName", "PolicyDocument")
    name, role_name = properties["PolicyName"], properties["RoleName"]
    _put(call, "role", role_name, name, properties["PolicyDocument"])
    return (
        f"{name}|{role_name}",
        {},
        lambda: call("iam", "delete_role_policy", RoleName=role_name, PolicyName=name),
    )


@handler("AWS::IAM::Policy", tags=None)
def policy(call, properties):
    name, document = properties.pop("PolicyName"), properties.pop("PolicyDocument")
    owners = [(kind, owner) for kind in ("Role", "User", "Group") for owner in properties.pop(f"{kind}s", [])]
    call.only(properties)
    for kind, owner in owners:
        _put(call, kind.lower(), owner, name, document)

    def undo():
        for kind, owner in owners:
            call("iam", f"delete_{kind.lower()}_policy", **{f"{kind}Name": owner, "PolicyName": name})

    return call.name, {"Id": call.name}, undo


def _put(call, kind, owner, name, document):
    owner_member = {f"{kind.capitalize()}Name": owner}
    call("iam", f"put_{kind}_policy", PolicyName=name, PolicyDocument=json.dumps(document), **owner_member)


@handler("AWS::IAM::ManagedPolicy", "ManagedPolicyName", tags=None)
def managed_policy(call, properties):
    roles = properties.pop("Roles", [])
    properties["PolicyName"] = properties.pop("ManagedPolicyName", call.name)
    arn = call("iam", "create_policy", **properties)["Policy"]["Arn"]
    for role_name in roles:
        call("iam", "attach_role_policy", RoleName=role_name, PolicyArn=arn)

    def undo():
        for role_name in roles:
            call("iam", "detach_role_policy", RoleName=role_name, PolicyArn=arn)
        call("iam", "delete_policy", PolicyArn=arn)

    return arn, {"PolicyArn": arn}, undo


@handler("AWS::IAM::OIDCProvider")
def oidc_provider(call, properties):
    if "ClientIdList" in properties:
        properties["ClientIDList"] = properties.pop("ClientIdList")
    arn = call("iam", "create_open_id_connect_provider", **without(properties, "Arn"))["OpenIDConnectProviderArn"]
    return arn, {"Arn": arn}, lambda: call("iam", "delete_open_id_connect_provider", OpenIDConnectProviderArn=arn)
