"""What a reader yields."""

import dataclasses


@dataclasses.dataclass
class Resource:
    """One resource as its service describes it.

    `kind` is `service.thing`; `ids` maps every text by which others refer to it (id, ARN, made-up
    name, DNS name) to what that text is (`""` for the resource itself, else for example `DNSName`).
    `natural` names it where a description has no name of its own for it, or where AWS wants one.
    """

    kind: str
    ids: dict
    properties: dict
    natural: str | None = None


def tags(listed, key="Key", value="Value"):
    """Tags as a map, without those that CloudFormation itself sets."""
    return {tag[key]: tag[value] for tag in listed or [] if not tag[key].startswith("aws:")}


def without(properties, *names):
    """The properties except `names`."""
    return {key: value for key, value in properties.items() if key not in names}
