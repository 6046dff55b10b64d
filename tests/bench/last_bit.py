#!/usr/bin/env python3
"""What a last bit does: a training with our products and one with OpenBLAS's.

`./learn bench last-bit` trains chapter 9's mlp on Fashion-MNIST both ways, with
the same seed: for one step, for ten, for a hundred, for an epoch, and as long
as the chapter does. First it prints how far apart each pair's weights are, then
the losses and accuracies of the longest pair, epoch by epoch. Some 40 seconds.
"""
import argparse
import array
import json
import math
import os
import pathlib
import sys
import tempfile

from programs import PROGRAM, output

BATCH = 128  # the chapter's for its mlp
SAMPLES = 60000
OWN, OPENBLAS = "own", "openblas"


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./learn bench last-bit --",
                                     description=__doc__.split("\n\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=12, metavar="N",
                        help="of the longest training (default: 12, as in the "
                        "chapter)")
    parser.add_argument("--threads", type=int, metavar="T",
                        default=len(os.sched_getaffinity(0)))
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM,
                        help=argparse.SUPPRESS)
    args = parser.parse_args()
    for name in ("epochs", "threads"):
        if getattr(args, name) < 1:
            parser.error(f"--{name} must be at least 1")
    return args


def weights_of(file):
    """All floats of a .safetensors file, one tensor after the other."""
    data = file.read_bytes()
    header = int.from_bytes(data[:8], "little")
    weights = array.array("f", data[8 + header:])
    if sys.byteorder == "big":
        weights.byteswap()
    return weights


class Training:
    """What a run of chapter 9's program leaves behind."""

    def __init__(self, folder):
        lines = (folder / "metrics.jsonl").read_text().splitlines()
        self.run, *self.epochs = map(json.loads, lines)
        self.weights = weights_of(folder / "weights.safetensors")

    def steps(self):
        return self.epochs[-1]["step"]


def train(args, products, epochs, samples):
    print(f"  {products}: {epochs} epoch(s) of {samples:,} images ...",
          file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        output([args.program, "--model", "mlp", "--data", "fashion-mnist",
                "--seed", args.seed, "--threads", args.threads,
                "--epochs", epochs, "--train-samples", samples,
                "--products", products, "--out", folder])
        return Training(pathlib.Path(folder))


def train_both(args, epochs, samples=SAMPLES):
    return [train(args, products, epochs, samples)
            for products in (OWN, OPENBLAS)]


def distance(a, b):
    """The length of a - b, divided by that of a."""
    return math.dist(a, b) / math.dist(a, array.array("f", bytes(4 * len(a))))


def print_weights(name, own, other):
    differ = sum(a != b for a, b in zip(own.weights, other.weights))
    print(f"{name:<10}{own.steps():>6}{differ / len(own.weights):>15.1%}"
          f"{distance(own.weights, other.weights):>10.1e}", flush=True)


def print_epochs(own, other):
    print(f"\n{'':5}{'training loss':>25}{'':>10}{'test accuracy':>21}\n"
          f"epoch{'own':>12}{'OpenBLAS':>13}{'apart':>10}"
          f"{'own':>11}{'OpenBLAS':>10}")
    for a, b in zip(own.epochs, other.epochs):
        apart = abs(b["train_loss"] - a["train_loss"]) / a["train_loss"]
        print(f"{a['epoch']:>5}{a['train_loss']:>12.7f}"
              f"{b['train_loss']:>13.7f}{apart:>10.1e}"
              f"{a['test_accuracy']:>11.2%}{b['test_accuracy']:>10.2%}")


def main():
    args = parse_arguments()
    pair = train_both(args, 1, BATCH)
    kernels = pair[1].run.get("blas_core", "")
    print("The mlp of chapter 9, its products by the library (own) and by "
          f"OpenBLAS{f' ({kernels})' if kernels else ''};\n"
          f"seed {args.seed}, {args.threads} thread(s).\n\n"
          f"{'':10}{'':>6}{'weights that':>15}\n"
          f"{'training':<10}{'steps':>6}{'differ':>15}{'distance':>10}")
    print_weights("1 step", *pair)
    for steps in (10, 100):
        print_weights(f"{steps} steps", *train_both(args, 1, steps * BATCH))
    if args.epochs > 1:
        print_weights("1 epoch", *train_both(args, 1))
    pair = train_both(args, args.epochs)
    print_weights(f"{args.epochs} epoch{'s' * (args.epochs > 1)}", *pair)
    print_epochs(*pair)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
