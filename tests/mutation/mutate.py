#!/usr/bin/env python3
"""Plants faults in common/nn, one at a time, and counts those that tests find.

    mutate.py [--sample N] [--seed S] [--only PART] [--folder DIR] [--list]

Works on a copy of the tree in DIR (build/mutation), with a build of its own.
A fault is drawn at random from all places where tests/mutation/faults.py knows
one. Unit tests are built and run one after the other, those first that have
most to do with the file, until one fails; a fault that does not compile is
replaced by another. What survives all of them meets the tests of the chapters
and of chapter 9's program. In the end: how many were caught, and the list of
the survivors, also in DIR/survivors.txt. `--only cpu/` draws from the files
whose path holds the text, `--list` shows the faults and plants none.
"""
import argparse
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

from faults import faults_of, planted

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Not compiled on a machine without CUDA's compiler.
LEFT_OUT = ("/cuda/",)


def run(command, timeout=None):
    """Exit code (None: took too long) and output."""
    try:
        result = subprocess.run(command, stdout=subprocess.PIPE, text=True,
                                errors="replace", stderr=subprocess.STDOUT,
                                stdin=subprocess.DEVNULL, timeout=timeout)
        return result.returncode, result.stdout
    except subprocess.TimeoutExpired:
        return None, ""


def copy_tree(to):
    """All files git knows of, as they are now; unchanged ones keep their
    time."""
    names = subprocess.run(["git", "-C", ROOT, "ls-files"], text=True,
                           capture_output=True, check=True).stdout.split("\n")
    for name in filter(None, names):
        source, target = ROOT / name, to / name
        if not source.exists() or name.startswith("docs/"):
            continue
        if target.exists() and target.read_bytes() == source.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        shutil.copymode(source, target)


class Tests:
    """The test programs of a build folder, and what is known of them."""

    def __init__(self, tree, build):
        self.tree, self.build = tree, build
        self.killers = {}  # file: tests that found a fault there
        code, output = run(["cmake", "-S", tree, "-B", build, "-G", "Ninja",
                            "-DCMAKE_BUILD_TYPE=Mutation",
                            "-DCMAKE_CXX_FLAGS_MUTATION=-O1"])
        if code != 0:
            sys.exit(output)
        self.commands, self.seconds = {}, {}
        self.ask_for_commands()

    def ask_for_commands(self):
        """ctest knows those of the programs that are built."""
        output = run(["ctest", "--test-dir", self.build,
                      "--show-only=json-v1"])[1]
        for test in json.loads(output)["tests"]:
            name = test["name"]
            if name.split(".")[0] in ("unit", "chapters", "09_mnist"):
                self.commands[name] = test.get("command")

    def target(self, name):
        group, _, rest = name.partition(".")
        return f"test_{group}_{rest}" if group != "09_mnist" else "09_mnist"

    def names(self, group):
        """A group's C++ tests, without its Python tests."""
        return [name for name in self.commands if name.startswith(group) and (
            group == "09_mnist" or (self.tree / "tests" / group /
                                    f"{name.partition('.')[2]}.cpp").exists())]

    def make(self, name):
        """Has anything changed that this test needs? None: does not build."""
        code, output = run(["ninja", "-C", self.build, self.target(name)])
        if code != 0:
            return None
        return "no work to do" not in output

    def passes(self, name):
        limit = 10 * self.seconds.get(name, 30) + 10
        return run(self.commands[name], limit)[0] in (0, 77)

    def measure(self, names):
        for name in names:
            if self.make(name) is None:
                sys.exit(f"{name} does not build")
            if self.commands[name] is None:
                self.ask_for_commands()
            start = time.monotonic()
            if not self.passes(name):
                sys.exit(f"{name} fails without any fault")
            self.seconds[name] = time.monotonic() - start

    def in_order(self, names, file):
        """Puts first the tests that found faults in this file or sound like
        it."""
        words = set(re.findall(r"[a-z]+", file)) - {"common", "nn", "hpp",
                                                    "cpp", "core"}
        known = self.killers.setdefault(file, [])

        def rank(name):
            similar = sum(word[:5] in name for word in words)
            return (name not in known, -similar, self.seconds[name])
        return sorted(names, key=rank)

    def find(self, fault, names):
        """The test that fails; "" if none does, None if it will not build."""
        made = {}
        for name in self.in_order(names, fault.file):
            target = self.target(name)
            if target not in made:
                made[target] = self.make(name)
            if made[target] is None:
                return None
            # Without a change in its program it would pass as before.
            if made[target] and not self.passes(name):
                self.killers[fault.file].insert(0, name)
                return name
        return ""


def all_faults(tree, only):
    found = []
    for path in sorted((tree / "common/nn").rglob("*.[ch]pp")):
        name = str(path.relative_to(tree))
        if only in name and not any(part in name for part in LEFT_OUT):
            found += faults_of(name, path.read_text())
    return found


def attempt(tests, fault, names):
    """Plants it, runs the tests, and takes it out again."""
    path = tests.tree / fault.file
    text = path.read_text()
    path.write_text(planted(text, fault))
    start = time.monotonic()
    try:
        found = tests.find(fault, names)
    finally:
        path.write_text(text)
    if found is not None:
        print(f"{found or 'survives':30} {time.monotonic() - start:5.0f} s  "
              f"{fault}", flush=True)
    return found


def sample(tests, faults, size):
    """Of the first `size` that compile: caught and surviving ones, and how
    many did not compile."""
    names = tests.names("unit")
    tests.measure(names)
    caught, survivors, invalid = [], [], 0
    for fault in faults:
        if len(caught) + len(survivors) == size:
            break
        found = attempt(tests, fault, names)
        if found is None:
            invalid += 1
        else:
            (caught if found else survivors).append(fault)
    return caught, survivors, invalid


def still_alive(tests, faults):
    """Those that the tests of the programs do not find either."""
    if not faults:
        return []
    names = tests.names("chapters") + tests.names("09_mnist")
    tests.measure(names)
    return [fault for fault in faults if not attempt(tests, fault, names)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--folder", type=pathlib.Path,
                        default=ROOT / "build/mutation")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    folder = options.folder.resolve()
    tree = ROOT if options.list else folder / "tree"
    if not options.list:
        copy_tree(tree)
    faults = all_faults(tree, options.only)
    random.Random(options.seed).shuffle(faults)
    if options.list:
        print(*faults[:options.sample], f"{len(faults)} faults in all",
              sep="\n")
        return
    tests = Tests(tree, folder / "build")
    print(f"{len(faults)} places for faults", flush=True)
    caught, survivors, invalid = sample(tests, faults, options.sample)
    total = len(caught) + len(survivors)
    print(f"{len(survivors)} of {total} survive the unit tests", flush=True)
    alive = still_alive(tests, survivors)
    print(f"{total - len(alive)} of {total} faults caught "
          f"({100 * (total - len(alive)) / max(total, 1):.1f} %), {invalid} "
          f"more did not compile; seed {options.seed}. Survivors:",
          *alive, sep="\n  ")
    (folder / "survivors.txt").write_text(
        "".join(f"{fault}\n" for fault in alive))


if __name__ == "__main__":
    main()
