#!/usr/bin/python3
"""Golden values: what PyTorch computes, for the C++ tests to compare with.

    /usr/bin/python3 generate.py           write the JSON files beside it
    /usr/bin/python3 generate.py --check   compare with them; exit 1 on drift

README.md describes the files. All numbers are float64.
"""
import argparse
import json
import pathlib
import sys

try:
    import torch
except ImportError:
    sys.exit("generate.py: PyTorch not found; install Debian's python3-torch "
             "and run this with /usr/bin/python3")

import layers
import losses
import seeing
import training

FOLDER = pathlib.Path(__file__).resolve().parent
FILES = {
    "linear": layers.linear, "activations": layers.activations,
    "conv": layers.conv, "pool": layers.pool,
    "batch_norm": layers.batch_norm, "losses": losses.losses,
    "optimizers": training.optimizers, "mlp_steps": training.mlp_steps,
    "schedules": training.schedules, "init": training.init,
    "seeing": seeing.maps,
}


def plain(value):
    """The value with tensors as {"shape", "values"}, row-major."""
    if isinstance(value, torch.Tensor):
        return {"shape": list(value.shape),
                "values": value.detach().flatten().tolist()}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def is_nested(value):
    """Whether it takes several lines: all but numbers, lists of numbers, and
    tensors."""
    if isinstance(value, list):
        return any(isinstance(item, dict) for item in value)
    return isinstance(value, dict) and "values" not in value


def text(value, indent=""):
    """JSON with a line for each tensor. Python prints a double with as many
    digits as distinguish it from its neighbors: 17 at most."""
    if not is_nested(value):
        return json.dumps(value, allow_nan=False)
    inner = indent + " "
    if isinstance(value, list):
        first, last, items = "[", "]", [text(item, inner) for item in value]
    else:
        first, last = "{", "}"
        items = [json.dumps(key) + ": " + text(item, inner)
                 for key, item in value.items()]
    lines = ",\n".join(inner + item for item in items)
    return f"{first}\n{lines}\n{indent}{last}"


def drift(old, new, path, scale=0.0):
    """Yields where new differs from old. Numbers may differ by 1e-12 of their
    size, or by 1e-15 of the largest beside them (sums that cancel)."""
    if type(old) is not type(new):
        yield f"{path}: {type(old).__name__} became {type(new).__name__}"
    elif isinstance(old, dict) and old.keys() == new.keys():
        for key in old:
            yield from drift(old[key], new[key], f"{path}.{key}")
    elif isinstance(old, list) and len(old) == len(new):
        scale = max((abs(v) for v in old if isinstance(v, float)), default=0)
        for i, pair in enumerate(zip(old, new)):
            yield from drift(*pair, f"{path}[{i}]", scale)
    elif isinstance(old, float):
        if not abs(old - new) <= 1e-12 * abs(old) + 1e-15 * scale:
            yield f"{path}: the file has {old!r}, PyTorch gives {new!r}"
    elif old != new:
        yield f"{path}: the file has {old!r:.60}, PyTorch gives {new!r:.60}"


def generated(make):
    torch.manual_seed(1)  # seeded per file: one more changes no other
    return plain(make())


def check(name, make):
    """Prints how the committed file differs; returns whether it does not."""
    path = FOLDER / f"{name}.json"
    try:
        old = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        found = [f"{path.name}: {error}"]
    else:
        found = list(drift(old, generated(make), path.name))
    print(f"{path.name}: " + (f"{len(found)} differences" if found else "same"))
    for line in found[:5]:
        print("  " + line)
    return not found


def main():
    parser = argparse.ArgumentParser(
        description="Writes what PyTorch computes, for the C++ tests.")
    parser.add_argument("--check", action="store_true",
                        help="compare with the files; exit 1 if they differ")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.check:
        return 0 if all([check(*file) for file in FILES.items()]) else 1
    for name, make in FILES.items():
        (FOLDER / f"{name}.json").write_text(text(generated(make)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
