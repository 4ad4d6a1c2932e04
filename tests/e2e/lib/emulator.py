#!/usr/bin/env python3
"""The AWS emulator: moto's server, completed where formwork's output needs it. Usage is moto_server's.

`moto_gaps` completes service APIs; `cloudformation` replaces moto's resource models by handlers that
call those APIs. Both must be installed before the server loads its back ends.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import cloudformation
import moto_gaps
from moto.server import main

if __name__ == "__main__":
    moto_gaps.install()
    cloudformation.install()
    main(sys.argv[1:])
