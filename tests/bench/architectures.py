#!/usr/bin/env python3
"""Chapter 15: what depth does to plain and to residual networks.

`./learn bench architectures` trains networks of 20 and 56 layers, plain and
residual, on 10,000 images of Fashion-MNIST, halved to 14 x 14, much as He et
al. 2016 do in section 4.2: BatchNorm in all, momentum 0.9, batches of 128. Each
network gets the best of four rates, chosen with a seed of its own; then three
other seeds are reported. `--styles` compares three small networks of about the
same number of multiply-adds instead; `--fold` times ResNet-20 in use with its
BatchNorms and without.
"""
import argparse
import json
import os
import pathlib
import statistics
import sys

from programs import BUILDS, output

NETWORKS = {"plain-20": ("plain", 3), "plain-56": ("plain", 9),
            "residual-20": ("residual", 3), "residual-56": ("residual", 9)}
STYLES = ("plain", "Inception", "residual")
RATES = (0.01, 0.03, 0.1, 0.3)
STYLE_RATES = (0.03, 0.1, 0.3, 1)
CHOOSING = 101  # the seed that chooses the rate


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./learn bench architectures --",
                                     description=__doc__.split("\n\n")[0])
    parser.add_argument("--styles", action="store_true",
                        help="plain, Inception and residual, same budget")
    parser.add_argument("--fold", action="store_true",
                        help="what folding BatchNorm gains in use, a minute")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3],
                        metavar="S")
    parser.add_argument("--epochs", type=int, metavar="N",
                        help="default: 20; with --styles 5")
    parser.add_argument("--images", type=int, metavar="N",
                        help="default: 10000; with --styles 20000")
    parser.add_argument("--quick", action="store_true",
                        help="few images, one seed: does it work at all?")
    parser.add_argument("--programs", type=pathlib.Path,
                        default=BUILDS / "bench", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.epochs = args.epochs or (5 if args.styles else 20)
    args.images = args.images or (20000 if args.styles else 10000)
    if args.quick:
        args.epochs, args.images, args.seeds = 1, 512, [1]
    if min(args.epochs, args.images) < 1:
        parser.error("--epochs and --images must be at least 1")
    return args


def run(args, *words):
    print("  " + " ".join(map(str, words)), file=sys.stderr, flush=True)
    return json.loads(output([args.programs / "architectures", *words]))


def depth(args, name, rate, seed):
    return run(args, "depth", *NETWORKS[name], rate, seed, args.epochs,
               args.images)["losses"]


def print_depth(args):
    print(f"Training loss in the last of {args.epochs} epochs, {args.images:,} "
          "images of 14 x 14")
    print(f"               rates, seed {CHOOSING}"
          f"{'':<23}best, seeds {', '.join(map(str, args.seeds))}")
    print(" " * 13 + "".join(f"{rate:>8}" for rate in RATES)
          + "      rate" + "   loss of each" + " " * 13 + "mean")
    curves = {}
    for name in NETWORKS:
        tried = [depth(args, name, rate, CHOOSING)[-1] for rate in RATES]
        best = RATES[tried.index(min(tried))]
        curves[name] = [depth(args, name, best, seed) for seed in args.seeds]
        ends = [losses[-1] for losses in curves[name]]
        print(f"  {name:<11}" + "".join(f"{loss:8.4f}" for loss in tried)
              + f"    {best:>6} " + "".join(f"{loss:8.4f}" for loss in ends)
              + f"   {statistics.mean(ends):8.4f}", flush=True)
    print("\nTraining loss epoch by epoch, mean of the seeds")
    print("  epoch" + "".join(f"{name:>13}" for name in NETWORKS))
    for epoch in range(args.epochs):
        means = [statistics.mean(losses[epoch] for losses in curves[name])
                 for name in NETWORKS]
        print(f"  {epoch + 1:5}" + "".join(f"{mean:13.4f}" for mean in means))


def style(args, name, rate, seed):
    return run(args, "style", name, rate, seed, args.epochs, args.images)


def print_styles(args):
    print(f"{args.epochs} epochs of {args.images:,} images of 14 x 14; "
          "accuracy on 10,000 others, in per cent")
    print(f"                        multiply-   loss at rate, seed {CHOOSING}"
          f"              best, seeds {', '.join(map(str, args.seeds))}")
    print("              weights     adds  "
          + "".join(f"{rate:>8}" for rate in STYLE_RATES)
          + "      rate   accuracy of each" + " " * 5 + "mean")
    for name in STYLES:
        tried = [style(args, name, rate, CHOOSING) for rate in STYLE_RATES]
        losses = [trial["loss"] for trial in tried]
        best = STYLE_RATES[losses.index(min(losses))]
        ends = [100 * style(args, name, best, seed)["accuracy"]
                for seed in args.seeds]
        print(f"  {name:<10}{tried[0]['parameters']:>9}"
              f"{tried[0]['multiply_adds']:>10} "
              + "".join(f"{loss:8.4f}" for loss in losses)
              + f"    {best:>6} " + "".join(f"{end:8.2f}" for end in ends)
              + f"   {statistics.mean(ends):8.2f}", flush=True)


def print_fold(args):
    print("ResNet-20 in use, images of 28 x 28, batches of 128: samples/s, "
          "median of the rounds")
    print("  threads   with BatchNorm       folded   gain (lowest .. highest)")
    cores = len(os.sched_getaffinity(0))
    for threads in sorted({1, cores}):
        rounds = run(args, "fold", threads, 1 if args.quick else 15)["rounds"]
        before, after = map(statistics.median, zip(*rounds))
        gains = sorted(b / a for a, b in rounds)
        print(f"  {threads:7}   {before:14.0f}   {after:10.0f}   "
              f"{statistics.median(gains):.2f} ({gains[0]:.2f} .. "
              f"{gains[-1]:.2f})", flush=True)


def main():
    args = parse_arguments()
    if args.fold:
        print_fold(args)
    elif args.styles:
        print_styles(args)
    else:
        print_depth(args)


if __name__ == "__main__":
    main()
