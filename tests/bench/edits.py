#!/usr/bin/env python3
"""How long a reader waits who has changed one number.

`./learn bench edits` takes every file of every chapter, one after the other, as
if it had just been saved, and measures until the chapter's program prints its
first line: compiling, linking, starting. Then the same for a layer of the
library and for chapter 3. An hour on two cores; --every 5 takes a fifth of the
files.
"""
import argparse
import os
import statistics
import subprocess
import sys
import time

from programs import BUILDS, ROOT

BUILD = BUILDS / "release"
LAYER = ROOT / "common/nn/layers/linear.hpp"


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./learn bench edits --",
                                     description=__doc__.split("\n\n")[0])
    parser.add_argument("--every", type=int, default=1, metavar="N",
                        help="measure every Nth file of a chapter only")
    parser.add_argument("--chapters", nargs="+", metavar="NN", default=[])
    return parser.parse_args()


def build(chapter):
    # A compiler cache would know the file: it has not changed.
    subprocess.run(["cmake", "--build", BUILD, "--target", chapter],
                   check=True, stdout=subprocess.DEVNULL,
                   env=dict(os.environ, CCACHE_DISABLE="1"))


def seconds_until_it_prints(chapter, file):
    """From saving `file` to the first line of the chapter's program."""
    os.utime(file)
    start = time.monotonic()
    build(chapter)
    with subprocess.Popen(["stdbuf", "-oL", BUILD / "chapters" / chapter /
                           chapter, "--out", BUILD / "edits"],
                          stdout=subprocess.PIPE) as program:
        while not program.stdout.readline().strip():
            pass
        taken = time.monotonic() - start
        program.kill()
    return taken


def main():
    args = parse_arguments()
    print(f"{'chapter':<22}files  median  worst  (seconds)", flush=True)
    everything = []
    for folder in sorted((ROOT / "chapters").glob("[0-9][0-9]_*")):
        if args.chapters and folder.name[:2] not in args.chapters:
            continue
        build(folder.name)
        files = sorted(file for file in folder.rglob("*")
                       if file.suffix in (".hpp", ".cpp"))[::args.every]
        taken = {file: seconds_until_it_prints(folder.name, file)
                 for file in files}
        worst = max(taken, key=taken.get)
        everything += taken.values()
        print(f"{folder.name:<22}{len(files):>5}"
              f"{statistics.median(taken.values()):>8.1f}{taken[worst]:>7.1f}"
              f"  {worst.relative_to(folder)}", flush=True)
    print(f"{'all':<22}{len(everything):>5}"
          f"{statistics.median(everything):>8.1f}{max(everything):>7.1f}")
    if not args.chapters:
        layer = seconds_until_it_prints("03_propagation", LAYER)
        print(f"\n{LAYER.relative_to(ROOT)}, then chapter 03: {layer:.1f} s")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
