#!/usr/bin/env python3
"""Version 1 of the AWS command line, reading the parameter files that version 2 reads.

`aws cloudformation deploy --parameter-overrides file://…` takes CodePipeline's form
`{"Parameters": {…}, "Tags": {…}}` and CloudFormation's `[{"ParameterKey": …, "ParameterValue": …}]`
since version 2; version 1, the one in the Python index, only takes `["Key=Value"]`. As in version 2,
the file's tags are not used.
"""

import json
import sys
from pathlib import Path

from awscli.clidriver import main

OPTION = "--parameter-overrides"


def with_parameters(arguments):
    """The arguments with a parameter file spelled out."""
    if arguments[:2] != ["cloudformation", "deploy"] or OPTION not in arguments:
        return arguments
    at = arguments.index(OPTION) + 1
    if at >= len(arguments) or not arguments[at].startswith("file://"):
        return arguments
    document = json.loads(Path(arguments[at].removeprefix("file://")).read_text())
    if isinstance(document, dict):
        pairs = document["Parameters"]
    elif all(isinstance(item, dict) for item in document):
        pairs = {item["ParameterKey"]: item["ParameterValue"] for item in document}
    else:
        return arguments
    spelled = [f"{key}={value}" for key, value in pairs.items()]
    if not spelled:
        return arguments[: at - 1] + arguments[at + 1 :]
    return arguments[:at] + spelled + arguments[at + 1 :]


if __name__ == "__main__":
    sys.argv[1:] = with_parameters(sys.argv[1:])
    sys.exit(main())
