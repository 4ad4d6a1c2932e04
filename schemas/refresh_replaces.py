#!/usr/bin/env python3
"""Writes terraform-replaces.txt: which arguments of the AWS provider force a replacement.

The provider's schema does not tell, so the provider is asked: for every resource and every argument,
what it plans if that argument alone changes. The plan is asked of the plugin itself, since
`terraform plan` first refuses made-up values. Needs terraform, the provider, and the Python packages
grpcio and msgpack. Nothing is sent to AWS.

Usage: refresh_replaces.py PLUGIN     the path of the file terraform-provider-aws_v…
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import grpc
import msgpack

HERE = pathlib.Path(__file__).resolve().parent
HEADER = """\
# The arguments of hashicorp/aws {version} whose change replaces the resource, as the provider itself
# plans it: each argument was changed alone, from one made-up value to another. {resources} resources,
# {paths} arguments. The provider is licensed under MPL-2.0; see SOURCES.md. Written by
# refresh_replaces.py. Records are sorted by type; `?` behind an argument: the provider did not answer.
# What a provider decides by the values (`engine_version` going down) is not in here.
"""

# Resources with more arguments are asked about the outer ones.
MOST = 400


def varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def field(tag, data):
    return varint(tag << 3 | 2) + varint(len(data)) + data


def fields(data):
    """The fields of a message of protobuf: a number and bytes or a number."""
    at = 0

    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        key = number()
        if key & 7 == 2:
            length = number()
            yield key >> 3, data[at : at + length]
            at += length
        else:
            yield key >> 3, number()


def steps(path):
    """The names of a path; elements of lists have none."""
    inner = (it for tag, it in fields(path) if tag == 1)
    return tuple(it.decode() for step in inner for tag, it in fields(step) if tag == 1)


def start(plugin):
    environment = {
        **os.environ,
        "TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
        "PLUGIN_PROTOCOL_VERSIONS": "5",
    }
    process = subprocess.Popen(
        [plugin], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    address = process.stdout.readline().decode().strip().split("|")[3]
    channel = grpc.insecure_channel(
        f"unix:{address}", options=[("grpc.max_receive_message_length", -1)]
    )
    return process, channel


def schemas():
    with tempfile.TemporaryDirectory() as folder:
        main = pathlib.Path(folder, "main.tf.json")
        wanted = {"aws": {"source": "hashicorp/aws", "version": "5.100.0"}}
        main.write_text(json.dumps({"terraform": {"required_providers": wanted}}))
        run = lambda *args: subprocess.run(  # noqa: E731
            ["terraform", f"-chdir={folder}", *args], check=True, capture_output=True
        )
        run("init", "-backend=false")
        told = json.loads(run("providers", "schema", "-json").stdout)
    return next(iter(told["provider_schemas"].values()))


def text_of(name, which):
    """Text that what reads it can read: documents, numbers."""
    if name in ("container_definitions", "definition"):
        return json.dumps([{"name": "a", "image": which}])
    if "policy" in name or name.endswith(("_json", "document")):
        return json.dumps({"Version": "2012-10-17", "Statement": [{"Sid": f"s{which}"}]})
    return which


# Pairs of text for the argument that changes. Two that are not what an argument takes may count as
# equal: two texts that are no CIDR are.
FAMILIES = [
    None,
    ("10.1.0.0/16", "10.2.0.0/16"),
    ("arn:aws:iam::123456789012:role/a", "arn:aws:iam::123456789012:role/b"),
    ("2040-01-01T00:00:00Z", "2041-01-01T00:00:00Z"),
    ("a.example", "b.example"),
]


def value(type_, name, which):
    """A made-up value of a type; another `which` makes another value."""
    if isinstance(type_, str):
        return {
            "string": text_of(name, which), "number": int(which), "bool": which == "2",
            "dynamic": None,
        }[type_]
    outer, inner = type_[0], type_[1]
    if outer in ("list", "set"):
        return [value(inner, name, which)]
    if outer == "map":
        return {"k": value(inner, name, which)}
    if outer == "object":
        return {name: value(it, name, which) for name, it in inner.items()}
    return [value(it, name, which) for it in inner]


def is_settable(attribute):
    return attribute.get("required") or attribute.get("optional")


def is_text(schema, path):
    """Whether an argument is text, or a list or set of it."""
    *blocks, name = path
    for step in blocks:
        schema = schema["block_types"][step]["block"]
    return schema["attributes"][name]["type"] in ("string", ["list", "string"], ["set", "string"])


class Maker:
    """Makes up objects: with every argument (`is_full`), or with those that must be there and the
    one that changes."""

    def __init__(self, is_full, target, family=None):
        self.is_full, self.target, self.family = is_full, target, family

    def block(self, schema, changed, is_config, above=()):
        """An object; the argument at the path `changed` has the other value."""
        made = {}
        for name, attribute in schema.get("attributes", {}).items():
            path = (*above, name)
            wanted = self.is_full or attribute.get("required") or path == self.target
            if name == "id" and not above:
                made[name] = None if is_config else "a"
            elif not wanted or not is_settable(attribute) or "nested_type" in attribute:
                made[name] = None
            elif path == self.target and self.family:
                text = self.family[path == changed]
                made[name] = text if attribute["type"] == "string" else [text]
            else:
                made[name] = value(attribute["type"], name, "2" if path == changed else "1")
        for name, inner in schema.get("block_types", {}).items():
            path, mode = (*above, name), inner["nesting_mode"]
            wanted = self.is_full or inner.get("min_items") or path == self.target[: len(path)]
            one = None
            if wanted and name != "timeouts":
                one = self.block(inner["block"], changed, is_config, path)
            if mode in ("single", "group"):
                made[name] = one
            elif name == "timeouts" or one is None:
                made[name] = {} if mode == "map" else []
            else:
                made[name] = {"k": one} if mode == "map" else [one]
        return made


def arguments(schema, above=()):
    for name, attribute in schema.get("attributes", {}).items():
        if is_settable(attribute) and "nested_type" not in attribute and (above or name != "id"):
            yield (*above, name)
    for name, inner in schema.get("block_types", {}).items():
        if name != "timeouts":
            yield from arguments(inner["block"], (*above, name))


class Provider:
    def __init__(self, plugin, told):
        self.plugin, self.told = plugin, told
        self.begin()

    def begin(self):
        self.process, self.channel = start(self.plugin)
        wanted = {
            "region": "eu-west-1", "access_key": "x", "secret_key": "x",
            "skip_credentials_validation": True, "skip_requesting_account_id": True,
            "skip_metadata_api_check": "true", "skip_region_validation": True,
        }
        made = self.empty(self.told["provider"]["block"])
        config = msgpack.packb({**made, **wanted})
        self.call("Configure", field(1, b"1.9.0") + field(2, field(1, config)))

    def empty(self, schema):
        made = dict.fromkeys(schema.get("attributes", {}))
        for name, inner in schema.get("block_types", {}).items():
            made[name] = None if inner["nesting_mode"] in ("single", "group") else []
        return made

    def call(self, name, request):
        stub = self.channel.unary_unary(f"/tfplugin5.Provider/{name}")
        return stub(request, timeout=20)

    def plan(self, type_name, prior, config):
        """The paths that force a replacement; None if there is no plan."""
        prior, config = (field(1, msgpack.packb(it)) for it in (prior, config))
        request = field(1, type_name.encode()) + field(2, prior) + field(3, config) + field(4, config)
        try:
            answer = list(fields(self.call("PlanResourceChange", request)))
        except grpc.RpcError:
            self.process.kill()
            self.process.wait()
            self.begin()
            return None
        paths = {steps(it) for tag, it in answer if tag == 2}
        errors = [it for tag, it in answer if tag == 4 and (1, 1) in list(fields(it))]
        return None if errors and not paths else paths

    def replaces(self, type_name, schema, path):
        """Whether an argument forces a replacement; None if it cannot be found out. Beside some
        arguments the provider passes over others, so that either way of asking counts."""
        answers = set()
        ways = [(True, None), *((False, family) for family in FAMILIES)]
        for is_full, family in ways if is_text(schema, path) else ways[:2]:
            make = Maker(is_full, path, family)
            prior = make.block(schema, None, is_config=False)
            other = make.block(schema, path, is_config=True)
            planned = self.plan(type_name, prior, other)
            if planned is not None:
                # Elements of a set have no names: the path ends at the set.
                answers.add(any(it and it == path[: len(it)] for it in planned))
            if True in answers:
                break
        return True if True in answers else False if False in answers else None


def main():
    told = schemas()
    provider = Provider(sys.argv[1], told)
    lines, paths = [], 0
    only = sys.argv[2:]
    for type_name, schema in sorted(told["resource_schemas"].items()):
        if only and type_name not in only:
            continue
        schema = schema["block"]
        found = []
        paths_of = list(arguments(schema))
        if len(paths_of) > MOST:
            # Blocks inside of themselves, many levels deep.
            paths_of = [path for path in paths_of if len(path) <= 2][:MOST]
        for path in paths_of:
            replaces = provider.replaces(type_name, schema, path)
            if replaces is not False:
                found.append(".".join(path) + ("" if replaces else "?"))
        paths += sum(not it.endswith("?") for it in found)
        lines.append(f"= {type_name}\n" + "".join(f"{it}\n" for it in found))
        print(type_name, len(found), file=sys.stderr, flush=True)
    provider.process.kill()
    head = HEADER.format(version="5.100.0", resources=len(lines), paths=paths)
    (HERE / "terraform-replaces.txt").write_text(head + "".join(lines))


main()
