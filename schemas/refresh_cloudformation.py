#!/usr/bin/env python3
"""Writes cloudformation.cat: every resource type of CloudFormation, for src/schema to judge by.

Reads the schemas that cfn-lint brings along (the registry's, with its patches); needs that version of
it and downloads nothing. HEAD says what the file looks like; versions and licences are in SOURCES.md.

Usage: refresh_cloudformation.py [--check]    with --check, fails if the file would change.
"""

import hashlib
import importlib
import json
import pathlib
import pkgutil
import re
import sys

import regex_dialect

CFN_LINT = "1.51.0"
FILE = pathlib.Path(__file__).resolve().parent / "cloudformation.cat"
FIRST_REGION = "us_east_1"
# What CloudFormation itself makes of templates, not a resource type.
LEFT_OUT = {"Module"}

HEAD = """\
# The resource types of CloudFormation, as cfn-lint {version} has them from the registry, patched:
# {types} types, {nodes} definitions, {patterns} patterns, {dropped} patterns given up.
# cfn-lint is licensed under MIT-0; see SOURCES.md. Written by refresh_cloudformation.py.
# sha256 of all behind this head: {digest}
# `~` is a format and its pattern. A block is a type, sorted by name:
#   = type
#   identifier, read-only, create-only, sometimes-create-only, write-only, deprecated
#                  paths of properties, `*` for the elements of a list
#   :name node     a definition; the first is the properties themselves
#   .name node     a property of the definition above
#   *"regex" node  properties of the definition above whose name matches
# A node is words: its types; @name of a definition that holds too; of{{}} elements; first{{}}{{}} the
# first elements; in() the values allowed, in-any-case(); match"" and unmatch"" patterns; format;
# range, above, below, multiple for numbers; length, count, entries for texts, lists, objects;
# unique, unique-by(), unique-most; needs(), xor(), or() properties that must be there;
# with(a b) a needs b; without(a b) a excludes b; closed for no other properties;
# one{{}}{{}} any{{}} all{{}} not{{}} if{{}}{{}}{{}} as in JSON Schema.
"""
FLAGS = [
    ("identifier", "primaryIdentifier"),
    ("read-only", "readOnlyProperties"),
    ("create-only", "createOnlyProperties"),
    ("sometimes-create-only", "conditionalCreateOnlyProperties"),
    ("write-only", "writeOnlyProperties"),
    ("deprecated", "deprecatedProperties"),
]
TYPES = {"array": "list"}
SIZES = [("length", "Length"), ("count", "Items"), ("entries", "Properties")]
# Formats that only say how a number or text is kept.
SILENT = {"int64", "double", "string", "timestamp", "uri", "password"}
# What every text matches need not be tried.
EVERY = {"", ".*", "(?s:.)*", "^.*$", "^(?s:.)*$"}
# Keywords that say nothing about what is valid.
REMARKS = {
    "title", "default", "insertionOrder", "relationshipRef", "examples", "$comment", "arrayType",
    "description",
}  # fmt: skip
KNOWN = REMARKS | {
    "type", "$ref", "items", "prefixItems", "enum", "enumCaseInsensitive", "const", "pattern",
    "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties",
    "uniqueItems", "uniqueKeys", "maxUniqueItems", "required", "requiredXor", "requiredOr",
    "dependencies", "dependentRequired", "dependentExcluded", "properties", "patternProperties",
    "additionalProperties", "oneOf", "anyOf", "allOf", "not", "if", "then", "else",
}  # fmt: skip


class Counts:
    nodes = 0
    patterns = set()
    dropped = set()


class Type:
    """One type on its way to a block."""

    def __init__(self, schema):
        self.schema = schema
        # Definitions by pointer or, if they had no name, by what they say.
        self.names = {}
        self.lines = {}
        self.queue = []

    def block(self):
        lines = []
        for word, key in FLAGS:
            paths = {path.removeprefix("/properties/") for path in self.schema.get(key, [])}
            if paths:
                lines.append(" ".join([word, *sorted(paths)]))
        root = {key: value for key, value in self.schema.items() if key in KNOWN - REMARKS}
        definitions = {"": self.definition(root, "")}
        while self.queue:
            name, node = self.queue.pop(0)
            definitions[name] = self.definition(node, name)
        for name in sorted(definitions):
            lines.extend(definitions[name])
        Counts.nodes += len(definitions)
        return "\n".join(lines)

    def definition(self, node, name):
        lines = [f":{name} {self.words(node, name, flat=False)}".rstrip()]
        for key, child in sorted(node.get("properties", {}).items()):
            lines.append(f".{spelled(key)} {self.words(child, f'{name}.{key}'.strip('.'))}".rstrip())
        for key, child in sorted(node.get("patternProperties", {}).items()):
            for regex in translated(key)[0]:
                words = self.words(child, f"{name}.*".strip("."))
                lines.append(f"*{text(regex)} {words}".rstrip())
        return lines

    def named(self, pointer):
        """The name of what a `$ref` points at."""
        if pointer not in self.names:
            target = self.schema
            for step in pointer.split("/")[1:]:
                target = target[step]
            self.add(pointer, pointer.split("/")[-1], target)
        return self.names[pointer]

    def add(self, key, wish, node):
        name, number = wish, 1
        while name in self.names.values():
            number += 1
            name = f"{wish}~{number}"
        self.names[key] = name
        self.queue.append((name, node))

    def words(self, node, place, flat=True):
        """A node on one line. One with properties becomes a definition, unless it is one already."""
        if node is True:
            return ""
        unknown = set(node) - KNOWN
        if unknown:
            sys.exit(f"{self.schema['typeName']} {place}: no word for {sorted(unknown)}")
        if flat and ("properties" in node or "patternProperties" in node):
            key = json.dumps(node, sort_keys=True)
            if key not in self.names:
                self.add(key, place, node)
            return f"@{self.names[key]}"
        found = []
        types = node.get("type", [])
        types = [types] if isinstance(types, str) else types
        if types:
            found.append("|".join(TYPES.get(it, it) for it in types))
        if "$ref" in node:
            found.append(f"@{self.named(node['$ref'])}")
        found += self.elements(node, place) + self.values(node) + sizes(node) + relations(node)
        return " ".join(found + self.branches(node, place))

    def elements(self, node, place):
        found = []
        if "items" in node:
            found.append("of{" + self.words(node["items"], place) + "}")
        if "prefixItems" in node:
            found.append("first" + self.each(node["prefixItems"], place))
        return found

    def each(self, nodes, place):
        return "".join("{" + self.words(it, f"{place}~") + "}" for it in nodes)

    def values(self, node):
        found = []
        if "enum" in node:
            found.append(f"in({' '.join(map(value, node['enum']))})")
        if "const" in node:
            found.append(f"in({value(node['const'])})")
        if "enumCaseInsensitive" in node:
            found.append(f"in-any-case({' '.join(map(value, node['enumCaseInsensitive']))})")
        if "pattern" in node:
            wanted, unwanted = self.regexes(node["pattern"])
            found += [f"match{text(it)}" for it in wanted]
            found += [f"unmatch{text(it)}" for it in unwanted]
        if node.get("format") and node["format"] not in SILENT and re.fullmatch(r"[\w:.-]+", node["format"]):
            found.append(f"format {node['format']}")
        return found

    def regexes(self, pattern):
        wanted, unwanted = translated(pattern)
        return [it for it in wanted if it not in EVERY], unwanted

    def branches(self, node, place):
        found = []
        for word, key in [("one", "oneOf"), ("any", "anyOf"), ("all", "allOf")]:
            if key in node:
                found.append(word + self.each(node[key], place))
        if "not" in node:
            found.append("not" + self.each([node["not"]], place))
        if "if" in node:
            parts = [node["if"], node.get("then", True), node.get("else", True)]
            found.append("if" + self.each(parts, place))
        return found


def translated(pattern):
    try:
        wanted, unwanted = regex_dialect.translate(pattern)
    except regex_dialect.Untranslatable:
        Counts.dropped.add(pattern)
        return [], []
    Counts.patterns.update(wanted + unwanted)
    return wanted, unwanted


def sizes(node):
    found = []
    if "minimum" in node or "maximum" in node:
        found.append(f"range {node.get('minimum', '')}..{node.get('maximum', '')}")
    for word, key in [("above", "exclusiveMinimum"), ("below", "exclusiveMaximum"), ("multiple", "multipleOf")]:
        if key in node:
            found.append(f"{word} {node[key]}")
    for word, key in SIZES:
        if f"min{key}" in node or f"max{key}" in node:
            found.append(f"{word} {node.get(f'min{key}', '')}..{node.get(f'max{key}', '')}")
    if node.get("uniqueItems"):
        found.append("unique")
    if "uniqueKeys" in node:
        found.append(f"unique-by({' '.join(map(spelled, node['uniqueKeys']))})")
    if "maxUniqueItems" in node:
        found.append(f"unique-most {node['maxUniqueItems']}")
    return found


def relations(node):
    found = []
    for name, key in [("needs", "required"), ("xor", "requiredXor"), ("or", "requiredOr")]:
        if node.get(key):
            found.append(f"{name}({' '.join(sorted(map(spelled, node[key])))})")
    needed = {**node.get("dependencies", {}), **node.get("dependentRequired", {})}
    for name, table in [("with", needed), ("without", node.get("dependentExcluded", {}))]:
        for key, others in sorted(table.items()):
            found.append(f"{name}({' '.join(map(spelled, [key, *others]))})")
    extra = node.get("additionalProperties")
    if extra is False:
        found.append("closed")
    elif extra not in (None, True):
        sys.exit(f"no word for additional properties {extra}")
    return found


def spelled(name):
    """A name as it is, or as a text if it has what a word has not."""
    return name if re.fullmatch(r"[\w$:/@#.-]+", name) else text(name)


def text(it):
    return '"' + it.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def value(it):
    if isinstance(it, str):
        return text(it)
    if isinstance(it, (bool, int, float)):
        return json.dumps(it)
    sys.exit(f"no word for the value {it!r}")


def formats():
    """The formats of AWS's own, with their patterns."""
    from cfnlint.rules import formats as package

    found = {}
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        rule = getattr(loaded, module.name, None)
        if rule and module.name != "FormatKeyword" and hasattr(rule, "ARN_PREFIX"):
            made = rule()
            if made.format_keyword and made.pattern:
                found[made.format_keyword] = made.pattern
    lines = []
    for name, pattern in sorted(found.items()):
        wanted, unwanted = regex_dialect.translate(pattern)
        words = [f"match{text(it)}" for it in wanted] + [f"unmatch{text(it)}" for it in unwanted]
        lines.append(f"~ {name} {' '.join(words)}")
    return lines


def schemas():
    """Each type, as the first region has it that has it at all."""
    import cfnlint.data.schemas.providers as package
    from cfnlint.version import __version__

    if __version__ != CFN_LINT:
        sys.exit(f"cfn-lint {CFN_LINT} is wanted, {__version__} is installed")
    folder = pathlib.Path(next(iter(package.__path__))).parent / "resources"
    regions = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    hashes = {}
    for region in [FIRST_REGION, *regions]:
        module = importlib.import_module(f"{package.__name__}.{region}")
        for name, digest in module.types.items():
            hashes.setdefault(name, digest)
    for name in sorted(hashes.keys() - LEFT_OUT):
        yield name, json.loads((folder / f"{hashes[name]}.json").read_text())


def index():
    blocks = [f"= {name}\n{Type(schema).block()}" for name, schema in schemas()]
    body = "\n".join([*formats(), *blocks]) + "\n"
    head = HEAD.format(
        version=CFN_LINT,
        types=len(blocks),
        nodes=Counts.nodes,
        patterns=len(Counts.patterns),
        dropped=len(Counts.dropped),
        digest=hashlib.sha256(body.encode()).hexdigest(),
    )
    return head + body


def main():
    written = index()
    if sys.argv[1:] == ["--check"]:
        if FILE.read_text() != written:
            sys.exit(f"{FILE.name} is not what {pathlib.Path(__file__).name} writes")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        FILE.write_text(written)


if __name__ == "__main__":
    main()
