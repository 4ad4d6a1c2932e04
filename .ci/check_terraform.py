#!/usr/bin/env python3
"""Validates every Terraform root and plans it for every environment with a mocked AWS provider.

    check_terraform.py DIR/terraform [--jobs N]

Needs no credentials and no network: `terraform init -backend=false`, `terraform validate`, then
`terraform test` on a generated test with one plan per `<environment>.tfvars.json`. The addresses of
all plans of a root must be equal. Exit: 0 all well, 1 something failed.
"""

import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/e2e/lib"))

import terraform  # noqa: E402

_ACCOUNT, _REGION = "111111111111", "eu-west-1"
_ARN = f"arn:aws:elasticloadbalancing:{_REGION}:{_ACCOUNT}:listener/app/mocked/0123456789abcdef/0123456789abcdef"
# What data sources answer in a mocked plan; the provider checks some of it as ARNs and lists.
_DATA = {
    "aws_availability_zones": {
        "names": [_REGION + zone for zone in "abc"],
        "zone_ids": ["euw1-az1", "euw1-az2", "euw1-az3"],
    },
    "aws_caller_identity": {"account_id": _ACCOUNT, "arn": f"arn:aws:iam::{_ACCOUNT}:root"},
    "aws_partition": {"partition": "aws", "dns_suffix": "amazonaws.com"},
    "aws_region": {"name": _REGION, "id": _REGION},
}


class Broken(Exception):
    """A step failed; the message is what it printed."""


def check(root, environment):
    """Runs all three steps in one root; returns what it planned."""
    _run(["init", "-backend=false", "-input=false", "-no-color"], root, environment)
    validated = json.loads(_run(["validate", "-json"], root, environment, allowed=(0, 1)))
    if validated["diagnostics"]:
        raise Broken(json.dumps(validated["diagnostics"], indent=1))
    _write_test(root)
    planned = _plans(_run(["test", "-json", "-verbose", "-no-color"], root, environment, allowed=(0, 1)))
    expected = {path.name.removesuffix(".tfvars.json") for path in root.glob("*.tfvars.json")}
    if planned.keys() != expected:
        raise Broken(f"planned {sorted(planned)} instead of {sorted(expected)}")
    first, *others = sorted(planned)
    for other in others:
        if planned[other] != planned[first]:
            raise Broken(f"`{first}` and `{other}` differ in {sorted(planned[first] ^ planned[other])}")
    return planned


def _write_test(root):
    """The test that the root would have if it were written by hand."""
    main = json.loads((root / "main.tf.json").read_text())
    data = main.get("data", {})
    aliases = [p.get("alias") for p in terraform.as_list(main.get("provider", {}).get("aws", {}))]
    mocks = {kind: {"defaults": _DATA[kind]} for kind in data if kind in _DATA}
    overrides = [
        {"target": f"data.aws_ssm_parameter.{name}", "values": _parameter(name, block)}
        for name, block in data.get("aws_ssm_parameter", {}).items()
    ]
    document = {
        "mock_provider": {"aws": [_mock(alias, mocks) for alias in aliases]},
        **({"override_data": overrides} if overrides else {}),
        "run": {
            path.name.removesuffix(".tfvars.json"): {"command": "plan", "variables": json.loads(path.read_text())}
            for path in sorted(root.glob("*.tfvars.json"))
        },
    }
    if not any(any(mock.values()) for mock in document["mock_provider"]["aws"]):
        document["mock_provider"] = {"aws": {}}
    (root / "plan.tftest.json").write_text(json.dumps(document, indent=1))


def _mock(alias, data):
    return {**({"alias": alias} if alias else {}), **({"mock_data": data} if data else {})}


def _parameter(name, block):
    """A value of the kind that the parameter's name announces."""
    last = re.split(r"[/_-]", f"{block.get('name', '')}/{name}".lower())
    value = _ARN if "arn" in last or "arns" in last else "mocked-1,mocked-2" if last[-1] == "ids" else "mocked-1"
    return {"value": value, "insecure_value": value, "type": "String"}


def _plans(output):
    """From run name to the addresses of all managed resources; raises with every diagnostic."""
    planned, problems = {}, []
    for line in output.splitlines():
        message = json.loads(line)
        if message["type"] == "test_plan":
            changes = message["test_plan"]["resource_changes"]
            planned[message["@testrun"]] = {c["address"] for c in changes if c["mode"] == "managed"}
        elif message["type"] == "diagnostic":
            problems.append(
                f"{message.get('@testrun', '')}: {message['@message']}: {message['diagnostic'].get('detail', '')}"
            )
    if problems:
        raise Broken("\n".join(problems))
    return planned


def _run(arguments, root, environment, allowed=(0,)):
    done = subprocess.run(
        ["terraform", *arguments], cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode not in allowed:
        raise Broken(f"terraform {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def main():
    """Checks all roots and prints one line for each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as state:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TF_"))}
        environment.update(terraform.environment(state))
        copy = Path(state) / "roots"
        terraform.copy_tree(arguments.folder, copy)
        roots = sorted(path.parent for path in copy.glob("*/main.tf.json"))
        with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
            for root, result in zip(roots, pool.map(lambda root: _timed(root, environment), roots)):
                seconds, planned, problem = result
                if problem:
                    failed = True
                    print(f"terraform: {root.name}: {problem}", file=sys.stderr)
                else:
                    count = len(next(iter(planned.values())))
                    print(
                        f"terraform: {root.name}: {count} resources in {', '.join(sorted(planned))} ({seconds:.1f} s)"
                    )
        if not roots:
            failed = True
            print(f"no roots in {arguments.folder}", file=sys.stderr)
    return 1 if failed else 0


def _timed(root, environment):
    started = time.monotonic()
    try:
        planned, problem = check(root, environment), None
    except Broken as broken:
        planned, problem = {}, broken
    return time.monotonic() - started, planned, problem


if __name__ == "__main__":
    sys.exit(main())
