#!/usr/bin/env python3
"""peer_python: chapter 9's networks in torch or jax; cf. peer_torch.cpp.

    peer_python.py --forms MODEL ...
    peer_python.py --model mlp|cnn|deep --data DIR --form FORM [--epochs N]
                   [--batch-size B] [--threads T] [--train-samples N]
                   [--seed S]

bench.py runs this with the Python of --peer-python, so that it needs nothing
but Python 3.9 and a framework. A form is a framework and a way to use it, such
as torch,compiled; --forms prints those that there are, as JSON. Training
prints a line of JSON about the framework, then one for each epoch.
"""
import argparse
import gzip
import importlib
import importlib.util
import json
import os
import pathlib
import platform
import re
import sys
import time

FRAMEWORKS = ["torch", "jax"]
MODELS = ["mlp", "cnn", "deep", "resnet20"]


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--forms", nargs="+", choices=MODELS)
    parser.add_argument("--model", choices=MODELS, default="mlp")
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--form")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--train-samples", type=int, default=60000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if not args.forms and not (args.form and args.data):
        parser.error("expected --forms, or --form and --data")
    return args


def load(framework):
    """Imports it: only now, because it starts threads and takes seconds."""
    return importlib.import_module(f"peer_python_{framework}")


def shorten(text):
    return text if len(text) <= 300 else text[:297] + "..."


def one_line(error):
    """An exception in one line. For those that compilers raise, the first
    paragraph says what failed, and a line with "error:" why."""
    first, _, rest = str(error).partition("\n\n")
    why = re.search(r".*\berror: .*", rest)
    lines = first.splitlines() + ([why[0]] if why else [])
    return shorten(f"{type(error).__name__}: {' '.join(lines)}")


def describe(models):
    """What this Python has. A framework may be installed and not work."""
    found, broken = [], []
    for name in FRAMEWORKS:
        if importlib.util.find_spec(name) is None:
            continue
        try:
            module = load(name)
        except Exception as error:
            broken.append(f"{name} cannot be imported: {one_line(error)}")
            continue
        forms = {model: [f"{name},{form}" for form in module.forms(model)]
                 for model in models}
        found.append({"framework": name, **module.about(), "forms": forms})
    return {"python": platform.python_version(), "frameworks": found,
            "broken": broken}


def place_in_core(processor):
    """0 for the first hardware thread of a core, 1 for another one."""
    path = pathlib.Path(f"/sys/devices/system/cpu/cpu{processor}"
                        "/topology/thread_siblings_list")
    try:
        siblings = map(int, re.findall(r"\d+", path.read_text()))
    except OSError:
        return 0
    return int(processor > min(siblings))


def keep_to(threads):
    """jax starts a thread for each processor it may use, and has no option; two
    of them should not share a core while others are idle."""
    free = sorted(os.sched_getaffinity(0),
                  key=lambda processor: (place_in_core(processor), processor))
    os.sched_setaffinity(0, free[:threads])
    os.environ["OMP_NUM_THREADS"] = str(threads)


def read_idx(path, header, each, count):
    """`count` items (None: all) of `each` bytes; the file may be packed."""
    packed = pathlib.Path(f"{path}.gz")
    with gzip.open(packed) if packed.exists() else open(path, "rb") as file:
        numbers = int.from_bytes(file.read(header)[4:8], "big")
        count = numbers if count is None else count
        content = bytearray(file.read(count * each))
    if len(content) < count * each:
        raise ValueError(f"{path}: too short for {count} images")
    return content


def read_images(prefix, count=None):
    """The bytes of images and of their class numbers."""
    return (read_idx(f"{prefix}-images-idx3-ubyte", 16, 28 * 28, count),
            read_idx(f"{prefix}-labels-idx1-ubyte", 8, 1, count))


def train(args):
    framework, *how = args.form.split(",")
    if framework not in FRAMEWORKS:
        raise ValueError(f"no form {args.form}")
    keep_to(args.threads)
    module = load(framework)
    if ",".join(how) not in module.forms(args.model):
        raise ValueError(f"no form {args.form} of {args.model}")
    print(json.dumps({framework: module.about()["version"],
                      **module.library()}))
    trainer = module.Trainer(
        args, how, read_images(args.data / "train", args.train_samples),
        read_images(args.data / "t10k"))
    for epoch in range(1, args.epochs + 1):
        start = time.perf_counter()
        trainer.train()
        seconds = time.perf_counter() - start
        print(json.dumps({
            "epoch": epoch, "seconds": round(seconds, 6),
            "samples_per_second": round(args.train_samples / seconds, 1),
            "test_accuracy": round(trainer.accuracy(), 4)}), flush=True)


def main():
    args = parse_arguments()
    if args.forms:
        print(json.dumps(describe(args.forms)))
        return
    try:
        train(args)
    except Exception as error:  # the last line says it all
        sys.exit(f"peer_python: {one_line(error)}")


if __name__ == "__main__":
    main()
