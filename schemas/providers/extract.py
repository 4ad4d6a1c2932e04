#!/usr/bin/env python3
"""Writes cloudformation.json and terraform.json: what the providers' schemas say about the types
that the tables in src/ir name. Versions and licences: ../SOURCES.md.

Usage: extract.py [TYPE ...]    with types, prints them and writes nothing.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

CFN_LINT = "1.51.0"
PROVIDER = "5.100.0"
HERE = pathlib.Path(__file__).resolve().parent
TABLES = HERE.parent.parent / "src" / "ir"


def table_types():
    """Every type that a table names."""
    text = "".join(file.read_text() for file in sorted(TABLES.rglob("*.rs")))
    return (
        sorted(set(re.findall(r'"(AWS::\w+::\w+)"', text))),
        sorted(set(re.findall(r'"(aws_[a-z0-9_]+)"', text))),
    )


# CloudFormation


def cloudformation_schemas():
    """The registry's schemas as cfn-lint patches them, with its return values, by type."""
    from cfnlint.helpers import REGION_PRIMARY
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER
    from cfnlint.version import __version__

    if __version__ != CFN_LINT:
        sys.exit(f"cfn-lint {CFN_LINT} is wanted, {__version__} is installed")
    known = set(PROVIDER_SCHEMA_MANAGER.get_resource_types(REGION_PRIMARY))
    return lambda name: (
        PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION_PRIMARY, name) if name in known else None
    )


def cloudformation(found):
    """One type: properties by path, and the return values of `Fn::GetAtt`."""
    schema, flags = found.schema, {}
    for key, flag in [
        ("createOnlyProperties", "create-only"),
        ("conditionalCreateOnlyProperties", "conditional-create-only"),
        ("readOnlyProperties", "read-only"),
        ("writeOnlyProperties", "write-only"),
        ("deprecatedProperties", "deprecated"),
    ]:
        for pointer in schema.get(key, []):
            steps = [step for step in pointer.split("/")[2:] if step not in ("*", "items", "properties")]
            flags.setdefault(".".join(steps), []).append(flag)

    def follow(node):
        seen = {}
        while "$ref" in node:
            target = schema
            for step in node["$ref"].split("/")[1:]:
                target = target[step]
            seen = {**target, **seen}
            node = target
        return {**seen, **node}

    def branches(node):
        node = follow(node)
        yield node
        for key in ("allOf", "anyOf", "oneOf"):
            for branch in node.get(key, []):
                yield from branches(branch)

    def kind(node):
        types = []
        for part in branches(node):
            found = part.get("type", [])
            for name in [found] if isinstance(found, str) else found:
                if name == "array":
                    name = f"list({kind(part.get('items', {}))})"
                elif name == "object" and part.get("patternProperties") and not part.get("properties"):
                    name = f"map({kind(next(iter(part['patternProperties'].values())))})"
                elif name == "object" and not any(p.get("properties") for p in branches(node)):
                    name = "json"
                if name not in types:
                    types.append(name)
        return "|".join(types) or "any"

    paths = {}

    def walk(node, path, ancestors):
        for part in branches(node):
            if "items" in part:
                walk(part["items"], path, ancestors)
            required = part.get("required", [])
            for name, child in part.get("properties", {}).items():
                here = f"{path}.{name}" if path else name
                if child.get("$ref") in ancestors or here in paths:
                    continue
                whole = flags.get(here, [])
                must = ["required"] if name in required else []
                paths[here] = " ".join([kind(child), *must, *whole])
                walk(child, here, ancestors | {child.get("$ref")} - {None})

    walk({k: v for k, v in schema.items() if k in ("properties", "required")}, "", frozenset())
    read_only = {path for path in paths if "read-only" in paths[path].split()}
    return {
        "properties": {p: paths[p] for p in sorted(paths) if p not in read_only},
        "attributes": sorted(found.get_atts),
        "identifier": [pointer.split("/")[-1] for pointer in schema.get("primaryIdentifier", [])],
    }


# Terraform


def terraform_schemas():
    """The provider's own description of a resource, by its type."""
    return terraform_resources().get


def terraform_resources():
    """The provider's own description of its resources, by type."""
    mirror = next(
        (
            found.parents[2]
            for found in map(pathlib.Path, find("*/registry.terraform.io/hashicorp/aws"))
            if ".terraform" not in found.parts and (found / PROVIDER).is_dir()
        ),
        None,
    )
    if mirror is None:
        sys.exit(f"no mirror holds hashicorp/aws {PROVIDER}")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "terraformrc").write_text(
            f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirror}"\n  }}\n}}\n'
        )
        wanted = {"aws": {"source": "hashicorp/aws", "version": PROVIDER}}
        (folder / "main.tf.json").write_text(json.dumps({"terraform": {"required_providers": wanted}}))
        settings = {"TF_CLI_CONFIG_FILE": str(folder / "terraformrc"), "CHECKPOINT_DISABLE": "1"}

        def terraform(*words):
            return subprocess.run(
                ["terraform", *words],
                cwd=folder,
                env={**os.environ, **settings},
                check=True,
                stdout=subprocess.PIPE,
            ).stdout

        terraform("init", "-no-color")
        schemas = json.loads(terraform("providers", "schema", "-json"))
    return schemas["provider_schemas"]["registry.terraform.io/hashicorp/aws"]["resource_schemas"]


def find(pattern):
    """Folders of this machine whose path has the pattern."""
    words = ["find", "/", "-xdev", "-type", "d", "-path", pattern]
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.split()


def terraform(schema):
    """One type: arguments, attributes and nested blocks by path."""
    paths = {}

    def kind(type_):
        if isinstance(type_, str):
            return type_
        outer, inner = type_
        return outer if outer == "object" else f"{outer}({kind(inner)})"

    def fields(type_, path):
        if isinstance(type_, list):
            if type_[0] == "object":
                for name, inner in type_[1].items():
                    paths[f"{path}.{name}"] = f"{kind(inner)} optional"
                    fields(inner, f"{path}.{name}")
            else:
                fields(type_[1], path)

    def words(attribute):
        names = ("required", "optional", "computed", "deprecated")
        return [name for name in names if attribute.get(name)]

    def walk(block, path):
        for name, attribute in block.get("attributes", {}).items():
            here = path + name
            if "nested_type" in attribute:
                mode = attribute["nested_type"]["nesting_mode"]
                paths[here] = " ".join([f"{mode}(object)", *words(attribute)])
                walk(attribute["nested_type"], f"{here}.")
            else:
                paths[here] = " ".join([kind(attribute["type"]), *words(attribute)])
                fields(attribute["type"], here)
        for name, inner in block.get("block_types", {}).items():
            least, most = inner.get("min_items", 0), inner.get("max_items", "*")
            deprecated = ["deprecated"] if inner["block"].get("deprecated") else []
            mode = inner["nesting_mode"]
            most = 1 if mode == "single" else most
            paths[path + name] = " ".join([f"{mode} block {least}..{most}", *deprecated])
            if name != "timeouts":
                walk(inner["block"], f"{path}{name}.")

    walk(schema["block"], "")
    return {path: paths[path] for path in sorted(paths)}


def main():
    cloudformation_of, terraform_of = cloudformation_schemas(), terraform_schemas()
    types = sys.argv[1:]
    if types:
        names = [t for t in types if "::" in t], [t for t in types if "::" not in t]
    else:
        names = table_types()
    found = (
        {name: cloudformation(schema) for name in names[0] if (schema := cloudformation_of(name))},
        {name: terraform(schema) for name in names[1] if (schema := terraform_of(name))},
    )
    for schemas, file in zip(found, ("cloudformation.json", "terraform.json")):
        text = json.dumps(schemas, indent=1) + "\n"
        if types:
            print(text)
        else:
            (HERE / file).write_text(text)


if __name__ == "__main__":
    main()
