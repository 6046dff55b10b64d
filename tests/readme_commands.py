#!/usr/bin/env python3
"""Runs the commands that README.md and its translations show.

Every line of a ```sh block that begins with ./learn is run, in an empty
folder; `./learn run` gets --smoke. The same command is run once, however often
it is shown. To leave a block out, say why on the line before it:

    <!-- not run: fetches 11 MB from the internet -->
"""
import argparse
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
NOT_RUN = re.compile(r"<!-- not run: \S.* -->")
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
OPERATORS = ("|", "||", "&", "&&", ";", ">", ">>", "<")


def blocks(text):
    """The lines of every ```sh block that is to be run."""
    lines = iter(text.splitlines())
    before = ""
    for line in lines:
        if line.lstrip().startswith("```"):
            block = []
            for inner in lines:
                if inner.strip() == "```":
                    break
                block.append(inner)
            if line.strip() == "```sh" and not NOT_RUN.fullmatch(before):
                yield block
        before = line.strip() or before


def words_of(line):
    """A line's words if it calls ./learn, without its comment; else None."""
    line = line.strip().removeprefix("$ ")
    if "./learn" not in line:
        return None
    words = shlex.split(line, comments=True)
    start = 0
    while start < len(words) and ASSIGNMENT.match(words[start]):
        start += 1
    if words[start:start + 1] != ["./learn"]:
        return None
    if any(word in OPERATORS for word in words):
        sys.exit(f"readme_commands: keep it one plain command: {line}")
    return words


def commands(files):
    """All commands of the files, each once, in order."""
    found = {}
    for file in files:
        for block in blocks(file.read_text(encoding="utf-8")):
            for line in block:
                if words := words_of(line):
                    found.setdefault(" ".join(words), words)
    return found


def run(words, timeout):
    """Runs a command in an empty folder; returns its exit code."""
    at = words.index("./learn")
    words = words[:at] + [str(ROOT / "learn")] + words[at + 1:]
    if words[at + 1:at + 2] == ["run"]:
        words.append("--smoke")
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(["env", *words], cwd=folder, timeout=timeout,
                              stdin=subprocess.DEVNULL).returncode


def main():
    parser = argparse.ArgumentParser(
        description="Runs the commands that the README shows.")
    parser.add_argument("files", nargs="*", type=pathlib.Path,
                        default=sorted(ROOT.glob("README*.md")))
    parser.add_argument("--done", action="append", default=[],
                        help="a command that has been run already")
    parser.add_argument("--list", action="store_true",
                        help="only print the commands")
    parser.add_argument("--timeout", type=float, default=600,
                        help="seconds for each command (default: 600)")
    options = parser.parse_args()
    found = commands(options.files)
    for command in options.done:
        if found.pop(command, None) is None:
            sys.exit(f"readme_commands: the README does not show: {command}")
    failed = 0
    for command, words in found.items():
        print(f"$ {command}", flush=True)
        if options.list:
            continue
        start = time.monotonic()
        code = run(words, options.timeout)
        print(f"-> exit code {code}, {time.monotonic() - start:.1f} s\n",
              flush=True)
        failed += code != 0
    print(f"{len(found)} commands of the README, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
