#!/usr/bin/env python3
"""Reads everything that stands on the emulator back through the service APIs, as one JSON document.

    estate.py ENDPOINT ACCOUNT:REGION…

The document maps each resource's stable name to its properties. Physical ids, made-up names and ARNs
are replaced by `<stable name>`, so that two deployments of the same description read the same:
a resource is called after its logical ID or its address (`ecs.service shop-dev-orders:service`), which
correspond by design, or after what it is (`route53.record shop.example. A`).
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))

from readback import client, read  # noqa: E402,F401

if __name__ == "__main__":
    found = read(sys.argv[1], [tuple(place.split(":")) for place in sys.argv[2:]])
    json.dump(found, sys.stdout, indent=1, sort_keys=True)
    print()
