#!/usr/bin/env python3
"""Runs a command and keeps what it prints as docs/measured/NAME.txt.

    docs/tools/measure.py bench -- ./learn bench

A page shows it with <!-- measured: bench -->. WRITING.md says when.
"""
import argparse
import datetime
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def machine():
    """The processor and how many of its cores this process may use."""
    name = "unknown processor"
    try:
        info = pathlib.Path("/proc/cpuinfo").read_text()
        if found := re.search(r"^model name\s*: (.+)$", info, re.M):
            name = " ".join(found[1].split())
        if re.search(r"^flags\s*:.*\bamx_tile\b", info, re.M):
            name += " with AMX"  # tells the generations of Xeon apart
    except OSError:
        pass
    return f"{name}, {len(os.sched_getaffinity(0))} cores"


def commit():
    """", commit 1a2b3c4", or nothing where git knows none."""
    try:
        found = subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=7"],
            cwd=ROOT, capture_output=True, text=True).stdout.strip()
    except OSError:
        found = ""
    return f", commit {found}" if found else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("name")
    parser.add_argument("command", nargs=argparse.REMAINDER,
                        help="behind --")
    args = parser.parse_args()
    if args.command[:1] == ["--"]:
        del args.command[0]
    if args.command[:1] != ["./learn"]:
        parser.error("the command must begin with ./learn: a reader shall be "
                     "able to repeat it")
    printed = []
    with subprocess.Popen(args.command, cwd=ROOT, stdout=subprocess.PIPE,
                          text=True) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            printed.append(line.rstrip())
    if process.returncode != 0:
        sys.exit(f"measure: {' '.join(args.command)} ended with "
                 f"{process.returncode}; nothing was written")
    while printed and not printed[0]:
        del printed[0]
    head = ["$ " + shlex.join(args.command),
            f"{machine()}, {datetime.date.today()}{commit()}"]
    file = ROOT / "docs/measured" / f"{args.name}.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join([*head, *printed]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
