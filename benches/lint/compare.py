#!/usr/bin/env python3
"""Ratios of CPU time: formwork against cfn-lint and cloudformation-validate, in one run.

    cargo build --release
    pip install cfn-lint==1.51.0 cloudformation-validate==1.14.0
    benches/lint/compare.py CORPUS [--binary target/release/formwork] [--templates 200] [--strict]

CORPUS is a folder of real manifests. The largest CloudFormation templates in it are judged by all
three, each as one process including its start; the Terraform in it by formwork alone. CPU seconds
are those of the child process, user and system. Then inputs are made that grow tenfold in one way.
With --strict, a ratio below its goal is exit 1.
"""

import argparse
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

import growth

# What formwork must be, at least: CPU seconds of the other over its own.
GOALS = {"cfn-lint": 150, "cloudformation-validate": 5}
# CPU seconds at most.
TERRAFORM_LIMIT, START_LIMIT = 1.0, 0.020
# Times the CPU seconds at most for an input ten times as large; tables of names cost a logarithm.
GROWTH_LIMIT = 12

VALIDATE = """
import sys
from cloudformation_validate import CompositeEngine
engine = CompositeEngine()
for path in sys.argv[1:]:
    try:
        engine.validate_template(path)
    except Exception as error:
        print(path, error, file=sys.stderr)
"""


def cpu(command, accepted=range(0, 256)):
    """CPU seconds of a command, and its exit code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in accepted:
        sys.exit(f"{command[0]}: exit {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def best(command, times=5, accepted=range(0, 256)):
    return min(cpu(command, accepted) for _ in range(times))


def is_template(path):
    try:
        text = path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError):
        return False
    return "Resources" in text and "AWS::" in text


def largest_templates(corpus, number):
    names = (".yaml", ".yml", ".json", ".template")
    files = (path for path in sorted(corpus.rglob("*")) if path.suffix in names and path.is_file())
    templates = [path for path in files if is_template(path)]
    return sorted(templates, key=lambda path: (-path.stat().st_size, str(path)))[:number]


def grown(formwork):
    """What costs more than its growth."""
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        for name, make, size in growth.MAKERS:
            seconds = []
            for number in (size, 10 * size):
                place = pathlib.Path(folder, make.__name__, str(number))
                place.mkdir(parents=True)
                paths = [str(path) for path in make(place, number)]
                command = [formwork, "lint", "--format", "json", "--select", "all", *paths]
                seconds.append(best(command, times=3, accepted=(0, 1)))
            ratio = seconds[1] / seconds[0]
            print(f"10 times the {name:26} {seconds[1]:8.3f} s   {ratio:6.1f} times as much "
                  f"(limit {GROWTH_LIMIT})")
            if ratio > GROWTH_LIMIT:
                missed.append(name)
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--binary", default="target/release/formwork")
    parser.add_argument("--templates", type=int, default=200)
    parser.add_argument("--strict", action="store_true")
    given = parser.parse_args()
    formwork = os.path.abspath(given.binary)
    templates = [str(path) for path in largest_templates(given.corpus, given.templates)]
    size = sum(os.path.getsize(path) for path in templates)
    print(f"{len(templates)} templates, {size / 1e6:.1f} MB")
    missed = []

    # Every rule, so that nothing is won by judging less.
    own = best([formwork, "lint", "--format", "json", "--select", "all", *templates], accepted=(0, 1))
    print(f"formwork                 {own:8.3f} s")
    rivals = {
        "cfn-lint": ["cfn-lint", "--format", "json", *templates],
        "cloudformation-validate": [sys.executable, "-c", VALIDATE, *templates],
    }
    for name, command in rivals.items():
        seconds = cpu(command)
        ratio = seconds / own
        print(f"{name:24} {seconds:8.3f} s   {ratio:6.1f} times as much (goal {GOALS[name]})")
        if ratio < GOALS[name]:
            missed.append(name)

    terraform = best([formwork, "lint", "--format", "json", "--select", "all", str(given.corpus)],
                     times=3, accepted=(0, 1))
    print(f"whole corpus             {terraform:8.3f} s")
    folders = [str(path) for path in sorted(given.corpus.iterdir()) if any(path.rglob("*.tf"))]
    terraform = best([formwork, "lint", "--format", "json", *folders], times=3, accepted=(0, 1))
    print(f"folders with Terraform   {terraform:8.3f} s (limit {TERRAFORM_LIMIT})")
    if terraform > TERRAFORM_LIMIT:
        missed.append("Terraform")

    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as empty:
        start = statistics.median(cpu([formwork, "lint", empty.name]) for _ in range(21))
    print(f"start                    {start * 1000:8.1f} ms (limit {START_LIMIT * 1000:.0f})")
    if start > START_LIMIT:
        missed.append("start")
    missed += grown(formwork)
    if missed and given.strict:
        sys.exit("missed: " + ", ".join(missed))


if __name__ == "__main__":
    main()
