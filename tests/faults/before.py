#!/usr/bin/env python3
"""Which of today's tests of faults an earlier commit fails.

    tests/faults/before.py COMMIT

Builds the commit in build/against/, as `./learn bench against` does, and runs
today's tests on it, each in a process of its own: those of scripts and pages
beside the scripts of then, those of chapter 9's program with the program of
then, those of the library compiled against the library of then. A test that
passes there, too, does not show its mend. Ten minutes. (A commit before
847cf05 needs the package libcpp-httplib-dev.)
"""
import ast
import collections
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/bench"))
from against import program_of  # noqa: E402

# What they test is in the tree that they are copied into.
TOOL_TESTS = ("fetch/test_fetch_faults.py", "learn/test_learn_data.py",
              "learn/test_learn_folders.py", "docs/test_serve.py",
              "docs/test_search.py", "docs/test_browser.py",
              "repository/test_line_ends.py", "repository/test_odd_folders.py")
TOOL_HELPERS = ("fetch/fetch_tools.py", "fetch/mirror.py",
                "learn/learn_tools.py")
PROGRAM_TESTS = ("test_09_faults.py", "test_09_data.py", "test_09_weights.py",
                 "test_09_dashboard.py", "test_09_dashboard_readers.py")
UNIT_TESTS = ("misuse_order", "misuse_sizes", "threads", "checkpoint_folder",
              "run_log_broken", "progress")
# New library files: before the fixes, their tests have nothing to run on.
NEW_TESTS = ("foreign_file", "option_values", "processors",
             "safetensors_types", "weights_files", "web_request", "atomic_file")


def methods(script):
    """Class.method of each test in a script, in order."""
    for node in ast.parse(script.read_text()).body:
        if isinstance(node, ast.ClassDef):
            for part in node.body:
                name = getattr(part, "name", "")
                if name.startswith("test_"):
                    yield f"{node.name}.{name}"


def passes(command, cwd):
    """Does it succeed within a minute and a half?"""
    try:
        return subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL,
                              timeout=90).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def of_script(script, *arguments):
    for test in methods(script):
        yield f"{script.name} {test}", passes(
            [sys.executable, "-B", script, *arguments, test], script.parent)


def of_tools(folder):
    """Today's tests of scripts and pages in the old tree."""
    for name in [*TOOL_TESTS, *TOOL_HELPERS]:
        copy = folder / "tests" / name
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "tests" / name, copy)
    for name in TOOL_TESTS:
        yield from of_script(folder / "tests" / name)


def of_programs(program):
    for name in PROGRAM_TESTS:
        yield from of_script(ROOT / "tests/programs" / name, program)


def copy_code(file, folder):
    """A file of tests/unit/, with headers included from where they were."""
    then = {path.name: path.relative_to(folder / "common").as_posix()
            for path in (folder / "common/nn").rglob("*.hpp")}

    def included(match):
        header = match[1]
        if not (folder / "common" / header).is_file():
            header = then.get(pathlib.Path(header).name, header)
        return f'#include "{header}"'
    text = re.sub(r'#include "(nn/[^"]+)"', included, file.read_text("utf-8"))
    (folder / "tests/unit" / file.name).write_text(text, encoding="utf-8")


def of_library(folder):
    """Today's unit tests in the old tree."""
    build = folder / "build/release"
    for name in [*UNIT_TESTS, *NEW_TESTS]:
        copy_code(ROOT / f"tests/unit/{name}.cpp", folder)
    for header in (ROOT / "tests/unit").glob("*.hpp"):
        copy_code(header, folder)
    subprocess.run(["cmake", "-S", folder, "-B", build], check=True,
                   stdout=subprocess.DEVNULL)
    for name in [*UNIT_TESTS, *NEW_TESTS]:
        target = f"test_unit_{name}"
        if not passes(["cmake", "--build", build, "--target", target], folder):
            yield f"unit {name} (does not compile there)", False
            continue
        program = next(p for p in build.rglob(target) if os.access(p, os.X_OK)
                       and p.is_file())
        listed = subprocess.run([program, "--list_content"], text=True,
                                capture_output=True).stderr
        for line in listed.splitlines():
            case = line.strip().rstrip("*")
            yield f"unit {name} {case}", passes(
                [program, f"--run_test={case}"], folder)


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    name, program = program_of(sys.argv[1])
    folder = next(p for p in program.parents if p.parent.name == "against")
    counts = collections.Counter()
    for test, passed in itertools.chain(
            of_tools(folder), of_programs(program), of_library(folder)):
        counts[passed] += 1
        print(f"{'passes' if passed else 'fails':<7} {test}", flush=True)
    print(f"\nat {name}: {counts[False]} fail, {counts[True]} pass")


if __name__ == "__main__":
    main()
