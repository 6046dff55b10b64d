#!/usr/bin/env python3
"""Would the tests notice? Plants faults in the CUDA backend, one at a time.

    plant_faults.py                 plants each, counts how many are caught
    plant_faults.py --only softmax  those whose name has this word
    plant_faults.py --list          names them

Each fault (faults.py) changes a copy of one file of common/nn/cuda. What
depends on it is compiled as the build would, and linked to the tests that
watch every access to memory. A fault is caught when one of them fails.
Exit code 0: at least 24 of 25 were caught, and every test passes without one.
"""
import argparse
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

import faults

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "common" / "nn" / "cuda"
LIBRARY = "nn_cuda_checked"
PREFIX = "test_cuda_checked_"
PROGRAMS = ("backend_activations", "backend", "backend_losses",
            "backend_optimizers", "image_layers", "joined_layers", "kernels",
            "step")
INCLUDE = re.compile(r'#include "nn/cuda/([\w.]+)"')


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True,
                          errors="replace", **options)


class Build:
    """The build's own commands, for changed files."""

    def __init__(self, folder, library=LIBRARY, prefix=PREFIX):
        self.folder, self.prefix = folder, prefix
        targets = [prefix + name for name in PROGRAMS]
        built = run(["ninja", "-C", folder, *targets])
        if built.returncode != 0:
            sys.exit("the tests do not build without a fault:\n" + built.stdout)
        lines = run(["ninja", "-C", folder, "-t", "commands",
                     *targets]).stdout.splitlines()
        self.compile = {}
        for line in lines:
            source = re.search(r" -c (\S+/nn/cuda/(\w+\.(?:cu|cpp)))$", line)
            if source and f"{library}.dir/" in line:
                self.compile[source[2]] = (line, source[1])
        self.link = {name: next(line for line in lines
                                if f" -o tests/cuda/{target} " in line)
                     for name, target in zip(PROGRAMS, targets)}

    def objects(self, name, text, work, flags="", only=()):
        """Compiles what depends on the file `name`, whose text is `text`."""
        changed = work / "nn" / "cuda" / name
        changed.parent.mkdir(parents=True, exist_ok=True)
        changed.write_text(text)
        for source in only or sorted(self.dependents(name)):
            line, path = self.compile[source]
            target = work / (source + ".o")
            line = re.sub(r" -MD -MT \S+ -MF \S+", "", line)
            line = re.sub(r" -o \S+ -c \S+$", "", line)
            line = line.replace(" -I", f" -I{work} -I", 1)
            path = changed if source == name else path
            made = run(f"{line} {flags} -o {target} -c {path}", shell=True,
                       cwd=self.folder)
            if made.returncode != 0:
                raise RuntimeError(made.stderr)
            yield target

    def dependents(self, name):
        """The sources that include the file, directly or not; or itself."""
        found, new = set(), {name}
        while new:
            found |= new
            new = {file.name for file in FOLDER.iterdir()
                   if file.name not in found and found.intersection(
                       INCLUDE.findall(file.read_text()))}
        return found.intersection(self.compile)

    def program(self, name, objects, work, flags=""):
        """Links a test program with the objects in front of the library."""
        target = work / name
        line = self.link[name].replace(
            f" -o tests/cuda/{self.prefix}{name} ",
            f" {flags} -o {target} {shlex.join(map(str, objects))} ", 1)
        made = run(line, shell=True, cwd=self.folder)
        if made.returncode != 0:
            raise RuntimeError(made.stderr)
        return target


def passes(program):
    """(whether it passes, what it said last)"""
    try:
        done = run([program, "--color_output=no"], timeout=1200)
    except subprocess.TimeoutExpired:
        return False, "it hangs"
    said = [line for line in (done.stderr + done.stdout).splitlines()
            if "CUDA on the CPU" in line or "error" in line]
    return done.returncode == 0, said[0][:200] if said else "exit code " + str(
        done.returncode)


def caught(fault, build):
    """Which program caught it, and what it said; or (None, "")."""
    text = (FOLDER / fault.file).read_text()
    if text.count(fault.right) != 1:
        sys.exit(f"{fault.name}: '{fault.right}' is not once in {fault.file}; "
                 "correct tests/cuda/faults.py")
    order = sorted(PROGRAMS, key=lambda name: name != fault.first)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        objects = list(build.objects(
            fault.file, text.replace(fault.right, fault.wrong), work,
            only=fault.sources))
        for name in order:
            good, said = passes(build.program(name, objects, work))
            if not good:
                return name, said
    return None, ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path,
                        default=ROOT / "build" / "release")
    parser.add_argument("--only", default="")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--trust", action="store_true",
                        help="do not run the tests without a fault first")
    options = parser.parse_args()
    chosen = [f for f in faults.FAULTS if options.only in f.name]
    if options.list:
        for fault in chosen:
            print(f"{fault.file}: {fault.name}")
        return 0
    build = Build(options.build)
    for name in () if options.trust else PROGRAMS:
        good, said = passes(options.build / "tests" / "cuda" /
                            (PREFIX + name))
        if not good:
            sys.exit(f"{name} fails without a fault: {said}")
    count = 0
    for fault in chosen:
        name, said = caught(fault, build)
        count += name is not None
        print(f"{'caught' if name else 'MISSED'}  {fault.file}: {fault.name}"
              + (f"\n        {name}: {said}" if name else ""), flush=True)
    print(f"{count} of {len(chosen)} faults were caught")
    return 0 if chosen and 25 * count >= 24 * len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
