#!/usr/bin/env python3
"""complete.py DIR: gives every release parameter that DIR's deploy-plan.json lists a stand-in.

An image gets the zero digest, a release the identifier `r0`, in the parameter and variable files of
every environment. What `formwork release record` does with real images, for tests.
"""
import json
import pathlib
import sys


def stand_in(app: str, stack: dict, given: dict) -> str:
    if given["parameter"] == "ReleaseId":
        return "r0"
    return f"registry.example/{app}/{stack['name']}@sha256:{'0' * 64}"


def add(path: pathlib.Path, values: dict, section: str | None) -> None:
    if not path.exists():
        return
    document = json.loads(path.read_text())
    (document[section] if section else document).update(values)
    path.write_text(json.dumps(document, indent=2) + "\n")


def main(folder: pathlib.Path) -> None:
    plan = json.loads((folder / "deploy-plan.json").read_text())
    stacks = plan["shared"] + [s for e in plan["environments"] for s in e["stacks"]]
    for stack in stacks:
        name, environment = stack["name"], stack["environment"]
        values = {g["parameter"]: stand_in(plan["app"], stack, g) for g in stack["given"]}
        variables = {g["variable"]: stand_in(plan["app"], stack, g) for g in stack["given"]}
        parameters = folder / "cloudformation" / environment / f"{name}.parameters.json"
        add(parameters, values, "Parameters")
        add(folder / "terraform" / name / f"{environment}.tfvars.json", variables, None)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
