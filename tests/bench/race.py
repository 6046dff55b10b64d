#!/usr/bin/env python3
"""Seconds and images until 99.0 % on MNIST's test images, beside PyTorch.

`./learn bench race` trains chapter 9's cnn (or resnet20) by the recipe of that
name in recipes.py on both sides, with the same three seeds, in turns. Seconds
of training are counted, not those of reading and of testing. PyTorch runs in
both of its memory layouts; the better one counts.
"""
import argparse
import functools
import json
import os
import pathlib
import re
import statistics
import sys

import recipes
from programs import (BUILDS, NCHW, NHWC, OURS, PROGRAM, ROOT, epochs_of,
                      output, torch_environment)

TARGET = 0.99


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./learn bench race --",
                                     description=__doc__.split("\n\n")[0])
    parser.add_argument("--model", choices=("cnn", "resnet20"), default="cnn")
    parser.add_argument("--layouts", nargs="+", choices=(NCHW, NHWC),
                        default=[NCHW, NHWC], metavar="L",
                        help=f"PyTorch's: '{NCHW}', '{NHWC}' (default: both)")
    parser.add_argument("--seeds", nargs="+", type=int, default=recipes.SEEDS)
    parser.add_argument("--threads", type=int, metavar="T",
                        default=len(os.sched_getaffinity(0)))
    parser.add_argument("--mnist", type=pathlib.Path, metavar="DIR",
                        default=ROOT / "data/mnist",
                        help="where MNIST is (./learn data mnist fetches it)")
    parser.add_argument("--ours", type=pathlib.Path, default=PROGRAM,
                        help=argparse.SUPPRESS)
    parser.add_argument("--programs", type=pathlib.Path,
                        help=argparse.SUPPRESS,
                        default=BUILDS / "bench")
    return parser.parse_args()


def option(args, name, otherwise=None):
    """What the recipe says after --name."""
    found = re.search(rf"--{name} (\S+)", recipes.RECIPES[args.model][1])
    return found[1] if found else otherwise


def samples(args):
    return int(option(args, "train-samples", 60000))


def run_ours(args, seed):
    epochs = epochs_of([
        args.ours, *recipes.RECIPES[args.model][1].split(), "--seed", seed,
        "--data", args.mnist, "--threads", args.threads])
    return [(e["train_seconds"], e["test_accuracy"]) for e in epochs]


def run_torch(args, seed, layout):
    command = [args.programs / "peer_torch", "--recipe", "--model", args.model,
               "--data", args.mnist, "--seed", seed,
               "--threads", args.threads, "--epochs", option(args, "epochs"),
               "--train-samples", samples(args),
               "--learning-rate", option(args, "learning-rate"),
               "--weight-decay", option(args, "weight-decay"),
               "--warm-up", option(args, "schedule").partition(":")[2]]
    if layout == NHWC:
        command.append("--channels-last")
    lines = output(command, torch_environment(args.threads))
    epochs = map(json.loads, lines.splitlines()[1:])
    return [(e["seconds"], e["test_accuracy"]) for e in epochs]


def until_target(args, epochs):
    """Images and seconds until an epoch's end reached it; None: never."""
    seconds = 0
    for number, (spent, accuracy) in enumerate(epochs, 1):
        seconds += spent
        if accuracy >= TARGET:
            return number * samples(args), seconds, accuracy
    return None


def main():
    args = parse_arguments()
    sides = {OURS: run_ours}
    for layout in args.layouts:
        sides[layout] = functools.partial(run_torch, layout=layout)
    print(f"{'seed':<6}{'side':<24}{'images':>9}{'seconds':>9}"
          f"{'test accuracy':>15}", flush=True)
    seconds = {side: [] for side in sides}
    for seed in args.seeds:
        for side, run in sides.items():
            epochs = run(args, seed)
            reached = until_target(args, epochs)
            if not reached:
                print(f"{seed:<6}{side:<24}{'never':>9}{'':>9}"
                      f"{max(a for _, a in epochs):>15.2%}", flush=True)
                continue
            images, spent, accuracy = reached
            seconds[side].append(spent)
            print(f"{seed:<6}{side:<24}{images:>9,}{spent:>9.2f}"
                  f"{accuracy:>15.2%}", flush=True)
    medians = {side: statistics.median(times)
               for side, times in seconds.items() if times}
    peers = [time for side, time in medians.items() if side != OURS]
    if OURS in medians and peers:
        print(f"\n{args.threads} threads, medians: "
              f"{medians[OURS]:.2f} s here, {min(peers):.2f} s with "
              f"PyTorch, ratio {min(peers) / medians[OURS]:.2f}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
