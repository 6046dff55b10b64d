#!/usr/bin/env python3
"""The exercises: what is generated from their masters, and whether it holds.

    exercises.py check-all [NAME ...] --build DIR   check them; NAME is a
                                    chapter (11, 11_classical) or an exercise
    exercises.py chapters [NAME ...]         the chapters that these are in
    exercises.py stub NAME [--language zh]   the file that a reader gets
    exercises.py unit MASTER FILE            one file for the compiler (CMake)

check-all runs every variant of an exercise in a process of its own: the stub
must fail, the solution pass, and each wrong answer fail in the check that it
names, with the words that it names. ./learn exercise builds the programs first.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import sys

import generate
import judge
import master as masters
import proof

ROOT = pathlib.Path(__file__).resolve().parents[2]


def chapter_of(path):
    return path.parent.parent.name


def all_masters(root):
    return sorted(root.glob("chapters/*/exercises/*.cpp"))


def chosen(paths, names):
    """The masters that the names stand for, all of them if there is none."""
    found = []
    for name in names:
        some = [path for path in paths if name in (
            chapter_of(path), chapter_of(path)[:2].lstrip("0"),
            chapter_of(path)[:2], chapter_of(path)[3:], path.stem)]
        if not some:
            valid = sorted({chapter_of(path) for path in paths})
            valid += [path.stem for path in paths]
            sys.exit(f"exercise: no exercise '{name}'; valid: "
                     + (" ".join(valid) or "there are none yet"))
        found += some
    return sorted(set(found)) if names else paths


def read(paths, complain):
    """The masters in the form; `complain` hears of the others."""
    found, where = [], {}
    for path in paths:
        try:
            master = masters.parse(path)
            judge.judge(master)
        except masters.Fault as fault:
            complain(str(fault))
            continue
        if master.name in where:
            complain(f"{path}: {where[master.name]} has the same name; "
                     "expected names of their own")
            continue
        where[master.name] = path
        found.append(master)
    return found


def check_all(build, paths, jobs):
    """Prints a line a chapter; returns the faults."""
    faults = []
    whole = read(paths, faults.append)
    rows = collections.defaultdict(collections.Counter)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        proofs = [(master, proof.prove(pool, program_of(build, master), master))
                  for master in whole]
        for master, result in proofs:
            found, counts = result()
            faults += found
            rows[chapter_of(master.path)].update(counts)
    for chapter, row in sorted(rows.items()):
        print(f"{chapter:<22} {row['exercises']} exercises: "
              f"{row['stub']} stubs fail, {row['solution']} solutions pass, "
              f"{row['caught']} of {row['wrong']} wrong answers are caught by "
              "the check that they name")
    return faults or ([] if whole else ["exercise: there are no exercises"])


def program_of(build, master):
    chapter = chapter_of(master.path)
    return build / "chapters" / chapter / f"{chapter}_exercises"


def write(path, text):
    """Leaves a file alone that is the same, so that nothing is rebuilt."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=(
        argparse.RawDescriptionHelpFormatter))
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("check-all", "chapters"):
        command = commands.add_parser(name)
        command.add_argument("names", nargs="*", metavar="NAME")
        command.add_argument("--root", type=pathlib.Path, default=ROOT)
        if name == "check-all":
            command.add_argument("--build", type=pathlib.Path,
                                 default=ROOT / "build/release")
            command.add_argument("--jobs", type=int, default=os.cpu_count())
    stub = commands.add_parser("stub")
    stub.add_argument("name")
    stub.add_argument("--language", choices=masters.LANGUAGES, default="en")
    unit = commands.add_parser("unit")
    unit.add_argument("master", type=pathlib.Path)
    unit.add_argument("file", type=pathlib.Path)
    return parser.parse_args()


def main():
    given = parse_arguments()
    if given.command == "unit":
        [master] = read([given.master], sys.exit)
        write(given.file, generate.unit(master))
        return 0
    if given.command == "stub":
        paths = chosen(all_masters(ROOT), [given.name])
        for master in read(paths, sys.exit):
            print(generate.stub(master, given.language), end="")
        return 0
    paths = chosen(all_masters(given.root), given.names)
    if given.command == "chapters":
        print(*sorted({chapter_of(path) for path in paths}))
        return 0
    faults = check_all(given.build, paths, given.jobs)
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
