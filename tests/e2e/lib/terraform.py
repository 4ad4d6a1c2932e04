"""Runs generated Terraform roots against the emulator without touching the generated files.

Terraform merges `*_override.tf.json` into what stands beside it: the override only adds the switches
that an emulator on one address needs. The provider comes from a filesystem mirror, never the network.
"""

import json
import os
import re
import shutil
import sys
from pathlib import Path

from server import CannotRun

_PROVIDER = Path("registry.terraform.io/hashicorp/aws")
MISSING = (
    f"no {_PROVIDER} on this disk: unpack a release of terraform-provider-aws 5.100.0 into "
    f"FOLDER/{_PROVIDER}/5.100.0/OS_ARCH and set FORMWORK_TF_MIRROR=FOLDER"
)
OVERRIDE = "zz_emulator_override.tf.json"
_PROVIDER_SWITCHES = {
    "s3_use_path_style": True,
    "skip_metadata_api_check": True,
    "skip_region_validation": True,
    "skip_credentials_validation": True,
    "max_retries": 2,
}
_BACKEND_SWITCHES = {
    "use_path_style": True,
    "skip_credentials_validation": True,
    "skip_metadata_api_check": True,
    "skip_region_validation": True,
    "skip_requesting_account_id": True,
    "skip_s3_checksum": True,
}


def find_mirror():
    """The folder of a filesystem mirror that has the AWS provider, or None."""
    named = os.environ.get("FORMWORK_TF_MIRROR")
    places = (
        [named]
        if named
        else [
            "~/.terraform.d/plugins",
            "~/.local/share/terraform/plugins",
            "/usr/local/share/terraform/plugins",
            "/usr/share/terraform/plugins",
            "/opt/terraform/plugins",
            *Path("/opt").glob("*"),
        ]
    )
    for place in map(lambda p: Path(p).expanduser(), places):
        if (place / _PROVIDER).is_dir():
            return place.resolve()
    return None


def environment(state):
    """Variables for Terraform; files that it needs are written into the folder `state`."""
    mirror = find_mirror()
    if mirror is None:
        raise CannotRun(MISSING)
    state = Path(state)
    configuration = state / "terraform.rc"
    path = json.dumps(str(mirror))
    configuration.write_text(
        f'provider_installation {{\n  filesystem_mirror {{\n    path = {path}\n    include = ["*/*/*"]\n  }}\n}}\n'
    )
    return {
        "TF_CLI_CONFIG_FILE": str(configuration),
        "TF_IN_AUTOMATION": "1",
        "TF_INPUT": "0",
        "CHECKPOINT_DISABLE": "1",
    }


def write_override(root):
    """Writes the emulator's switches beside the root's files."""
    main = json.loads((root / "main.tf.json").read_text())
    document = {}
    providers = main.get("provider", {}).get("aws")
    if providers is not None:
        aliases = [provider.get("alias") for provider in as_list(providers)]
        document["provider"] = {
            "aws": [{**({"alias": alias} if alias else {}), **_PROVIDER_SWITCHES} for alias in aliases]
        }
    if _has_s3_backend(main):
        document["terraform"] = {"backend": {"s3": _BACKEND_SWITCHES}}
    (root / OVERRIDE).write_text(json.dumps(document, indent=2) + "\n")


def _has_s3_backend(main):
    return any(
        "s3" in backend for block in as_list(main.get("terraform", {})) for backend in as_list(block.get("backend", {}))
    )


def backend_settings(text):
    """The settings of a `.tfbackend` file: `name = value` lines, or one JSON object."""
    if text.lstrip().startswith("{"):
        return json.loads(text)
    lines = re.findall(r'^\s*(\w+)\s*=\s*("(?:[^"\\]|\\.)*"|\S+)', text, re.MULTILINE)
    return {name: json.loads(value) if value[0] == '"' else value for name, value in lines}


def option(command, name):
    """The value of `-name=value` in a command line, or None."""
    found = re.search(rf"(?:^|\s)-{name}=('[^']*'|\"[^\"]*\"|\S+)", command)
    return found[1].strip("'\"") if found else None


def differences(plan, gaps):
    """What a second plan wants to change, one line each, except the emulator's known read-back gaps."""
    lines = []
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        if actions in (["no-op"], ["read"]):
            continue
        if actions != ["update"]:
            lines.append(f"{change['address']}: {'/'.join(actions)}")
            continue
        lines += _updated(change, gaps)
    for name, change in plan.get("output_changes", {}).items():
        if change["actions"] != ["no-op"]:
            lines.append(f"output {name}: {'/'.join(change['actions'])}")
    return lines


def _updated(resource, gaps):
    change = resource["change"]
    for path, before, after in _changed(change.get("before"), change.get("after"), change.get("after_unknown")):
        if not any(gap["type"] == resource["type"] and _covers(gap["attribute"], path) for gap in gaps):
            yield f"{resource['address']}: {path}: {before!r} -> {after!r}"


def _covers(attribute, path):
    plain = re.sub(r"\[\d+\]", "", path)
    return plain == attribute or plain.startswith(attribute + ".")


def _changed(before, after, unknown, path=""):
    if unknown is True:
        yield path, before, "(known after apply)"
    elif isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys() | (unknown.keys() if isinstance(unknown, dict) else set())):
            inner = unknown.get(key) if isinstance(unknown, dict) else None
            yield from _changed(before.get(key), after.get(key), inner, f"{path}.{key}".lstrip("."))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after)):
            inner = unknown[index] if isinstance(unknown, list) and index < len(unknown) else None
            yield from _changed(old, new, inner, f"{path}[{index}]")
    elif before != after:
        yield path, before, after


def read_gaps(path):
    """The checked-in list; what decides where traffic goes, how much runs and which image may not stand on it."""
    gaps = json.loads(Path(path).read_text())
    for gap in gaps:
        if not gap.get("reason"):
            raise CannotRun(f"{path}: {gap} has no reason")
        if re.search(r"weight|count|image|capacity", gap["attribute"]):
            raise CannotRun(f"{path}: `{gap['attribute']}` may not be a gap")
    return gaps


def as_list(value):
    """Terraform's JSON writes one block as an object and several as a list."""
    return value if isinstance(value, list) else [value]


def copy_tree(source, target):
    """A private copy of generated output, without what an earlier run of Terraform may have left there."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(".terraform*", "*.tfplan", "*.tfstate*"))


if __name__ == "__main__":
    if find_mirror() is None:
        sys.exit(f"terraform: {MISSING}")
