"""Reads the emulator's services and gives every resource a stable name.

`resource` says what a reader yields, `labels` finds what the description calls each resource, `naming`
puts both together; the other modules each read one family of services.
"""

from . import compute, databases, delivery, edge, identity, messaging, network, storage
from .labels import read_labels
from .naming import name_all
from .session import Session, client

__all__ = ["client", "read"]

_REGIONAL = (network, compute, databases, delivery, messaging, storage)
# Services with one scope for all regions; they are asked once per account.
_GLOBAL = (identity, edge)


def read(endpoint, places):
    """The estate of all `places` (pairs of account and region) as a document of stable names."""
    resources = []
    for account, region in sorted(set(places)):
        session = Session(endpoint, account, region)
        for family in _REGIONAL:
            resources += family.read(session)
    for account in sorted({account for account, _ in places}):
        session = Session(endpoint, account, "us-east-1")
        for family in _GLOBAL:
            resources += family.read(session)
    return name_all(resources, read_labels(endpoint, places))
