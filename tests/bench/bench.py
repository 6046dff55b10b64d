#!/usr/bin/env python3
"""Training speed of chapter 9's program and of PyTorch, side by side.

`./learn bench` builds what this needs and calls it. Both sides train the same
networks on the same images, batch size and threads with Adam. They take turns,
so that a slow minute of the machine hits both, and the first epoch of each run
only warms up. PyTorch gets its best configuration: OpenBLAS told to use the
processor's kernels, one pool of threads instead of two, and the faster of its
two memory layouts. It is libtorch, or what the Pythons of --peer-python have
(peers.py).
"""
import argparse
import itertools
import json
import os
import pathlib
import statistics
import sys

from peers import Failed, LibTorch, Pythons, Unusable
from programs import (BUILDS, FASHION, OURS, PROGRAM, busy_cores, epochs_of,
                      output, warn)

BATCH = {"mlp": 128, "cnn": 128, "deep": 100, "resnet20": 128}  # chapter 9
SAMPLES = {"mlp": 60000, "cnn": 30000, "deep": 12000, "resnet20": 3840}
QUICK_SAMPLES = {"mlp": 12000, "cnn": 3000, "deep": 1000, "resnet20": 512}

# Multiply-adds of each layer's forward pass for one sample. A linear layer:
# inputs x outputs. A 3x3 convolution: 9 x channels in x channels out x pixels
# out.
LAYERS = {
    "mlp": [784 * 256, 256 * 128, 128 * 10],
    "cnn": [9 * 1 * 16 * 28**2, 9 * 16 * 32 * 14**2, 1568 * 128, 128 * 10],
    "deep": [9 * 1 * 16 * 28**2, 9 * 16 * 16 * 28**2, 9 * 16 * 32 * 14**2,
             9 * 32 * 32 * 16**2, 9 * 32 * 64 * 8**2, 9 * 64 * 64 * 8**2,
             1024 * 50, 50 * 10],
    "resnet20": [9 * 1 * 16 * 28**2, *[9 * 16 * 16 * 28**2] * 6,
                 9 * 16 * 32 * 14**2, *[9 * 32 * 32 * 14**2] * 5,
                 9 * 32 * 64 * 7**2, *[9 * 64 * 64 * 7**2] * 5, 64 * 10],
}


def flops_per_sample(model):
    """Floating-point operations of one training step for one sample.

    A multiply-add is two. Forward, dW and dx take the same number of them in
    every layer; the first layer needs no dx. So 2 (3 sum(layers) - first).
    Everything else (ReLU, pooling, loss, Adam) is not counted.
    """
    layers = LAYERS[model]
    return 2 * (3 * sum(layers) - layers[0])


EPILOG = """\
PyTorch is libtorch, as Debian has it. To compare with a framework of today:

  python3 -m venv ~/peer
  ~/peer/bin/pip install torch        (or: jax, or both)
  ./learn bench -- --peer-python ~/peer/bin/python

All its forms are measured: torch as it is and compiled, each in two memory
layouts; jax with one compiled function for an epoch and with one for a step.
The table shows the best form of each row and names it below. A form that fails
is left out with a warning: torch.compile, say, needs a C++ compiler and
Python's headers (python3-dev)."""


def parse_arguments():
    cores = len(os.sched_getaffinity(0))
    parser = argparse.ArgumentParser(
        prog="./learn bench --", description=__doc__.split("\n\n")[0],
        epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", nargs="+", choices=LAYERS,
                        default=list(LAYERS), metavar="M",
                        help="mlp, cnn, deep, resnet20 (default: all)")
    parser.add_argument("--threads", nargs="+", type=int, metavar="T",
                        default=sorted({1, cores}),
                        help="numbers of threads (default: 1 and all cores)")
    parser.add_argument("--rounds", type=int, metavar="N",
                        help="how often each is measured (default: 3)")
    parser.add_argument("--batch-size", nargs="+", type=int, default=[],
                        metavar="B",
                        help="one or several (default: 128; deep: 100)")
    parser.add_argument("--peer-python", action="append", metavar="PATH",
                        help="a Python with torch or jax, to compare with it "
                        "instead of libtorch; may be given several times")
    parser.add_argument("--quick", action="store_true",
                        help="one round on few images: does it work at all?")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE",
                        help="also write all that was measured to FILE")
    parser.add_argument("--data", type=pathlib.Path, default=FASHION,
                        help="folder with the four IDX files (default: "
                        "Debian's Fashion-MNIST)")
    parser.add_argument("--ours", type=pathlib.Path, default=PROGRAM,
                        help=argparse.SUPPRESS)
    parser.add_argument("--programs", type=pathlib.Path,
                        help=argparse.SUPPRESS, default=BUILDS / "bench")
    args = parser.parse_args()
    if args.rounds is None:
        args.rounds = 1 if args.quick else 3
    for name, numbers in (("--threads", args.threads),
                          ("--rounds", [args.rounds]),
                          ("--batch-size", args.batch_size)):
        if min(numbers, default=1) < 1:
            parser.error(f"{name} must be at least 1")
    if args.json and not args.json.absolute().parent.is_dir():
        parser.error(f"--json {args.json}: no such folder")
    args.threads = sorted(set(args.threads))
    args.batch_size = sorted(set(args.batch_size))
    args.models = list(dict.fromkeys(args.models))
    return args


class Bench:
    def __init__(self, args, peer):
        self.args = args
        self.peer = peer
        self.samples = QUICK_SAMPLES if args.quick else SAMPLES
        self.runs = []   # one dictionary each
        self.busy = []   # cores others used, before each round
        self.left_out = set()  # (model, side) that failed

    def cases(self):
        """What both sides train: (model, batch size, threads)."""
        for model in self.args.models:
            yield from itertools.product(
                [model], self.args.batch_size or [BATCH[model]],
                self.args.threads)

    def common_arguments(self, model, batch, threads):
        return ["--model", model, "--data", self.args.data, "--epochs", 2,
                "--batch-size", batch, "--threads", threads,
                "--train-samples", self.samples[model]]

    def run_ours(self, *case):
        return epochs_of([self.args.ours, *self.common_arguments(*case)])[-1]

    def run_peer(self, side, *case):
        return self.peer.epoch(side, self.common_arguments(*case), case[-1])

    def peer_sides(self, model):
        return [side for side in self.peer.sides(model)
                if (model, side) not in self.left_out]

    def leave_out(self, model, side, failure):
        print(" failed", file=sys.stderr, flush=True)
        if side not in {side for _, side in self.left_out}:
            warn(f"{side} is left out: {failure}")
        self.left_out.add((model, side))
        if not self.peer_sides(model):
            sys.exit(f"bench: nothing to compare {model} with: "
                     "every form has failed (see above)")

    def run(self, turn, model, batch, threads, side):
        print(f"  round {turn + 1}: {model}, batch {batch}, threads {threads}, "
              f"{side} ...", end="", file=sys.stderr, flush=True)
        # Right before: a processor's clock speed varies.
        peak = self.measure_peak(threads) if side == OURS else None
        try:
            epoch = (self.run_ours(model, batch, threads) if side == OURS
                     else self.run_peer(side, model, batch, threads))
        except Failed as failure:
            return self.leave_out(model, side, failure)
        speed = epoch["samples_per_second"]
        print(f" {speed:,.0f} samples/s", file=sys.stderr, flush=True)
        self.runs.append({"round": turn + 1, "side": side,
                          "case": (model, batch, threads),
                          "samples_per_second": speed,
                          "peak_gflops": peak,
                          "test_accuracy": epoch["test_accuracy"]})

    def measure_peak(self, threads):
        peak = json.loads(output([self.args.programs / "peak", threads]))
        self.instructions = peak["instructions"]
        return peak["gflops"]

    def look_around(self):
        self.busy.append(busy_cores())
        if self.busy[-1] > 0.5:
            warn(f"other programs keep {self.busy[-1]:.1f} of "
                 f"{os.cpu_count()} cores busy: do not trust these numbers")

    def run_all(self):
        for turn in range(self.args.rounds):
            self.look_around()
            for case in self.cases():
                for side in [OURS, *self.peer_sides(case[0])]:
                    self.run(turn, *case, side)

    def values(self, case, side, key="samples_per_second"):
        return [run[key] for run in self.runs
                if (run["case"], run["side"]) == (case, side)]

    def result(self, case):
        """One row of the table."""
        model, batch, threads = case
        ours = self.values(case, OURS)
        speeds = {side: self.values(case, side)
                  for side in self.peer_sides(model)}
        best = max(speeds, key=lambda side: statistics.median(speeds[side]))
        ratios = [a / b for a, b in zip(ours, speeds[best])]
        median, theirs = map(statistics.median, (ours, speeds[best]))
        flops = flops_per_sample(model) / 1e9
        peaks = self.values(case, OURS, "peak_gflops")
        of_peak = [flops * a / peak for a, peak in zip(ours, peaks)]
        accuracy = [statistics.median(
            self.values(case, side, "test_accuracy"))
            for side in (OURS, best)]
        peer, form = self.peer.keys
        return {"model": model, "batch": batch, "threads": threads,
                "ours": median, peer: theirs, form: best,
                "ratio": median / theirs,
                "ratio_min": min(ratios), "ratio_max": max(ratios),
                "gflops": median * flops,
                "of_peak": statistics.median(of_peak),
                "accuracy": accuracy[0], f"{peer}_accuracy": accuracy[1]}

    def peaks(self):
        """The lowest and highest peak for each number of threads."""
        found = {}
        for run in self.runs:
            if run["peak_gflops"]:
                found.setdefault(run["case"][-1], []).append(
                    run["peak_gflops"])
        return {threads: (min(peaks), max(peaks))
                for threads, peaks in found.items()}

    def results(self):
        return [self.result(case) for case in self.cases()]


def print_table(bench, rows):
    print("\nTraining with Adam, samples a second in the second epoch; median "
          f"of {bench.args.rounds} round(s).")
    print(f"FMA peak before each run ({bench.instructions}), GFLOP/s: "
          + ", ".join(f"{low:.0f}..{high:.0f} on {threads} thread(s)"
                      for threads, (low, high) in bench.peaks().items()))
    peer, form = bench.peer.keys
    notes = bench.peer.notes([row[form] for row in rows])
    print(f"\n{'model':<5}{'batch':>6}{'threads':>8}{'ours/s':>9}"
          f"{bench.peer.title + '/s':>11}{'ratio':>7}  {'(min..max)':<12}"
          f"{'of peak':>8}  accuracies")
    for row in rows:
        spread = f"({row['ratio_min']:.2f}..{row['ratio_max']:.2f})"
        mark = notes[row[form]][0] if row[form] in notes else ""
        print(f"{row['model']:<5}{row['batch']:>6}{row['threads']:>8}"
              f"{row['ours']:>9,.0f}{row[peer]:>10,.0f}{mark:<1}"
              f"{row['ratio']:>7.2f}  {spread:<12}{row['of_peak']:>8.0%}"
              f"  {row['accuracy']:.3f} {row[f'{peer}_accuracy']:.3f}")
    for mark, text in notes.values():
        print(mark, text)


def make_peer(args):
    if not args.peer_python:
        return LibTorch(args.programs)
    try:
        return Pythons(args.peer_python)
    except Unusable as error:
        print(f"bench: --peer-python {error}", file=sys.stderr)
        sys.exit(2)


def with_a_peer(models, peer):
    """Those of the models that the peer has in some form."""
    found = [model for model in models if peer.sides(model)]
    for model in models:
        if model not in found:
            warn(f"{model} is left out: the peer does not have it")
    return found or sys.exit("bench: nothing to compare")


def main():
    args = parse_arguments()
    peer = make_peer(args)
    args.models = with_a_peer(args.models, peer)
    bench = Bench(args, peer)
    bench.run_all()
    rows = bench.results()
    print_table(bench, rows)
    if max(bench.busy) > 0.5:
        warn("the machine was not quiet: do not trust these numbers")
    if bench.args.json:
        bench.args.json.write_text(json.dumps(
            {"results": rows, "runs": bench.runs, "peak_gflops": bench.peaks(),
             "instructions": bench.instructions, "busy_cores": bench.busy,
             "samples": bench.samples}, indent=1) + "\n")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
