#!/usr/bin/env python3
"""Training speed of chapter 9's program and of PyTorch, side by side.

`./learn bench` builds what this needs and calls it. Both sides train the same
networks on the same images, batch size and threads with Adam. They take turns,
so that a slow minute of the machine hits both, and the first epoch of each run
only warms up. PyTorch gets its best configuration: OpenBLAS told to use the
processor's kernels, one pool of threads instead of two, and the faster of its
two memory layouts.
"""
import argparse
import itertools
import json
import os
import pathlib
import statistics
import sys

from programs import (FASHION, NCHW, NHWC, OPENMP, OURS, PROGRAM, ROOT,
                      best_core, busy_cores, epochs_of, output,
                      torch_environment, warn)

BATCH = {"mlp": 128, "cnn": 128, "deep": 100}  # as in chapter 9
SAMPLES = {"mlp": 60000, "cnn": 30000, "deep": 12000}  # an epoch: seconds
QUICK_SAMPLES = {"mlp": 12000, "cnn": 3000, "deep": 1000}

# Multiply-adds of each layer's forward pass for one sample. A linear layer:
# inputs x outputs. A 3x3 convolution: 9 x channels in x channels out x pixels
# out.
LAYERS = {
    "mlp": [784 * 256, 256 * 128, 128 * 10],
    "cnn": [9 * 1 * 16 * 28**2, 9 * 16 * 32 * 14**2, 1568 * 128, 128 * 10],
    "deep": [9 * 1 * 16 * 28**2, 9 * 16 * 16 * 28**2, 9 * 16 * 32 * 14**2,
             9 * 32 * 32 * 16**2, 9 * 32 * 64 * 8**2, 9 * 64 * 64 * 8**2,
             1024 * 50, 50 * 10],
}


def flops_per_sample(model):
    """Floating-point operations of one training step for one sample.

    A multiply-add is two. Forward, dW and dx take the same number of them in
    every layer; the first layer needs no dx. So 2 (3 sum(layers) - first).
    Everything else (ReLU, pooling, loss, Adam) is not counted.
    """
    layers = LAYERS[model]
    return 2 * (3 * sum(layers) - layers[0])


def parse_arguments():
    cores = len(os.sched_getaffinity(0))
    parser = argparse.ArgumentParser(
        prog="./learn bench --", description=__doc__.split("\n\n")[0])
    parser.add_argument("--models", nargs="+", choices=LAYERS,
                        default=list(LAYERS), metavar="M",
                        help="mlp, cnn, deep (default: all)")
    parser.add_argument("--threads", nargs="+", type=int, metavar="T",
                        default=sorted({1, cores}),
                        help="numbers of threads (default: 1 and all cores)")
    parser.add_argument("--rounds", type=int, metavar="N",
                        help="how often each is measured (default: 3)")
    parser.add_argument("--batch-size", nargs="+", type=int, default=[],
                        metavar="B",
                        help="one or several (default: 128; deep: 100)")
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
                        help=argparse.SUPPRESS, default=ROOT / "build/bench")
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
    def __init__(self, args):
        self.args = args
        self.samples = QUICK_SAMPLES if args.quick else SAMPLES
        self.runs = []   # one dictionary each
        self.busy = []   # cores that others used, before each round
        self.warned = False

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

    def run_torch(self, layout, *case):
        command = [self.args.programs / "peer_torch",
                   *self.common_arguments(*case)]
        if layout == NHWC:
            command.append("--channels-last")
        lines = output(command, torch_environment(case[-1])).splitlines()
        library, *epochs = map(json.loads, lines)
        self.check_library(library, best_core())
        return epochs[-1]

    def check_library(self, library, core):
        right = (library["blas_pool"] == OPENMP
                 and core in (None, library["blas_core"]))
        if not right and not self.warned:
            self.warned = True
            warn(f"PyTorch is not at its best: {library}; expected kernels "
                 f"{core} and blas_pool {OPENMP} (libopenblas0-openmp)")

    def run(self, turn, model, batch, threads, side):
        print(f"  round {turn + 1}: {model}, batch {batch}, threads {threads}, "
              f"{side} ...", end="", file=sys.stderr, flush=True)
        # Right before: the clock of a processor is not always the same.
        peak = self.measure_peak(threads) if side == OURS else None
        epoch = (self.run_ours(model, batch, threads) if side == OURS
                 else self.run_torch(side, model, batch, threads))
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
                for side in [OURS, NCHW] + ([NHWC] if case[0] != "mlp" else []):
                    self.run(turn, *case, side)

    def values(self, case, side, key="samples_per_second"):
        return [run[key] for run in self.runs
                if (run["case"], run["side"]) == (case, side)]

    def result(self, case):
        """One row of the table."""
        model, batch, threads = case
        ours = self.values(case, OURS)
        speeds = {side: self.values(case, side)
                  for side in (NCHW, NHWC)}
        best = max((side for side in speeds if speeds[side]),
                   key=lambda side: statistics.median(speeds[side]))
        ratios = [a / b for a, b in zip(ours, speeds[best])]
        median, torch = map(statistics.median, (ours, speeds[best]))
        flops = flops_per_sample(model) / 1e9
        peaks = self.values(case, OURS, "peak_gflops")
        of_peak = [flops * a / peak for a, peak in zip(ours, peaks)]
        accuracy = [statistics.median(
            self.values(case, side, "test_accuracy"))
            for side in (OURS, best)]
        return {"model": model, "batch": batch, "threads": threads,
                "ours": median, "torch": torch, "layout": best,
                "ratio": median / torch,
                "ratio_min": min(ratios), "ratio_max": max(ratios),
                "gflops": median * flops,
                "of_peak": statistics.median(of_peak),
                "accuracy": accuracy[0], "torch_accuracy": accuracy[1]}

    def peaks(self):
        """Of each number of threads, the lowest and the highest peak."""
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
    print(f"\n{'model':<5}{'batch':>6}{'threads':>8}{'ours/s':>9}"
          f"{'PyTorch/s':>11}{'ratio':>7}  {'(min..max)':<12}{'of peak':>8}"
          "  accuracies")
    for row in rows:
        spread = f"({row['ratio_min']:.2f}..{row['ratio_max']:.2f})"
        layout = "*" if row["layout"] == NHWC else ""
        print(f"{row['model']:<5}{row['batch']:>6}{row['threads']:>8}"
              f"{row['ours']:>9,.0f}{row['torch']:>10,.0f}{layout:<1}"
              f"{row['ratio']:>7.2f}  {spread:<12}{row['of_peak']:>8.0%}"
              f"  {row['accuracy']:.3f} {row['torch_accuracy']:.3f}")
    if any(row["layout"] == NHWC for row in rows):
        print("* in its layout channels_last, the faster one here")


def main():
    bench = Bench(parse_arguments())
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
