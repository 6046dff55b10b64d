#!/usr/bin/env python3
"""Chapter 11: three methods beside scikit-learn, all of them on two data sets.

`./learn bench classical` first measures the library's nearest neighbors, random
forest and k-means (common/nn/classical) and scikit-learn's, in turns, on all
cores. Then every method of the chapter and two networks of chapter 9 learn from
the same images: digits (MNIST, where it is) and clothes (Fashion-MNIST).
"""
import argparse
import json
import os
import pathlib
import statistics
import sys

from programs import (BUILDS, FASHION, PROGRAM, ROOT, best_core, busy_cores,
                      epochs_of, output, warn)

PEER = pathlib.Path(__file__).with_name("peer_sklearn.py")
PYTHON = "/usr/bin/python3"  # Debian's, which has python3-sklearn
TASKS = {
    "knn": "5 nearest neighbors, brute force",
    "forest": "random forest, 100 trees",
    "kmeans": "k-means, k = 10, 20 iterations",
}
NETWORKS = {"mlp": "network, MLP", "cnn": "network, CNN"}


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./learn bench classical --",
                                     description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", choices=["speed", "table"])
    parser.add_argument("--rounds", type=int, default=3, metavar="N",
                        help="how often each speed is measured (default: 3)")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3],
                        metavar="S", help="for methods in which chance has a "
                        "part (default: 1 2 3)")
    parser.add_argument("--threads", type=int, metavar="T",
                        default=len(os.sched_getaffinity(0)))
    parser.add_argument("--images", type=int, default=60000, metavar="N",
                        help="training images at most (default: 60000)")
    parser.add_argument("--quick", action="store_true",
                        help="few images, one round, one seed")
    parser.add_argument("--mnist", type=pathlib.Path, metavar="DIR",
                        default=ROOT / "data/mnist",
                        help="where MNIST is (./learn data mnist fetches it)")
    parser.add_argument("--ours", type=pathlib.Path, default=PROGRAM,
                        help=argparse.SUPPRESS)
    parser.add_argument("--programs", type=pathlib.Path,
                        help=argparse.SUPPRESS, default=BUILDS / "bench")
    args = parser.parse_args()
    if args.quick:
        args.images, args.rounds, args.seeds = 600, 1, [1]
    if min(args.rounds, args.threads, args.images) < 1:
        parser.error("--rounds, --threads and --images must be at least 1")
    return args


def sklearn_environment(threads):
    """All cores, and the processor's own kernels."""
    environment = dict(os.environ, OMP_NUM_THREADS=str(threads),
                       OPENBLAS_NUM_THREADS=str(threads))
    if best_core():
        environment["OPENBLAS_CORETYPE"] = best_core()
    return environment


def say(text):
    print(f"  {text} ...", file=sys.stderr, flush=True)


def measure(args, task):
    """[(our seconds, theirs)], and both results."""
    words = [task, FASHION, args.images, args.threads]
    pairs, results = [], None
    for turn in range(args.rounds):
        say(f"round {turn + 1}: {task}")
        ours = json.loads(output([args.programs / "classical", *words]))
        theirs = json.loads(output([PYTHON, "-B", PEER, *words],
                                   sklearn_environment(args.threads)))
        pairs.append((ours["seconds"], theirs["seconds"]))
        results = ours["result"], theirs["result"]
    return pairs, results


def compare(args):
    version = output([PYTHON, "-c", "import sklearn; "
                      "print(sklearn.__version__)"]).strip()
    print(f"Seconds on {args.threads} thread(s), {args.images} images of "
          f"clothes, float; median of {args.rounds} round(s).\n")
    print(f"{'':<36}{'ours':>8}  {'sklearn ' + version:>14}  "
          f"{'ours/theirs':>12}  (min..max)     results")
    for task, name in TASKS.items():
        pairs, results = measure(args, task)
        ours, theirs = map(statistics.median, zip(*pairs))
        ratios = [a / b for a, b in pairs]
        print(f"{name:<36}{ours:>8.2f}  {theirs:>14.2f}  "
              f"{statistics.median(ratios):>12.2f}  "
              f"({min(ratios):.2f}..{max(ratios):.2f})   "
              f"{results[0]:.7g} {results[1]:.7g}", flush=True)


def methods(args):
    """[(name, does chance have a part)] of the chapter's own."""
    lines = output([args.programs / "classical", "methods"]).splitlines()
    return [(m["name"], m["random"]) for m in map(json.loads, lines)]


def learn(args, folder, name, seed):
    return json.loads(output([args.programs / "classical", name, folder,
                              args.images, args.threads, seed]))


def train_network(args, folder, model, seed):
    """Chapter 9's network for five epochs; its numbers are floats."""
    epochs = epochs_of([args.ours, "--data", folder, "--model", model,
                        "--epochs", 5, "--seed", seed, "--threads",
                        args.threads, "--train-samples", args.images])
    numbers = {"mlp": 784 * 256 + 256 + 256 * 128 + 128 + 1290,
               "cnn": 160 + 4640 + 1568 * 128 + 128 + 1290}[model]
    return {"images": args.images, "accuracy": epochs[-1]["test_accuracy"],
            "train_seconds": sum(e["train_seconds"] for e in epochs),
            "predict_seconds": None, "kilobytes": 4 * numbers / 1024}


def print_row(name, runs):
    accuracies = [100 * run["accuracy"] for run in runs]
    spread = (f"{min(accuracies):.2f}..{max(accuracies):.2f}"
              if len(runs) > 1 else "")

    def middle(key):
        values = [run[key] for run in runs]
        return None if None in values else statistics.median(values)
    predict = middle("predict_seconds")
    print(f"{name:<24}{runs[0]['images']:>7}"
          f"{statistics.median(accuracies):>12.2f}  {spread:<13}"
          f"{middle('train_seconds'):>17.2f}"
          f"{'' if predict is None else f'{predict:.2f}':>16}"
          f"{middle('kilobytes'):>12.0f}", flush=True)


def print_table(args, title, folder):
    print(f"\n{title}; middle of {len(args.seeds)} seed(s), lowest..highest")
    print(f"{'':<24}{'images':>7}{'accuracy %':>12}  {'':<13}"
          f"{'seconds to train':>17}{'to predict (s)':>16}{'kB':>12}")
    for name, random in methods(args):
        say(f"{title}: {name}")
        print_row(name, [learn(args, folder, name, seed) for seed in
                         (args.seeds if random else args.seeds[:1])])
    for model, name in NETWORKS.items():
        say(f"{title}: {name}")
        print_row(name, [train_network(args, folder, model, seed)
                         for seed in args.seeds])


def main():
    args = parse_arguments()
    busy = busy_cores()
    if busy > 0.5:
        warn(f"other programs keep {busy:.1f} of {os.cpu_count()} cores busy: "
             "do not trust the seconds")
    if args.only != "table":
        compare(args)
    if args.only != "speed":
        if args.mnist.is_dir():
            print_table(args, "Digits (MNIST)", args.mnist)
        else:
            warn(f"no MNIST in {args.mnist}: ./learn data mnist")
        print_table(args, "Clothes (Fashion-MNIST)", FASHION)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
