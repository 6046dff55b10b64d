#!/usr/bin/env python3
"""The same digits everywhere: what is too long for every day.

    run.py [--jobs N] [STEP ...]

Other numbers of threads, other compilers, other processors must come to the
constants of tests/programs/digits.json, and recorded runs to the conclusions
that the pages draw from them. Each step (all but the last if none is named)
prints a line with its result and its seconds; what it lacks a tool for is left
out. Exit code 1 if any fails.
"""
import argparse
import os
import sys
import time

import builds
import engines
import recorded
from tools import Failed, Missing

STEPS = {
    "threads": (builds.threads, "whole epochs on up to 16 threads"),
    "clang": (builds.clang, "the same by clang, without a warning"),
    "sanitized": (builds.sanitized, "the chapters under AddressSanitizer "
                  "and UndefinedBehaviorSanitizer"),
    "x86-64": (builds.x86_64, "40 steps in a build for any x86-64: no fused "
               "multiply-add, so it is made of doubles"),
    "kernels": (builds.kernels, "the kernels' unit tests in that build and in "
                "one for AVX2"),
    "engine": (engines.native, "the engine without its libraries, here: "
               "where its constants come from"),
    "arm64": (engines.arm64, "the same for ARM64, under qemu"),
    "wasm": (engines.wasm, "the same in WebAssembly, under node"),
    "records": (recorded.short, "the runs of docs/measured that take minutes: "
                "what the pages conclude from them holds again"),
    "trainings": (recorded.long, "the longer ones, some hours: only if named"),
}


def one(name, jobs):
    """Runs a step and prints its line; False if it fails."""
    begin = time.monotonic()
    details = ""
    try:
        result, text = "ok", STEPS[name][0](jobs)
    except Missing as reason:
        result, text = "left out", str(reason)
    except Failed as reason:
        result, text = "FAILED", STEPS[name][1]
        details = str(reason)
    if details:
        print(details)
    print(f"{name:<10}{result:<9}{time.monotonic() - begin:5.0f} s  {text}",
          flush=True)
    return result != "FAILED"


def main():
    parser = argparse.ArgumentParser(
        prog="./learn test long --",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=__doc__.split("\n\n", maxsplit=2)[2],
        epilog="steps:\n" + "\n".join(f"  {name:<10}{text}" for
                                      name, (_, text) in STEPS.items()))
    parser.add_argument("--jobs", type=int, default=os.cpu_count(),
                        help="compilers at a time")
    parser.add_argument("steps", nargs="*", metavar="STEP", default=[])
    args = parser.parse_args()
    if unknown := set(args.steps) - set(STEPS):
        parser.error(f"no step {', '.join(sorted(unknown))}; valid: "
                     f"{', '.join(STEPS)}")
    passed = [one(name, args.jobs) for name in
              args.steps or [name for name in STEPS if name != "trainings"]]
    sys.exit(not all(passed))


if __name__ == "__main__":
    main()
