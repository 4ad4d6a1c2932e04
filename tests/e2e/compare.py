#!/usr/bin/env python3
"""Compares two estates (see estate.py) property by property.

    compare.py A.json B.json [--ignored FILE]

Prints one line per difference and exits 1 if there is any. `ignored_properties.json` lists what is no
difference, each with its reason: `kind` and `property` are patterns as in a shell, and a property is
the path of member names from the resource down. With `default`, only "absent here, that value there"
is no difference: AWS would show the default, the emulator shows what was sent. With `values`, only
these two are none; `resource` is a pattern for the resource's whole name, which with the property `*`
may also be in one estate only.
"""

import argparse
import fnmatch
import json
import sys
from pathlib import Path

_ABSENT = object()


def differences(a, b, ignored):
    """One readable line per difference between two estates."""
    lines = []
    for name in sorted(a.keys() | b.keys()):
        kind = name.split(" ", 1)[0]
        rules = [rule for rule in ignored if _is_about(rule, kind, name)]
        if any("resource" in rule and rule["property"] == "*" for rule in rules):
            continue
        if name not in b:
            lines.append(f"- {name}: only in the first estate")
        elif name not in a:
            lines.append(f"+ {name}: only in the second estate")
        else:
            for path, left, right in _differing(a[name], b[name], ""):
                if not any(_covers(rule, path, left, right) for rule in rules):
                    lines.append(f"~ {name}\n    {path}: {_shown(left)} | {_shown(right)}")
    return lines


def _is_about(rule, kind, name):
    return fnmatch.fnmatchcase(kind, rule["kind"]) and fnmatch.fnmatchcase(name, rule.get("resource", "*"))


def _covers(rule, path, left, right):
    """A rule covers what it names and everything below it."""
    pattern = rule["property"]
    if not (fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase(path, pattern + "/*")):
        return False
    if "values" in rule:
        return [left, right] == rule["values"]
    if "default" not in rule:
        return True
    given = right if left is _ABSENT else left
    return (left is _ABSENT or right is _ABSENT) and _equal(given, rule["default"])


def _differing(left, right, path):
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted(left.keys() | right.keys()):
            below = f"{path}/{key}" if path else key
            yield from _differing(left.get(key, _ABSENT), right.get(key, _ABSENT), below)
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for index, (one, other) in enumerate(zip(left, right)):
            yield from _differing(one, other, f"{path}/{index}")
    elif not _equal(left, right):
        yield path, left, right


def _equal(left, right):
    """Equality where `true` is not 1."""
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def _shown(value):
    return "(absent)" if value is _ABSENT else json.dumps(value, sort_keys=True)


def read_ignored(path):
    """The list of ignored properties; every entry must give its reason."""
    ignored = json.loads(Path(path).read_text())
    for rule in ignored:
        if not rule.get("reason"):
            raise ValueError(f"{path}: {rule} has no reason")
    return ignored


def main():
    """Reads the command line and prints the differences."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("a", type=Path)
    parser.add_argument("b", type=Path)
    parser.add_argument("--ignored", type=Path, default=Path(__file__).with_name("ignored_properties.json"))
    arguments = parser.parse_args()
    a, b = (json.loads(path.read_text()) for path in (arguments.a, arguments.b))
    lines = differences(a, b, read_ignored(arguments.ignored))
    for line in lines:
        print(line)
    print(f"{len(a)} and {len(b)} resources, {len(lines)} differences", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
