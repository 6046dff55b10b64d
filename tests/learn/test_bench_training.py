#!/usr/bin/env python3
"""The networks that ./learn bench compares with ours, trained for real.

In PyTorch where a Python has it, and by peer_python_jax.py with stand_in/jax,
which has tensors of PyTorch behind the functions of JAX.
"""
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH = ROOT / "tests/bench"
STAND_IN = ROOT / "tests/learn/stand_in"
DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")
sys.path += [str(BENCH), str(ROOT / "tests/programs")]

from with_torch import has_torch  # noqa: E402

MODELS = ["mlp", "cnn", "deep"]


def python_with_torch():
    found = filter(has_torch, (sys.executable, "/usr/bin/python3"))
    return next(found, None) if DATA.is_dir() else None


WITH_TORCH = python_with_torch()
# The same weights in both frameworks: the first ones after a convolution get
# their inputs in a different order.
SAME_WEIGHTS = """
def to_torch(weights, channels):
    if weights.dim() == 4:
        return weights.permute(3, 2, 0, 1)
    if weights.dim() == 2 and channels:
        weights = weights.reshape(-1, channels, weights.shape[1])
        return weights.permute(2, 1, 0).reshape(weights.shape[2], -1)
    return weights.t()

def copy(net, weights):
    channels = 0
    parameters = iter(net.parameters())
    for matrix, biases in weights:
        with torch.no_grad():
            next(parameters).copy_(to_torch(matrix, channels))
            next(parameters).copy_(biases)
        channels = len(biases) if matrix.dim() == 4 else 0
"""
AGREE = """
import argparse, json, sys
import torch
import peer_python, peer_python_jax as jax, peer_python_torch
""" + SAME_WEIGHTS + """
images = peer_python.read_images(sys.argv[1], 200)

def trainer(module, how, model, batch_size):
    args = argparse.Namespace(model=model, batch_size=batch_size, threads=1,
                              seed=1)
    return module.Trainer(args, [how], images, images)

def apart(model, ours, theirs):
    x = ours.training[0]
    expected = theirs.net.eval()(x.permute(0, 3, 1, 2))
    found = jax.scores(model, ours.state[0], x)
    return float((found - expected).abs().max() / expected.abs().max())

def loss(model, ours):
    x, y = ours.training
    found = jax.scores(model, ours.state[0], x)
    return float(torch.nn.functional.cross_entropy(found, y.long()))

for model in jax.NETWORKS:
    ours = trainer(jax, "jit of an epoch", model, 200)
    theirs = trainer(peer_python_torch, "eager", model, 200)
    copy(theirs.net, ours.state[0])
    found = {"model": model, "start": apart(model, ours, theirs)}
    ours.train(), theirs.train()  # a single step
    found["step"] = apart(model, ours, theirs)
    ours = trainer(jax, "jit of an epoch", model, 9)
    found["losses"] = [loss(model, ours)]
    for _ in range(2):
        ours.train()
    found["losses"].append(loss(model, ours))
    print(json.dumps(found))
"""
COMPILED = """
import runpy, sys, torch
torch.compile = lambda function, dynamic: function
sys.path.insert(0, sys.argv[1])
del sys.argv[0]
sys.argv[0] += "/peer_python.py"
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def small_copy(folder, prefix, count):
    """The first images of Fashion-MNIST, so that testing is quick."""
    for kind, header, each in (("images-idx3", 16, 784), ("labels-idx1", 8, 1)):
        name = f"{prefix}-{kind}-ubyte"
        with gzip.open(DATA / f"{name}.gz") as file:
            content = file.read(header + count * each)
        (folder / name).write_bytes(
            content[:4] + count.to_bytes(4, "big") + content[8:])


@unittest.skipUnless(WITH_TORCH, "no PyTorch (python3-torch) or no images")
class Training(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.data = pathlib.Path(folder.name)
        small_copy(cls.data, "train", 2000)
        small_copy(cls.data, "t10k", 300)

    def run_python(self, *arguments):
        result = subprocess.run(
            [WITH_TORCH, "-B", *map(str, arguments)], text=True,
            capture_output=True, timeout=100,
            env={**os.environ, "OMP_NUM_THREADS": "1",
                 "PYTHONPATH": f"{STAND_IN}:{BENCH}"})
        self.assertEqual(result.returncode, 0, result.stderr)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def accuracy(self, model, form, samples, batch, program=None):
        _, first, last = self.run_python(
            *(program or [BENCH / "peer_python.py"]), "--data", self.data,
            "--model", model, "--form", form, "--batch-size", batch,
            "--train-samples", samples)
        self.assertEqual((first["epoch"], last["epoch"]), (1, 2))
        self.assertAlmostEqual(
            last["samples_per_second"] * last["seconds"], samples, delta=2)
        return last["test_accuracy"]

    def test_both_frameworks_reach_the_same(self):
        for model, samples, batch, expected, forms in (
                ("mlp", 2000, 128, 0.6, ["torch,eager", "jax,jit of an epoch"]),
                ("cnn", 600, 25, 0.5, ["torch,eager,channels_last",
                                         "jax,jit of a step"]),
                ("deep", 300, 7, 0.2, ["torch,eager",
                                        "jax,jit of an epoch"])):
            found = [self.accuracy(model, form, samples, batch)
                     for form in forms]
            self.assertGreater(min(found), expected, model)
            self.assertLess(max(found) - min(found), 0.25, model)

    def test_the_networks_are_the_same(self):
        for found in self.run_python("-c", AGREE, self.data / "train"):
            self.assertLess(found["start"], 1e-4, found)
            if found["model"] != "deep":  # other numbers are dropped
                self.assertLess(found["step"], 1e-3, found)
            self.assertLess(found["losses"][1], 0.9 * found["losses"][0],
                            found)

    def test_a_compiled_loss(self):
        found = self.accuracy("mlp", "torch,compiled", 2000, 128,
                              ["-c", COMPILED, BENCH])
        self.assertGreater(found, 0.6)

    def test_what_there_is(self):
        found, = self.run_python(BENCH / "peer_python.py", "--forms", "mlp",
                                 "cnn")
        torch, jax = found["frameworks"]
        self.assertIn("torch,eager", torch["forms"]["mlp"])
        self.assertIn("torch,eager,channels_last", torch["forms"]["cnn"])
        self.assertEqual(jax["version"], "0.stand-in")
        self.assertEqual(found["broken"], [])


if __name__ == "__main__":
    unittest.main()
