#!/usr/bin/env python3
"""Chapter 14: a training step as a graph, beside the layers and PyTorch.

`./learn bench graph` trains chapter 9's mlp and cnn in batches of 128: by the
library's layers, by the graph as it was derived, after each step that makes it
better, compiled, and by PyTorch (eager). They take turns, so that a slow minute
of the machine hits all of them; the first epoch of each run only warms up.
"""
import argparse
import json
import os
import pathlib
import statistics
import sys

from peers import LibTorch
from programs import BUILDS, FASHION, busy_cores, output, warn

SAMPLES = {"mlp": 19200, "cnn": 6400}
MANNERS = {
    "layers": "the library's layers",
    "derived": "the graph as derived, node by node",
    "cleaned": "... equal and dead nodes gone, constants folded",
    "chains": "... and chains fused",
    "reused": "... and memory reused",
    "compiled": "that graph, compiled",
    "PyTorch": "PyTorch, eager",
}


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./learn bench graph --",
                                     description=__doc__.split("\n\n")[0])
    parser.add_argument("--models", nargs="+", choices=SAMPLES,
                        default=list(SAMPLES))
    parser.add_argument("--threads", nargs="+", type=int, metavar="T",
                        default=sorted({1, len(os.sched_getaffinity(0))}))
    parser.add_argument("--rounds", type=int, default=5, metavar="N",
                        help="how often each is measured (default: 5)")
    parser.add_argument("--quick", action="store_true",
                        help="one round on few images: does it work at all?")
    parser.add_argument("--programs", type=pathlib.Path,
                        default=BUILDS / "bench", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if min(args.rounds, *args.threads) < 1:
        parser.error("--rounds and --threads must be at least 1")
    if args.quick:
        args.rounds = 1
    return args


def run(args, peer, model, manner, threads, samples):
    if manner != "PyTorch":
        return json.loads(output([args.programs / "graph", model, manner,
                                  threads, samples]))["samples_per_second"]
    arguments = ["--model", model, "--data", FASHION, "--epochs", 2,
                 "--batch-size", 128, "--threads", threads,
                 "--train-samples", samples]
    return max(peer.epoch(side, arguments, threads)["samples_per_second"]
               for side in peer.sides(model))


def measure(args, peer, model, threads):
    """{manner: [samples a second, round by round]}"""
    speeds = {manner: [] for manner in MANNERS}
    samples = SAMPLES[model] // (5 if args.quick else 1)
    for turn in range(args.rounds):
        if busy_cores() > 0.5:
            warn("other programs are running: do not trust these numbers")
        for manner in MANNERS:
            print(f"  round {turn + 1}: {model}, {threads} thread(s), {manner}",
                  file=sys.stderr, flush=True)
            speeds[manner].append(run(args, peer, model, manner, threads,
                                      samples))
    return speeds


def print_table(model, threads, speeds):
    print(f"\n{model}, batch 128, {threads} thread(s)"
          f"{'':<22}samples/s   of the layers' (min..max)")
    for manner, title in MANNERS.items():
        ratios = [a / b for a, b in zip(speeds[manner], speeds["layers"])]
        print(f"  {title:<48}{statistics.median(speeds[manner]):>8,.0f}"
              f"{statistics.median(ratios):>9.2f}  "
              f"({min(ratios):.2f}..{max(ratios):.2f})")


def main():
    args = parse_arguments()
    peer = LibTorch(args.programs)
    print(f"Training with Adam, samples a second in the second epoch; medians "
          f"of {args.rounds} round(s).")
    for model in args.models:
        for threads in args.threads:
            print_table(model, threads, measure(args, peer, model, threads))


if __name__ == "__main__":
    main()
