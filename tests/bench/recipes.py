#!/usr/bin/env python3
"""How accurate chapter 9's networks become, and how long that takes.

`./learn bench recipes` trains each recipe below with three seeds, one after the
other, and prints test accuracies and seconds of training: of each epoch the
fastest of the three, added up, since a machine that is shared with others slows
down for minutes at a time. The settings were chosen on the last 5,000 or 20,000
training images (--validation); the test images are looked at for this table
alone. It takes an hour and a half on two cores.
"""
import argparse
import pathlib
import re
import shlex
import statistics
import sys
import textwrap

from programs import PROGRAM, epochs_of

SEEDS = [1, 2, 3]  # fixed before the first run

ADAMW = "--optimizer adamw --standardize"
# name: (data set, options of chapter 9's program)
RECIPES = {
    "mlp": ("mnist", "--model mlp --batch-norm --epochs 20 "
            "--learning-rate 0.004 --weight-decay 0.2 "
            f"--schedule warmup-linear:0.15 --label-smoothing 0.1 {ADAMW}"),
    "mlp, augmented": (
        "mnist", "--model mlp --batch-norm --epochs 20 "
        "--learning-rate 0.004 --weight-decay 0.05 "
        f"--schedule warmup-cosine:0.15 --augment geo:1.5,10,0.6 {ADAMW}"),
    "cnn": ("mnist", "--model cnn --batch-norm --epochs 2 "
            "--learning-rate 0.01 --weight-decay 0.01 "
            f"--schedule warmup-linear:0.2 {ADAMW}"),
    "resnet20": ("mnist", "--model resnet20 --epochs 1 --batch-size 128 "
                 "--train-samples 20000 "
                 "--learning-rate 0.005 --weight-decay 0.05 "
                 f"--schedule warmup-linear:0.2 {ADAMW}"),
    "deep, no BatchNorm": (
        "mnist", "--model deep --epochs 20 --batch-size 100 "
        "--learning-rate 0.001 --weight-decay 0.01 "
        f"--schedule warmup-linear:0.2 --augment geo:1.5,10,0.5 {ADAMW}"),
    "deep, 3 epochs": (
        "mnist", "--model deep --batch-norm --epochs 3 --batch-size 128 "
        "--learning-rate 0.008 --weight-decay 0.01 "
        f"--schedule warmup-linear:0.2 --augment geo:1.5,10,0.5 {ADAMW}"),
    "deep, 50 epochs": (
        "mnist", "--model deep --batch-norm --epochs 50 --batch-size 128 "
        "--learning-rate 0.005 --weight-decay 0.05 "
        "--schedule warmup-linear:0.15 --label-smoothing 0.1 "
        f"--augment geo:1,15,0.8 --plain-epochs 4 {ADAMW}"),
    "deep, wide": (
        "mnist", "--model deep --wide --batch-norm --epochs 28 "
        "--batch-size 128 --learning-rate 0.005 --weight-decay 0.05 "
        "--schedule warmup-linear:0.15 --label-smoothing 0.1 "
        f"--augment geo:1,15,0.8 --plain-epochs 3 {ADAMW}"),
    "deep, clothes": (
        "fashion-mnist", "--model deep --batch-norm --epochs 40 "
        "--batch-size 128 --learning-rate 0.005 --weight-decay 0.05 "
        "--schedule warmup-linear:0.15 --label-smoothing 0.1 "
        f"--augment flip+shift:1+erase:0.3 --plain-epochs 3 {ADAMW}"),
}


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./learn bench recipes --",
                                     description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", nargs="+", choices=RECIPES, metavar="NAME",
                        default=list(RECIPES), help=", ".join(RECIPES))
    parser.add_argument("--seeds", nargs="+", type=int, default=SEEDS)
    parser.add_argument("--mnist", default="mnist", metavar="DIR",
                        help="where MNIST is (./learn data mnist fetches it)")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--validation", type=int, default=0, metavar="N",
                        help="train without the last N images, and show the "
                        "accuracy on them instead: to choose settings")
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM,
                        help=argparse.SUPPRESS)
    return parser.parse_args()


def train(args, name, seed):
    """All epochs of a run."""
    data, options = RECIPES[name]
    command = [args.program, *shlex.split(options), "--seed", seed,
               "--data", args.mnist if data == "mnist" else data,
               "--threads", args.threads, "--validation", args.validation]
    return epochs_of(command)


def command_of(data, options):
    """What to type, in lines that fit a page."""
    words = re.sub(r" (?!--)", "\0", f"--data {data} {options}")
    lines = textwrap.wrap(words, 72, break_on_hyphens=False)
    return "./learn run 09 -- \\\n    " + " \\\n    ".join(
        lines).replace("\0", " ")


def main():
    args = parse_arguments()
    kind = "validation_accuracy" if args.validation else "test_accuracy"
    print(f"{'recipe':<20}{kind.replace('_', ' ') + ', each seed':<32}"
          f"{'mean':>7}{'seconds':>9}", flush=True)
    for name in args.only:
        runs = [train(args, name, seed) for seed in args.seeds]
        accuracies = [100 * epochs[-1][kind] for epochs in runs]
        each = "  ".join(f"{accuracy:.2f}" for accuracy in accuracies)
        seconds = sum(min(epoch["train_seconds"] for epoch in same)
                      for same in zip(*runs))
        print(f"{name:<20}{each:<32}{statistics.mean(accuracies):>7.2f}"
              f"{seconds:>9.1f}", flush=True)
    for name in args.only:
        print(f"\n{name}:\n" + command_of(*RECIPES[name]))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
