"""CloudFormation on the emulator: each resource type is a plain call of its service's API.

`handlers` holds the register and what a handler is given; one module per service family fills it;
`intrinsics` completes functions and parameters; `stacks` hands all of it to moto. An unknown type
or property is refused, so a template that deploys here spells everything as the APIs do.
"""

from . import (  # noqa: F401  Each family registers its handlers when imported.
    balancing,
    compute,
    databases,
    delivery,
    edge,
    functions,
    identity,
    intrinsics,
    logs,
    messaging,
    network,
    objects,
    secrets,
    stacks,
)


def install():
    """Replaces moto's resource models by the registered handlers."""
    stacks.install()
    intrinsics.install()
