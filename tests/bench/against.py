#!/usr/bin/env python3
"""Training speed of chapter 9's program and of an earlier one, side by side.

`./learn bench against COMMIT` builds the program as it was at that commit, in
build/against/, and trains with both in turns: the same network, images, batch
size and threads. The first epoch of each run only warms up.
"""
import argparse
import os
import pathlib
import statistics
import sys

from bench import BATCH, SAMPLES
from programs import (BUILDS, PROGRAM, ROOT, busy_cores, epochs_of, output,
                      warn)

NETWORKS = list(BATCH)


def parse_arguments():
    cores = len(os.sched_getaffinity(0))
    parser = argparse.ArgumentParser(prog="./learn bench against",
                                     description=__doc__.split("\n\n")[0])
    parser.add_argument("commit", metavar="COMMIT",
                        help="any name that git knows, e.g. HEAD~1")
    parser.add_argument("--models", nargs="+", choices=NETWORKS, metavar="M",
                        default=NETWORKS, help="mlp, cnn, deep (default: all)")
    parser.add_argument("--threads", nargs="+", type=int, metavar="T",
                        default=sorted({1, cores}),
                        help="numbers of threads (default: 1 and all cores)")
    parser.add_argument("--rounds", type=int, metavar="N", default=5,
                        help="how often each is measured (default: 5)")
    args = parser.parse_args()
    if min([*args.threads, args.rounds]) < 1:
        parser.error("--threads and --rounds must be at least 1")
    return args


def program_of(commit):
    """Chapter 9's program as it was then; built once."""
    full = output(["git", "-C", ROOT, "rev-parse", "--verify",
                   f"{commit}^{{commit}}"]).strip()
    folder = BUILDS / "against" / full[:12]
    if not folder.exists():
        output(["git", "-C", ROOT, "worktree", "add", "--detach", folder, full])
    print(f"building {folder} ...", file=sys.stderr)
    build = folder / "build/release"
    output(["cmake", "-S", folder, "-B", build, "-G", "Ninja",
            "-DCMAKE_BUILD_TYPE=Release"])
    output(["cmake", "--build", build, "--target", "09_mnist"])
    return full[:7], folder / "build" / PROGRAM.relative_to(BUILDS)


def speed(program, model, threads):
    """Samples per second in the second epoch."""
    return epochs_of([program, "--data", "fashion-mnist", "--model", model,
                      "--epochs", 2, "--batch-size", BATCH[model],
                      "--threads", threads,
                      "--train-samples", SAMPLES[model]])[-1][
                          "samples_per_second"]


def compare(programs, model, threads, rounds):
    pairs = []
    for turn in range(rounds):
        print(f"  round {turn + 1}: {model}, threads {threads}",
              file=sys.stderr, flush=True)
        pairs.append([speed(program, model, threads) for program in programs])
    before, now = map(statistics.median, zip(*pairs))
    ratios = [b / a for a, b in pairs]
    spread = f"({min(ratios):.2f}..{max(ratios):.2f})"
    print(f"{model:<5}{BATCH[model]:>6}{threads:>8}{before:>10,.0f}"
          f"{now:>10,.0f}{statistics.median(ratios):>7.2f}  {spread}",
          flush=True)


def main():
    args = parse_arguments()
    name, earlier = program_of(args.commit)
    if (busy := busy_cores()) > 0.5:
        warn(f"other programs keep {busy:.1f} of {os.cpu_count()} cores busy: "
             "do not trust these numbers")
    print("Training with Adam, samples a second in the second epoch; medians "
          f"of {args.rounds} round(s).\n")
    print(f"{'model':<5}{'batch':>6}{'threads':>8}{name:>10}{'now':>10}"
          f"{'ratio':>7}  (min..max)")
    for model in args.models:
        for threads in args.threads:
            compare([earlier, PROGRAM], model, threads, args.rounds)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
