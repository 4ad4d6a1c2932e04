#!/usr/bin/env python3
"""Writes cfn-lint.jsonl: what cfn-lint says about real templates, for tests/agreement.rs.

Usage: record.py CORPUS/cfn-lint-fixtures    a line per template that cfn-lint can read
       record.py --mutated FOLDER            prints the lines for other templates

Needs cfn-lint 1.51.0. Only the codes of the schemas' own checks are kept, each with its path; `Fn::If`
and the branch behind it are left out of a path, since a manifest has both branches in one place; so is a `Ref`.
"""

import json
import pathlib
import sys
import warnings

from cfnlint.config import ConfigMixIn
from cfnlint.decode import decode
from cfnlint.rules import Rules
from cfnlint.runner import run_template_by_data
from cfnlint.version import __version__

CFN_LINT = "1.51.0"
CODES = {
    f"E30{number}"
    for number in (
        "02", "03", "06", "12", "14", "17", "18", "20", "21", "30", "31", "32", "33", "34", "37", "40", "58",
    )
}  # fmt: skip
HERE = pathlib.Path(__file__).resolve().parent
ENDINGS = {".json", ".template", ".yaml", ".yml"}


def path_of(match):
    steps, path = [str(step) for step in getattr(match, "path", None) or []], []
    while steps:
        step = steps.pop(0)
        if step == "Fn::If" and steps:
            steps = steps[1:]
        else:
            path.append(step)
    if path[-1:] == ["Ref"]:
        path.pop()
    return "/".join(path)


def read(file):
    """What cfn-lint finds in a template, or why it does not judge it."""
    template, errors = decode(str(file))
    if errors or not isinstance(template, dict):
        return "it cannot be read", []
    # Nothing that a template itself sets aside is missed.
    template.get("Metadata", {}).pop("cfn-lint", None) if isinstance(template.get("Metadata"), dict) else None
    resources = template.get("Resources")
    for resource in resources.values() if isinstance(resources, dict) else []:
        if isinstance(resource, dict) and isinstance(resource.get("Metadata"), dict):
            resource["Metadata"].pop("cfn-lint", None)
    if "Serverless" in str(template.get("Transform")):
        return "cfn-lint judges what SAM makes of it", []
    config = ConfigMixIn([], regions=["us-east-1"], include_checks=["I", "E", "W"])
    matches = list(run_template_by_data(template, config, RULES))
    if any(match.rule.id in ("E0002",) for match in matches):
        return "cfn-lint fails", []
    # What is told of a form that was tried is part of another finding.
    own = [match for match in matches if match.rule.id in CODES and match.parent_id is None]
    found = {(match.rule.id, path_of(match)) for match in own}
    return "", sorted(found)


def lines(folder):
    for file in sorted(folder.rglob("*")):
        if file.suffix in ENDINGS and file.is_file():
            skipped, found = read(file)
            entry = {"file": file.relative_to(folder).as_posix()}
            yield json.dumps({**entry, "skipped": skipped} if skipped else {**entry, "found": found})


def main():
    global RULES
    if __version__ != CFN_LINT:
        sys.exit(f"cfn-lint {CFN_LINT} is wanted, {__version__} is installed")
    warnings.simplefilter("ignore")
    import cfnlint.core

    RULES = cfnlint.core.get_rules([], [], ["I", "E", "W"])
    if sys.argv[1] == "--mutated":
        print("\n".join(lines(pathlib.Path(sys.argv[2]))))
    else:
        text = "\n".join(lines(pathlib.Path(sys.argv[1]))) + "\n"
        (HERE / "cfn-lint.jsonl").write_text(text)


if __name__ == "__main__":
    main()
