#!/usr/bin/env python3
"""Writes terraform.cat: the resources of the AWS provider, for src/schema/terraform to judge by.

Names, types and flags only. Needs terraform and a mirror that holds the provider; says so if there
is none. The format is told by HEADER; a block that several others hold is written once.

Usage: refresh_terraform.py [--check]    with --check, fails if the file would change.
"""

import hashlib
import json
import pathlib
import sys
from collections import Counter

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "providers"))
import extract  # noqa: E402

HEADER = """\
# The resources of the Terraform provider hashicorp/aws {version}, as `terraform providers schema`
# tells them: names, types and flags. {resources} resources, {blocks} distinct blocks.
# The provider is licensed under MPL-2.0 (https://www.mozilla.org/MPL/2.0/); see SOURCES.md.
# Written by refresh_terraform.py. Records are sorted by their first line:
#   = type          a resource; the line behind it is `^` if it is deprecated
#   = @hash         a block that several blocks hold
# Lines of a record are indented by their depth:
#   name FLAG TYPE  an argument: `!` required, `?` optional, `~` optional and computed, `.` read-only;
#                   s, n, b: string, number, bool; L, S, M before what a list, set, map is of;
#                   {{name TYPE,name TYPE}} an object; `^` behind it if it is deprecated
#   name MODE MIN..MAX [@hash]
#                   a block: `list`, `set` or `single`; `*` is no limit
"""
SIMPLE = {"string": "s", "number": "n", "bool": "b", "dynamic": "d"}
OUTER = {"list": "L", "set": "S", "map": "M"}


def type_of(spelled):
    if isinstance(spelled, str):
        return SIMPLE[spelled]
    outer, inner = spelled
    if outer == "object":
        fields = (f"{name} {type_of(inner[name])}" for name in sorted(inner))
        return "{" + ",".join(fields) + "}"
    return OUTER[outer] + type_of(inner)


def flag(attribute):
    if attribute.get("required"):
        return "!"
    if attribute.get("optional"):
        return "~" if attribute.get("computed") else "?"
    return "."


class Index:
    def __init__(self):
        self.blocks = {}
        self.held = Counter()

    def block(self, block):
        """Takes a block in and gives its digest; equal blocks have one."""
        lines = []
        for name, attribute in block.get("attributes", {}).items():
            if "nested_type" in attribute:
                sys.exit(f"`{name}` is an attribute with a nested type, which the format lacks")
            old = " ^" if attribute.get("deprecated") else ""
            lines.append((name, f"{name} {flag(attribute)} {type_of(attribute['type'])}{old}", None))
        for name, nested in block.get("block_types", {}).items():
            mode = nested["nesting_mode"]
            least, most = nested.get("min_items", 0), nested.get("max_items", 0) or "*"
            most = 1 if mode == "single" else most
            old = " ^" if nested["block"].get("deprecated") else ""
            inner = self.block(nested["block"])
            lines.append((name, f"{name} {mode} {least}..{most}{old}", inner))
        lines.sort()
        spelled = "\n".join(f"{line} {inner or ''}" for _, line, inner in lines)
        digest = hashlib.sha256(spelled.encode()).hexdigest()
        if digest not in self.blocks:
            self.blocks[digest] = lines
            self.held.update(inner for _, _, inner in lines if inner)
        return digest

    def short(self, digest):
        length = 5
        while sum(other.startswith(digest[:length]) for other in self.blocks) > 1:
            length += 1
        return digest[:length]

    def lines(self, digest, depth=1):
        for _, line, inner in self.blocks[digest]:
            if inner and self.held[inner] > 1:
                yield f"{' ' * depth}{line} @{self.short(inner)}"
            else:
                yield " " * depth + line
                if inner:
                    yield from self.lines(inner, depth + 1)


def catalogue(resources):
    index = Index()
    roots = {name: index.block(resources[name]["block"]) for name in resources}
    records = []
    for name, digest in roots.items():
        old = ["^"] if resources[name]["block"].get("deprecated") else []
        records.append((f"= {name}", old, digest))
    shared = (digest for digest in index.blocks if index.held[digest] > 1)
    records.extend((f"= @{index.short(digest)}", [], digest) for digest in shared)
    text = HEADER.format(
        version=extract.PROVIDER, resources=len(resources), blocks=len(index.blocks)
    )
    for head, old, digest in sorted(records):
        text += "\n".join([head, *old, *index.lines(digest)]) + "\n"
    return text


def main():
    text = catalogue(extract.terraform_resources())
    file = HERE / "terraform.cat"
    if "--check" in sys.argv[1:]:
        if file.read_text() != text:
            sys.exit("terraform.cat is not what the provider says; run refresh_terraform.py")
        return
    file.write_text(text)


if __name__ == "__main__":
    main()
