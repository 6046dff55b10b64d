#!/usr/bin/env python3
"""Same seed, same numbers: bit for bit in one configuration, and nearly so on
other threads, OpenBLAS kernels and builds.

    test_reproduce.py PROGRAM [PROGRAM_OF_ANOTHER_BUILD ...]

PROGRAM is the test program `reproduce`; others come from

    cmake -S . -B build/avx2 -G Ninja -DNN_NATIVE=OFF \\
      -DCMAKE_CXX_FLAGS=-march=x86-64-v3
    cmake -S . -B build/plain -G Ninja -DNN_NATIVE=OFF
    cmake --build build/plain --target reproduce      (and build/avx2)

A sum in another order is rounded otherwise, by 6e-8 of its size. A training
keeps such differences small until one of them decides on which side of a ReLU's
kink a number lies; from there on two trainings are two. So what is compared
here are the first steps of training, and what the weights of a whole epoch say.
"""
import array
import math
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import unittest

PROGRAMS = [pathlib.Path(a).resolve() for a in sys.argv[1:]]
del sys.argv[1:]
DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")
# Model: optimizer, samples and epochs. 120 steps, and 20.
RUNS = {"mlp": ("sgd", 6000, 2), "cnn": ("adam", 2000, 1)}
WHOLE_EPOCH = ("adam", 60000, 1)
# |a - b| / |a| of all weights. Measured: at most 7.1e-8 on other threads and
# kernels, 1.4e-6 in a build for any x86-64.
MOST_DISTANCE = 1e-5
LEAST_LABELS = 0.999


class Result:
    """A run's weights and labels; with `weights`, the labels of those."""

    def __init__(self, program, model, threads, weights=None, training=None,
                 **environment):
        optimizer, samples, epochs = training or RUNS[model]
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder)
            file = out / "weights.safetensors"
            if weights:
                file.write_bytes(weights)
                epochs = 0
            environment = {**os.environ, "NN_DATA": str(DATA), **environment}
            run = subprocess.run(
                [program, model, optimizer, str(samples), str(epochs),
                 str(threads), out], env=environment, text=True,
                capture_output=True, check=True)
            self.core, accuracy = run.stdout.split()
            self.accuracy = float(accuracy)
            self.labels = (out / "labels").read_bytes()
            self.file = file.read_bytes()
        start = 8 + int.from_bytes(self.file[:8], "little")
        self.weights = array.array("f", self.file[start:])


def distance(a, b):
    difference = math.fsum((x - y)**2 for x, y in zip(a.weights, b.weights))
    return math.sqrt(difference / math.fsum(x * x for x in a.weights))


def same_labels(a, b):
    return sum(x == y for x, y in zip(a.labels, b.labels)) / len(a.labels)


def cores():
    """OpenBLAS's kernels that this processor can run, beside its best."""
    if platform.machine() != "x86_64":
        return []
    flags = pathlib.Path("/proc/cpuinfo").read_text().split()
    return ["Prescott", *(["Haswell"] if "avx2" in flags else []),
            *(["SkylakeX"] if "avx512vl" in flags else [])]


class Reproduce(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.first = {model: Result(PROGRAMS[0], model, 2) for model in RUNS}
        cls.whole = {model: Result(PROGRAMS[0], model, 2, training=WHOLE_EPOCH)
                     for model in RUNS}

    def assert_near(self, program, what, threads=2, **environment):
        for model, first in self.first.items():
            other = Result(program, model, threads, **environment)
            self.assertEqual(other.core, environment.get("NN_BLAS_CORE",
                                                         first.core))
            whole = self.whole[model]
            said = Result(program, model, threads, whole.file, **environment)
            far = distance(first, other)
            labels = same_labels(first, other), same_labels(whole, said)
            print(f"{model} {what}: weights {far:.1e} apart; of the labels "
                  f"{100 * labels[0]:.2f} % are the same, {100 * labels[1]:.2f}"
                  " % from the weights of a whole epoch")
            self.assertTrue(far < MOST_DISTANCE, what)  # not if it is NaN
            self.assertGreaterEqual(min(labels), LEAST_LABELS, what)

    def test_they_learn(self):
        for model, result in self.first.items():
            self.assertGreater(result.accuracy, 0.6, model)
            self.assertEqual(len(result.labels), 10000)
            self.assertGreater(self.whole[model].accuracy, 0.83, model)

    def test_again_bit_for_bit(self):
        for model, first in self.first.items():
            again = Result(PROGRAMS[0], model, 2)
            self.assertEqual(first.file, again.file, model)
            self.assertEqual(first.labels, again.labels, model)

    def test_on_other_numbers_of_threads(self):
        for threads in (1, 3):
            self.assert_near(PROGRAMS[0], f"on {threads} threads", threads)

    def test_a_fully_connected_network_is_the_same_on_any_threads(self):
        for threads in (1, 3, 5):
            other = Result(PROGRAMS[0], "mlp", threads)
            self.assertEqual(self.first["mlp"].file, other.file, threads)

    def test_with_other_openblas_kernels(self):
        for core in cores():
            self.assert_near(PROGRAMS[0], f"with {core} kernels",
                             NN_BLAS_CORE=core)

    def test_in_other_builds(self):
        for program in PROGRAMS[1:]:
            self.assert_near(program, f"in {program.parent.parent.name}")


if __name__ == "__main__":
    if not DATA.is_dir():
        print(f"skipped: no images in {DATA} (dataset-fashion-mnist)")
        sys.exit(77)
    unittest.main()
