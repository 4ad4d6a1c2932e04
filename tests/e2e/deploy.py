#!/usr/bin/env python3
"""Deploys generated output to a fresh emulator, with the commands of its own deploy-plan.json.

    deploy.py DIR --target cloudformation|terraform --environment dev
              [--state FOLDER] [--estate FILE] [--jobs N]

Runs the shared stacks, then the environment's, in the plan's order, with a copy of DIR as working
folder; the first failing command ends the run with its output. With `--jobs`, a stack starts as soon
as the stacks named in its `after` are done. After Terraform, a second plan of every root may differ
only where `read_back_gaps.json` says that the emulator reads back something else than was written;
so may a third, once weights, counts and revisions are shifted as a canary's machine does (`shift.py`).
Exit: 0 deployed, 1 a command failed or a later plan differs, 2 could not run.
"""

import argparse
import concurrent.futures
import contextlib
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "lib"))

import estate  # noqa: E402
import server  # noqa: E402
import shift  # noqa: E402
import terraform  # noqa: E402


class Failed(Exception):
    """A command failed; the message is what a reader needs."""


# Runs migrations, as tasks: no task ever runs on the emulator.
RUN = "aws stepfunctions start-execution"
HOSTED_ZONE = re.compile(r"hosted zone `(?P<name>[^`]+)` \((?P<id>\w+)\)")


class Deployment:
    """One environment of one plan, through one back end, on one emulator."""

    def __init__(self, plan, environment, target, folder, state, endpoint):
        self.environment = next((e for e in plan["environments"] if e["name"] == environment), None)
        if self.environment is None:
            names = ", ".join(e["name"] for e in plan["environments"])
            raise server.CannotRun(f"the plan has no environment `{environment}`; it has {names}")
        shared = plan.get("shared", [])
        self.stacks = shared + self.environment["stacks"]
        if any(target not in stack for stack in self.stacks):
            raise server.CannotRun(f"the app is not written for {target}: there is nothing to deploy")
        # Shared stacks stand in an environment's account, and need what is prepared there.
        accounts = {stack["account"] for stack in shared}
        self.prepared = [e for e in plan["environments"] if e is self.environment or e["account"] in accounts]
        for commands in (stack[target]["commands"] for stack in self.stacks):
            commands[:] = [command for command in commands if not _is_skipped(command)]
        self.target, self.folder, self.endpoint = target, folder, endpoint
        self.base = {**server.clean_environment(), "CI": "true"}
        self.base["PATH"] = f"{_tools(state)}{os.pathsep}{self.base['PATH']}"
        if target == "terraform":
            self.base.update(terraform.environment(state))
        self.cancelled = threading.Event()

    def run(self, jobs):
        """Prepares the account, then deploys every stack."""
        self._prepare()
        if self.target == "terraform":
            self._prepare_roots()
        self._in_order(jobs, self._deploy)

    def check_later_plans(self, jobs):
        """Plans again, and once more after the traffic was shifted, if any is weighted."""
        self._check_plans(jobs, "the second plan")
        moved = shift.shift(self.endpoint, self.places())
        if moved:
            print(f"shifted: {' '.join(moved)}", file=sys.stderr, flush=True)
            self._check_plans(jobs, "the plan after the traffic was shifted")

    def _check_plans(self, jobs, which):
        """Plans every root; fails if one differs where the emulator has no known gap."""
        gaps = terraform.read_gaps(HERE / "read_back_gaps.json")
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            found = list(pool.map(lambda stack: self._differences(stack, gaps), self.stacks))
        lines = [line for lines in found for line in lines]
        if lines:
            raise Failed(f"{which} differs:\n" + "\n".join(f"  {line}" for line in lines))

    def places(self):
        """Every account and region that the plan uses."""
        places = {(stack["account"], stack["region"]) for stack in self.stacks}
        return sorted(places | {(self.environment["account"], self.environment["region"])})

    def _prepare(self):
        """What the plan asks for before the first deployment: prerequisites, and secrets with made-up values."""
        for environment in self.prepared:
            for wanted in environment.get("prerequisites", []):
                self._satisfy(wanted, environment)
        for secret in self.environment.get("secrets", []):
            self._satisfy(secret, self.environment)

    def _satisfy(self, wanted, place):
        if wanted.get("target", self.target) != self.target:
            return
        if wanted.get("command"):
            self._command(wanted["command"], place, {wanted.get("variable", "_"): "made-up"})
        elif zone := HOSTED_ZONE.search(wanted.get("what", "")):
            self._make_zone(zone["name"], zone["id"], place)
        else:
            _say(f"skipped, nothing to run: {wanted.get('what')}")

    def _make_zone(self, name, identifier, place):
        """A zone that exists already: somebody delegated it, and no plan can name the command for that."""
        route53 = estate.client("route53", self.endpoint, place["account"], place["region"])
        route53.create_hosted_zone(Name=name, CallerReference=f"imported:{identifier}")

    def _prepare_roots(self):
        """The override beside each root, and the buckets for state."""
        seen = set()
        for stack in self.stacks:
            for command in stack["terraform"]["commands"]:
                root = self.folder / (terraform.option(command, "chdir") or ".")
                if root not in seen:
                    seen.add(root)
                    terraform.write_override(root)
                settings = terraform.option(command, "backend-config")
                if settings and (root / settings).is_file():
                    self._make_bucket(terraform.backend_settings((root / settings).read_text()), stack, seen)

    def _make_bucket(self, settings, stack, seen):
        bucket, region = settings["bucket"], settings.get("region", stack["region"])
        if bucket in seen:
            return
        seen.add(bucket)
        s3 = estate.client("s3", self.endpoint, stack["account"], region)
        if bucket in (known["Name"] for known in s3.list_buckets()["Buckets"]):
            return
        s3.create_bucket(
            Bucket=bucket,
            **({} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}),
        )

    def _deploy(self, stack):
        for command in stack[self.target]["commands"]:
            self._command(command, stack)

    def _differences(self, stack, gaps):
        applied = [c for c in stack["terraform"]["commands"] if terraform.option(c, "var-file")]
        root = terraform.option(applied[-1], "chdir")
        head = f"terraform -chdir={shlex.quote(root)}"
        variables = shlex.quote(terraform.option(applied[-1], "var-file"))
        plan = f"{head} plan -no-color -detailed-exitcode -out=later.tfplan -var-file={variables}"
        code, _ = self._command(plan, stack, allowed=(0, 2))
        if code == 0:
            return []
        _, shown = self._command(f"{head} show -json later.tfplan", stack)
        return [f"{root}: {line}" for line in terraform.differences(json.loads(shown), gaps)]

    def _command(self, command, place, extra=None, allowed=(0,)):
        if self.cancelled.is_set():
            raise Failed("stopped after another stack's failure")
        environment = {
            **self.base,
            **server.credentials(self.endpoint, place["account"], place["region"]),
            # What a person types at the prompt; nothing here changes what is deployed.
            "TF_CLI_ARGS_init": "-input=false -no-color",
            "TF_CLI_ARGS_apply": "-auto-approve -input=false -no-color -parallelism=100",
            "TF_CLI_ARGS_plan": "-input=false -parallelism=100",
            **(extra or {}),
        }
        started = time.monotonic()
        done = subprocess.run(
            command,
            shell=True,
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        print(f"{time.monotonic() - started:7.1f} s  {command}", file=sys.stderr, flush=True)
        if done.returncode not in allowed:
            self.cancelled.set()
            raise Failed(f"exit {done.returncode}: {command}\n{done.stdout}{done.stderr}")
        return done.returncode, done.stdout

    def _in_order(self, jobs, act):
        """Acts on every stack once those it comes after are done; without `after`, on all before it in the plan."""
        done, free = {}, threading.Semaphore(jobs)
        with concurrent.futures.ThreadPoolExecutor(len(self.stacks)) as pool:
            for position, stack in enumerate(self.stacks):
                earlier = [other["name"] for other in self.stacks[:position]]
                after = [name for name in stack.get("after", earlier) if name in earlier]
                waits = [done[name] for name in after]
                done[stack["name"]] = pool.submit(_after, waits, free, act, stack)
            first = concurrent.futures.wait(done.values(), return_when=concurrent.futures.FIRST_EXCEPTION)
            for future in first.done:
                future.result()


def _is_skipped(command):
    if RUN in command:
        _say(f"skipped, no task runs here: {command}")
    return RUN in command


def _say(line):
    print(line, file=sys.stderr, flush=True)


def _after(waits, free, act, stack):
    if any([wait.exception() for wait in waits]):
        return
    with free:
        act(stack)


def _tools(state):
    """A folder with `aws` as version 2 understands it, if what is installed is version 1."""
    folder = Path(state) / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(ImportError):
        import awscli  # noqa: F401

        script = folder / "aws"
        script.write_text(
            f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(HERE / "lib/aws_cli.py"))} "$@"\n'
        )
        script.chmod(0o755)
    return folder


def main():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("dir", type=Path, metavar="DIR")
    parser.add_argument("--target", choices=["cloudformation", "terraform"], required=True)
    parser.add_argument("--environment", default="dev")
    parser.add_argument("--state", type=Path, help="keep working copy and logs here instead of in a temporary folder")
    parser.add_argument("--estate", type=Path, help="write what stands afterwards to this file")
    parser.add_argument("--jobs", type=int, default=1, help="stacks at once, where the plan allows it")
    arguments = parser.parse_args()
    # Ends like an interrupt, so that the emulator is stopped too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return run(arguments)
    except server.CannotRun as error:
        print(f"deploy.py: {error}", file=sys.stderr)
        return 2


def run(arguments):
    """Deploys, checks and writes the estate; returns the exit code."""
    with contextlib.ExitStack() as stack:
        state = arguments.state or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        state = state.resolve()
        state.mkdir(parents=True, exist_ok=True)
        folder = state / f"output-{arguments.target}"
        if folder.exists():
            raise server.CannotRun(f"{folder} is left from another run; remove it first")
        terraform.copy_tree(arguments.dir, folder)
        plan = json.loads((folder / "deploy-plan.json").read_text())
        endpoint = stack.enter_context(server.emulator(state / f"emulator-{arguments.target}.log"))
        deployment = Deployment(plan, arguments.environment, arguments.target, folder, state, endpoint)
        try:
            deployment.run(arguments.jobs)
            if arguments.estate:
                document = estate.read(endpoint, deployment.places())
                arguments.estate.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n")
            if arguments.target == "terraform":
                deployment.check_later_plans(max(arguments.jobs, 2))
        except Failed as failure:
            print(failure, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
