"""Chapter 9's program on small data sets made here: ten kinds of image that a
glance tells apart, so that a run takes a tenth of a second.
"""
import gzip
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import unittest

# The program under test is the script's first argument.
PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
TRAIN, TEST = 300, 100
MODELS = ("mlp", "cnn", "deep", "linear", "two-layer", "bpn")
AVERAGED = ("--model", "cnn", "--batch-norm", "--weight-average", "0.9")
DARK = bytes(i % 32 for i in range(256))


def idx(dims, values):
    return struct.pack(f">4B{len(dims)}I", 0, 0, 8, len(dims), *dims) + values


def picture(kind, noise):
    """28 x 28 pixels of dark noise; two of the rows are bright."""
    pixels = bytearray(noise.randbytes(28 * 28).translate(DARK))
    bright = slice(28 * (2 * kind + 4), 28 * (2 * kind + 6))
    pixels[bright] = bytes([220]) * (2 * 28)
    return bytes(pixels)


def make_data(folder, packed=False, mistaken=0, train=TRAIN, test=TEST):
    """The four files; the first `mistaken` test labels are wrong."""
    folder.mkdir()
    for half, count, wrong in (("train", train, 0), ("t10k", test, mistaken)):
        noise = random.Random(half)
        kinds = [i % 10 for i in range(count)]
        images = b"".join(picture(kind, noise) for kind in kinds)
        labels = bytes((kind + (i < wrong)) % 10
                       for i, kind in enumerate(kinds))
        for name, content in (
                ("images-idx3", idx((count, 28, 28), images)),
                ("labels-idx1", idx((count,), labels))):
            path = folder / f"{half}-{name}-ubyte"
            if packed:
                path = path.with_name(path.name + ".gz")
                content = gzip.compress(content)
            path.write_bytes(content)
    return folder


def without_progress(text):
    """Which stderr gets every five seconds: on a busy machine even in these
    short runs."""
    return re.sub(r"(?m)^epoch \d+/\d+ .*\n?", "", text)


class ProgramTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.top = pathlib.Path(folder.name).resolve()
        cls.data = make_data(cls.top / "data")

    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=self.top)
        self.addCleanup(folder.cleanup)
        self.here = pathlib.Path(folder.name)
        self.out = self.here / "out"

    def run_program(self, *arguments, data=None, out=None, cwd=None, **env):
        """On the small data, into self.out; data="" leaves --data out."""
        if data != "":
            arguments += ("--data", data or self.data)
        environment = {k: v for k, v in os.environ.items() if k != "NN_DATA"}
        result = subprocess.run(
            [PROGRAM, "--out", out or self.out, *arguments],
            cwd=cwd or self.here, env={**environment, **env}, text=True,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        result.stderr = without_progress(result.stderr)
        return result

    def train(self, *arguments, **settings):
        """What a successful run prints; two epochs unless told otherwise."""
        if "--epochs" not in arguments and "--weights" not in arguments:
            arguments += ("--epochs", "2")
        result = self.run_program(*arguments, **settings)
        complaints = result.stderr.splitlines()
        if not shutil.which("gnuplot"):
            complaints = [line for line in complaints
                          if not re.match("figure .* is not drawn", line)]
        self.assertEqual((result.returncode, complaints), (0, []))
        return result.stdout

    def log(self, out=None):
        """The run, and its epochs."""
        text = ((out or self.out) / "metrics.jsonl").read_text()
        run, *epochs = [json.loads(line) for line in text.splitlines()]
        return run, epochs

    def last_epoch(self):
        """The last epoch of a running program; 0 until its first line is
        whole."""
        log = self.out / "metrics.jsonl"
        lines = log.read_text().count("\n") if log.exists() else 0
        return max(0, lines - 1)

    def wait_for_epochs(self, process, more):
        goal = self.last_epoch() + more
        end = time.monotonic() + 60
        while self.last_epoch() < goal:
            self.assertIsNone(process.poll())
            self.assertLess(time.monotonic(), end, "training stands still")
            time.sleep(0.01)

    def weights_hash(self, out=None):
        # Not the bytes: unittest would spend minutes on their difference.
        data = ((out or self.out) / "weights.safetensors").read_bytes()
        return hashlib.sha256(data).hexdigest()

    def assert_fails(self, result, code, *words):
        """One line on stderr, with all the words in it."""
        said = without_progress(result.stderr)
        self.assertEqual(result.returncode, code, said)
        self.assertEqual(len(said.splitlines()), 1, said)
        self.assertTrue(said.startswith("09_mnist: "), said)
        for word in words:
            self.assertIn(str(word), said)
