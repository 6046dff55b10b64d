#!/usr/bin/env python3
"""Looks at the C++ without running it: clang's warnings, clang-tidy, cppcheck.

    run.py [--all] [--jobs N] [--only warnings|tidy|cppcheck] [FILE ...]

All three read the .cpp files that CMake knows, but for the tests (Boost.Test's
macros are not for them). clang-tidy takes 10 to 40 s a file: it gets what the
last commit and later edits have touched, at most 12 files. With --all, clang
compiles the tests, too, and clang-tidy reads everything: half an hour. With
FILEs, all three look at those. What is not installed is left out with a line;
exit code 1 if anything is found, 77 if none of the three is here.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

MOST = 12  # files for clang-tidy without --all
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILDS = pathlib.Path(os.environ.get("NN_BUILD_DIR") or ROOT / "build")
BUILD = BUILDS / "static"
GCC_ONLY = ["source_line.cpp"]  # <backtrace.h> is a header of g++
GCC_FLAGS = ["-fno-predictive-commoning", "-mmove-max=128",
             "-mstore-max=128"]
HEADER = ROOT / "common/nn/core/armadillo.hpp"


def program(*names):
    return next(filter(None, map(shutil.which, names)), None)


def run(command, **settings):
    """Exit code and output."""
    result = subprocess.run(command, text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, **settings)
    return result.returncode, result.stdout


def must(command):
    code, output = run(command)
    if code != 0:
        sys.exit(output)


def of_master(entry):
    """What is made of an exercise has wrong answers: its master is read."""
    file = pathlib.Path(entry["file"])
    if BUILD not in file.parents or file.parent.name != "exercises":
        return entry
    master = str(ROOT / file.relative_to(BUILD))
    return {**entry, "file": master,
            "command": entry["command"].replace(entry["file"], master)}


def commands():
    """{file: its compiler's command, without compiler, input and output}."""
    # Without g++'s precompiled header, which clang cannot read, and without
    # -march=native, so that a finding does not depend on the machine.
    must(["cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja",
          "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
          "-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON", "-DNN_ARCH=", "-DNN_UNITY=OFF",
          "-DCMAKE_CXX_FLAGS=-march=x86-64-v3"])
    must(["cmake", "--build", BUILD, "--target", "version"])
    database = BUILD / "compile_commands.json"  # clang-tidy reads it, too
    text = database.read_text()
    for flag in GCC_FLAGS:
        text = text.replace(f" {flag}", "")
    entries = [of_master(entry) for entry in json.loads(text)]
    database.write_text(json.dumps(entries, indent=1))
    found = {}
    for entry in entries:
        if not entry["file"].endswith(".cpp"):  # nvcc has looked at a .cu
            continue
        words = shlex.split(entry["command"])[1:]
        end = words.index("-o")
        found.setdefault(pathlib.Path(entry["file"]), words[:end])
    return found


def warnings(compiler, files, flags):
    """All of clang's warnings, sharing one precompiled <armadillo>."""
    common = ["-Werror"]
    header = BUILD / "armadillo.pch"
    some = next(f for f in flags if f.parent == HEADER.parent)
    must([compiler, *flags[some], *common, "-x", "c++-header", HEADER, "-o",
          header])

    def check(file):
        # It fits the library's options only (clang 14 crashes with others).
        alike = ("-ffinite-math-only" not in flags[file]
                 and "-fopenmp" in flags[file]
                 and not any(f.startswith("-mtune=") for f in flags[file]))
        own = ["-include-pch", header] if alike else []
        return run([compiler, *flags[file], *common, *own, "-fsyntax-only",
                    file])
    return {file: check for file in files if file.name not in GCC_ONLY}


def changed_since_last_commit():
    """All files that git reports as changed; none without git."""
    names = []
    for command in (["diff", "--name-only", "HEAD~1"],
                    ["ls-files", "--others", "--exclude-standard"]):
        code, output = run(["git", "-C", ROOT, *command])
        names += output.splitlines() if code == 0 else []
    return [ROOT / name for name in names]


def compiled_with(changed, files):
    """Of `files`, those that changed, and one for each header that did."""
    found = [file for file in files if file in changed]
    for header in changed:
        include = re.compile(rf'["/]{re.escape(header.name)}"')
        users = [file for file in files if header.suffix == ".hpp"
                 and include.search(file.read_text())]
        beside = header.with_suffix(".cpp")
        found += [beside] if beside in files else users[:1]
    found = sorted(set(found))
    if len(found) > MOST:
        print(f"clang-tidy: {MOST} of {len(found)} changed files; --all "
              "takes all", flush=True)
    return found[:MOST]


def tidy(path, files):
    def check(file):
        return run([path, "--quiet", "-p", BUILD, file])
    return {file: check for file in files}


def all_results(title, checks, jobs):
    """Prints what fails; the number of files that do."""
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        runs = {file: pool.submit(check, file)
                for file, check in checks.items()}
        for file, future in runs.items():
            code, output = future.result()
            if code != 0:
                failed += 1
                print(output, flush=True)
    print(f"{title}: {len(checks)} files, {failed} with findings", flush=True)
    return failed


def cppcheck(path, files, jobs):
    flags = [f"-j{jobs}", "--std=c++20", "--language=c++", "--quiet",
             "--inline-suppr",
             "--enable=warning,performance,portability",
             "--error-exitcode=1", "--template={file}:{line}: {id}: {message}",
             f"--suppressions-list={ROOT / 'tests/static/cppcheck.txt'}",
             f"-I{ROOT / 'common'}", f"-I{ROOT / 'chapters'}",
             f"-I{ROOT / 'tests'}", "-DNN_SOURCE_DIR=\"\"", "-D__x86_64__",
             "-D__GNUC__=12"]
    code, output = run([path, *flags, *files])
    print(output, end="")
    print(f"cppcheck: {len(files)} files, "
          f"{len(output.splitlines())} findings", flush=True)
    return code


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", choices=("warnings", "tidy", "cppcheck"))
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    flags = commands()
    wanted = {file.resolve() for file in options.files} or set(flags)
    files = sorted(file for file in flags if file in wanted)
    ours = [file for file in files if ROOT / "tests" not in file.parents]
    tools = {"warnings": program("clang++-14", "clang++"),
             "cppcheck": program("cppcheck"),
             "tidy": program("clang-tidy-14", "clang-tidy")}
    failed, done = 0, 0
    for name, path in tools.items():
        if options.only not in (None, name):
            continue
        if not path:
            print(f"{name}: not installed, left out")
            continue
        done += 1
        if name == "warnings":
            read = files if options.all or options.files else ours
            failed += all_results("clang", warnings(path, read, flags),
                                  options.jobs)
        elif name == "tidy":
            if not (options.all or options.files):
                ours = compiled_with(changed_since_last_commit(), ours)
            failed += all_results("clang-tidy", tidy(path, ours),
                                  options.jobs)
        else:
            failed += cppcheck(path, ours, options.jobs)
    sys.exit(1 if failed else 0 if done else 77)


if __name__ == "__main__":
    main()
