#!/usr/bin/env python3
"""How many lines of the CUDA backend's .cu and .cuh files do the tests run?

    coverage.py               runs the tests on the CPU, counts with gcov
    coverage.py --lines       names the lines that were not run, too

Exit code 0: at least 90 %.
"""
import argparse
import collections
import json
import pathlib
import sys
import tempfile

import plant_faults

WANTED = 0.90


def counts(build, work):
    """{(file, line): how often it was run}"""
    objects = []
    for name in sorted(build.compile):
        if name.endswith(".cu"):
            objects += build.objects(
                name, (plant_faults.FOLDER / name).read_text(), work,
                "--coverage -O0", only=[name])
    for name in plant_faults.PROGRAMS:
        program = build.program(name, objects, work, "--coverage")
        good, said = plant_faults.passes(program)
        if not good:
            sys.exit(f"{name} fails: {said}")
    found = collections.Counter()
    for file in work.rglob("*.gcda"):
        made = plant_faults.run(["gcov", "--json-format", "--stdout", file],
                                cwd=work)
        for text in made.stdout.splitlines():
            for source in json.loads(text)["files"]:
                path = pathlib.Path(source["file"])
                if path.suffix in (".cu", ".cuh") and path.parts[-3:-1] == (
                        "nn", "cuda"):
                    for line in source["lines"]:
                        found[path.name, line["line_number"]] += line["count"]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path,
                        default=plant_faults.ROOT / "build" / "release")
    parser.add_argument("--lines", action="store_true")
    options = parser.parse_args()
    build = plant_faults.Build(options.build, library="nn_cuda_emulated",
                               prefix="test_cuda_")
    with tempfile.TemporaryDirectory() as folder:
        found = counts(build, pathlib.Path(folder))
    run = total = 0
    for file in sorted({name for name, _ in found}):
        lines = {n: c for (name, n), c in found.items() if name == file}
        missed = sorted(n for n, c in lines.items() if c == 0)
        run, total = run + len(lines) - len(missed), total + len(lines)
        print(f"{file:24} {len(lines) - len(missed):4} of {len(lines):4} lines"
              + (f", not {missed}" if options.lines and missed else ""))
    share = run / max(1, total)
    print(f"{100 * share:.1f} % of {total} lines were run")
    return 0 if share >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
