#!/usr/bin/env python3
"""Looks at the C++ without running it: clang's warnings, clang-tidy, cppcheck.

    run.py [--jobs N] [--only warnings|tidy|cppcheck] [FILE ...]

Looks at all .cpp files that CMake compiles, or at those FILEs (any file of the
project may be named; those that are not compiled are left out). What is not
installed is left out with a line; exit code 1 if anything is found, 77 if none
of the three is here. clang-tidy needs 10 s a file: CI gives it the library's
sources, by hand it takes all.
"""
import argparse
import concurrent.futures
import json
import pathlib
import shlex
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build" / "static"
HEADER = ROOT / "common/nn/support/armadillo.hpp"


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


def commands():
    """{file: its compiler's command, without compiler, input and output}."""
    # Without g++'s precompiled header, which clang cannot read, and without
    # -march=native, so that a finding does not depend on the machine.
    must(["cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja",
          "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
          "-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON", "-DNN_NATIVE=OFF",
          "-DCMAKE_CXX_FLAGS=-march=x86-64-v3"])
    must(["cmake", "--build", BUILD, "--target", "version"])
    found = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        words = shlex.split(entry["command"])[1:]
        end = words.index("-o")
        found.setdefault(pathlib.Path(entry["file"]), words[:end])
    return found


def warnings(compiler, files, flags):
    """All of clang's warnings, of one precompiled <armadillo> for all."""
    common = ["-Wno-unknown-warning-option", "-Werror"]
    header = BUILD / "armadillo.pch"
    some = next(f for f in flags if f.name == "sequential.cpp"
                or "nn/model" in str(f))
    must([compiler, *flags[some], *common, "-x", "c++-header", HEADER, "-o",
          header])

    def check(file):
        own = [] if "-ffinite-math-only" in flags[file] else [
            "-include-pch", header]
        return run([compiler, *flags[file], *common, *own, "-fsyntax-only",
                    file])
    return {file: check for file in files}


def tidy(program_, files):
    return {file: lambda f: run([program_, "--quiet", "-p", BUILD, f])
            for file in files}


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


def cppcheck(path, files):
    flags = ["--std=c++20", "--language=c++", "--quiet", "--inline-suppr",
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
    parser.add_argument("--only", choices=("warnings", "tidy", "cppcheck"))
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    flags = commands()
    wanted = {file.resolve() for file in options.files} or set(flags)
    files = sorted(file for file in flags if file in wanted)
    tools = {"warnings": program("clang++-14", "clang++"),
             "tidy": program("clang-tidy-14", "clang-tidy"),
             "cppcheck": program("cppcheck")}
    failed, done = 0, 0
    for name, path in tools.items():
        if options.only not in (None, name):
            continue
        if not path:
            print(f"{name}: not installed, left out")
            continue
        done += 1
        if name == "warnings":
            failed += all_results("clang", warnings(path, files, flags),
                                  options.jobs)
        elif name == "tidy":
            failed += all_results("clang-tidy", tidy(path, files),
                                  options.jobs)
        else:
            failed += cppcheck(path, files)
    sys.exit(1 if failed else 0 if done else 77)


if __name__ == "__main__":
    main()
