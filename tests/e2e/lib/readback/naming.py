"""Gives every resource its stable name and rewrites all properties in those names."""

import datetime
import json
import re

# What a back end makes up when a description gives no name: CloudFormation's random end as the
# emulator writes it, and Terraform's unique suffix.
_MADE_UP = re.compile(r"0cfn[a-z0-9]{8}|\d{20}[0-9a-f]{6}", re.IGNORECASE)
# Ids that AWS makes, and texts long enough to be no ordinary word.
_OPAQUE = re.compile(
    r"^arn:|://|\.amazonaws\.com$|\.cloudfront\.net$"
    # EC2's ids, and full names of balancers and target groups.
    r"|^(?:[a-z]{2,8}|targetgroup)[-/].*[0-9a-f]{8}"
    # Hosted zones, distributions, roles; namespaces; keys of KMS and secrets of RDS.
    r"|^[A-Z0-9]{12,}$|^(?:ns|srv)-[a-z0-9]{16}|[0-9a-f]{8}-[0-9a-f]{4}-"
)
# Parts of a resource that a description may give: replaced only if they look made up.
_GIVEN = ("", "name", "family", "Name")
# Lists whose order means something; all others are sets to AWS.
_ORDERED = {"command", "entryPoint", "Command", "healthCheck", "stages", "actions"}
# Members that tell the items of a list apart, best first.
_KEYS = ("name", "Name", "key", "Key", "AttributeName", "ParameterName", "PolicyName", "Id", "ID", "Sid")


def name_all(resources, labels):
    """A document from stable name to properties."""
    names, rewrite = _stable_names(resources, labels)
    document = {}
    for resource, name in sorted(zip(resources, names), key=lambda pair: pair[1]):
        while name in document:
            name += "'"
        document[name] = _tidy(resource.properties, rewrite)
    return document


def _stable_names(resources, labels):
    """The name of each resource, and what rewrites every physical id to such a name."""
    names, rewrite = [], str
    # A natural name may hold other resources' ids, whose natural names may hold others' again.
    for _ in range(3):
        names = [f"{resource.kind} {_own_name(resource, labels, rewrite)}" for resource in resources]
        rewrite = _rewriter(_known_ids(resources, names))
    return names, rewrite


def _own_name(resource, labels, rewrite):
    label = next((labels[resource.kind, i] for i in resource.ids if (resource.kind, i) in labels), None)
    return label or rewrite(resource.natural or "?")


def _known_ids(resources, names):
    known = {}
    for resource, name in zip(resources, names):
        for identifier, part in resource.ids.items():
            made_by_aws = part not in _GIVEN or _OPAQUE.search(identifier) or _MADE_UP.search(identifier)
            if identifier and made_by_aws:
                known[identifier] = f"<{name}>{'.' + part if part else ''}"
    return known


def _rewriter(known):
    if not known:
        return lambda text: text
    ids = sorted(known, key=len, reverse=True)
    pattern = re.compile(r"(?<![A-Za-z0-9])(?:" + "|".join(map(re.escape, ids)) + r")(?![A-Za-z0-9])")
    return lambda text: pattern.sub(lambda found: known[found[0]], text)


def _tidy(value, rewrite, member=""):
    if isinstance(value, dict):
        return {rewrite(str(key)): _tidy(item, rewrite, key) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return _tidy_list([_tidy(item, rewrite, member) for item in value], member)
    if isinstance(value, (datetime.datetime, datetime.date)):
        return "<time>"
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if isinstance(value, str):
        document = _document(value)
        return rewrite(value) if document is None else _tidy(document, rewrite, member)
    return value


def _document(text):
    """Policies and the like are documents in text."""
    if text[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def _tidy_list(items, member):
    if member in _ORDERED:
        return items
    for key in _KEYS:
        if len(items) > 1 and all(isinstance(item, dict) and isinstance(item.get(key), str) for item in items):
            found = {item[key]: {k: v for k, v in item.items() if k != key} for item in items}
            if len(found) == len(items):
                return {f"[{name}]": item for name, item in found.items()}
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True, default=str))
