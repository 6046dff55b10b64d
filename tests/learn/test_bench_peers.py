#!/usr/bin/env python3
"""./learn bench and whom it compares with: peers.py and peer_python.py.

Stand-ins play our program, libtorch's and the Pythons of --peer-python, so
that these tests need no framework and no compiler. The rest trains for real:
in PyTorch where a Python has it, and by peer_python_jax.py with stand_in/jax,
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

from peer_python import one_line  # noqa: E402
from with_torch import has_torch  # noqa: E402

MODELS = ["mlp", "cnn", "deep"]
START = f"#!{sys.executable}\nimport json, os, sys\n"
OURS = r"""
folder = sys.argv[sys.argv.index("--out") + 1]
epoch = {"samples_per_second": 2000, "test_accuracy": 0.875}
with open(folder + "/metrics.jsonl", "w") as file:
    for line in {}, epoch, epoch:
        print(json.dumps(line), file=file)
"""
PEAK = r"""
print(json.dumps({"gflops": 100, "instructions": "AVX2"}))
"""
PEER_TORCH = r"""
speed = 800 if "--channels-last" in sys.argv else 500
print(json.dumps({"torch": "1.13", "blas_core": "any", "blas_pool": 2}))
for _ in range(2):
    print(json.dumps({"samples_per_second": speed, "test_accuracy": 0.75}))
"""
# A Python with frameworks: {form: its speed, or what it says when it fails}.
PYTHON = r"""
bare, script, *arguments = sys.argv[1:]
assert bare == "-B" and script.endswith("/tests/bench/peer_python.py")
with open(__file__ + ".calls", "a") as file:
    print(*arguments, file=file)
    if "openblas-openmp" in os.environ.get("LD_LIBRARY_PATH", ""):
        print("with OpenBLAS", file=file)
if arguments[0] == "--forms":
    frameworks = [{
        "framework": name, "version": VERSION, "debian": DEBIAN,
        "forms": {model: [
            form for form in SPEEDS if form.split(",")[0] == name
            and (model != "mlp" or "channels_last" not in form)]
            for model in arguments[1:]}}
        for name in sorted({form.split(",")[0] for form in SPEEDS})]
    print(json.dumps({"frameworks": frameworks, "broken": BROKEN}))
    sys.exit()
speed = SPEEDS[arguments[arguments.index("--form") + 1]]
if isinstance(speed, str):
    sys.exit(speed)
print(json.dumps({"torch": VERSION, "blas_core": "any", "blas_pool": 1}))
for _ in range(2):
    print(json.dumps({"samples_per_second": speed, "test_accuracy": 0.75}))
"""
LAST = "  0.875 0.750"
AS_BEFORE = """\

Training with Adam, samples a second in the second epoch; median of 1 round(s).
FMA peak before each run (AVX2), GFLOP/s: 100..100 on 1 thread(s)

model batch threads   ours/s  PyTorch/s  ratio  (min..max)   of peak  accuracies
mlp     128       1    2,000       500    4.00  (4.00..4.00)      2%{last}
cnn     128       1    2,000       800*   2.50  (2.50..2.50)     14%{last}
* in its layout channels_last, the faster one here
""".format(last=LAST)
TWO_PYTHONS = """\
model batch threads   ours/s     peer/s  ratio  (min..max)   of peak  accuracies
mlp     128       1    2,000       900a   2.22  (2.22..2.22)      2%{last}
cnn     128       1    2,000     1,000b   2.00  (2.00..2.00)     14%{last}
a jax 0.9, jit
b torch 2.1, compiled, channels_last
""".format(last=LAST)
TORCH_2 = {"torch,eager": 400, "torch,eager,channels_last": 500,
           "torch,compiled": 600, "torch,compiled,channels_last": 1000}


class Stage(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.program("ours", OURS)
        self.program("peak", PEAK)
        self.program("peer_torch", PEER_TORCH)

    def program(self, name, text):
        path = self.folder / name
        path.write_text(START + text)
        path.chmod(0o755)
        return path

    def python(self, name, speeds, version="2.1", broken=(), debian=False):
        return self.program(name, f"SPEEDS = {speeds!r}\n"
                            f"VERSION, DEBIAN = {version!r}, {debian}\n"
                            f"BROKEN = {list(broken)!r}\n{PYTHON}")

    def bench(self, *pythons, models=("mlp", "cnn"), more=()):
        peers = [word for python in pythons
                 for word in ("--peer-python", python)]
        return subprocess.run(
            [sys.executable, "-B", BENCH / "bench.py", "--threads", "1",
             "--rounds", "1", "--ours", self.folder / "ours", "--programs",
             self.folder, "--models", *models, *peers, *more],
            text=True, capture_output=True, timeout=60,
            env={**os.environ, "LD_LIBRARY_PATH": ""})

    def table(self, *arguments, **settings):
        result = self.bench(*arguments, **settings)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout[result.stdout.index("model"):]

    def assert_unusable(self, python, *words):
        result = self.bench(python)
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        for word in (f"--peer-python {python}: ", "expected a Python",
                     "python3 -m venv", "pip install torch", *words):
            self.assertIn(word, result.stderr)


class Peers(Stage):
    def test_without_the_option_libtorch_is_the_peer(self):
        file = self.folder / "found.json"
        result = self.bench(more=["--json", file])
        self.assertEqual(result.stdout, AS_BEFORE)
        row = json.loads(file.read_text())["results"][1]
        self.assertEqual((row["torch"], row["layout"], row["torch_accuracy"]),
                         (800, "PyTorch channels_last", 0.75))

    def test_the_best_form_of_each_row_counts_and_is_named(self):
        jax = self.python("jax", {"jax,jit": 900}, "0.9")
        torch = self.python("torch", TORCH_2)
        self.assertEqual(self.table(torch, jax), TWO_PYTHONS)

    def test_one_framework_is_the_title(self):
        file = self.folder / "found.json"
        table = self.table(self.python("torch", TORCH_2), models=["mlp"],
                           more=["--json", file])
        self.assertIn("   ours/s    torch/s  ratio", table)
        self.assertTrue(table.endswith("\na torch 2.1, compiled\n"), table)
        row = json.loads(file.read_text())["results"][0]
        self.assertEqual((row["peer"], row["form"], row["peer_accuracy"]),
                         (600, "torch 2.1, compiled", 0.75))

    def test_what_a_python_is_asked(self):
        python = self.python("one", {"torch,eager": 5})
        self.table(python, models=["mlp"])
        self.assertEqual(self.calls(python), [
            "--forms mlp cnn deep",
            f"--form torch,eager --model mlp --data {DATA} --epochs 2 "
            "--batch-size 128 --threads 1 --train-samples 60000"])

    def calls(self, python):
        return pathlib.Path(f"{python}.calls").read_text().splitlines()

    def test_debians_torch_gets_the_best_blas(self):
        python = self.python("theirs", TORCH_2, "1.13", debian=True)
        result = self.bench(python)
        *_, last = self.calls(python)
        self.assertEqual(last, "with OpenBLAS")
        self.assertEqual(result.stderr.count("PyTorch is not at its best"), 1)
        self.assertIn("(libopenblas0-openmp)", result.stderr)

    def test_it_keeps_to_as_many_processors_as_threads(self):
        result = subprocess.run(
            [sys.executable, "-B", "-c", "import os, peer_python\n"
             "peer_python.keep_to(1)\nprint(os.sched_getaffinity(0), "
             "os.environ['OMP_NUM_THREADS'])"], cwd=BENCH, text=True,
            capture_output=True, check=True)
        self.assertRegex(result.stdout, r"^\{\d+\} 1$")

    def test_the_same_version_twice(self):
        slow = self.python("slow", {"torch,eager": 5})
        fast = self.python("fast", {"torch,eager": 9})
        table = self.table(slow, fast, slow, models=["mlp"])
        self.assertTrue(table.endswith(f"\na torch 2.1, eager ({fast})\n"))

    def test_help_shows_how_to_make_one(self):
        result = self.bench(more=["--help"])
        self.assertEqual(result.returncode, 0)
        self.assertIn("--peer-python PATH", result.stdout)
        self.assertIn("\n  python3 -m venv ~/peer\n", result.stdout)


class Failures(Stage):
    def test_a_form_that_fails_is_left_out(self):
        message = "Traceback\nInductorError: no C++ compiler"
        python = self.python("some", {
            **TORCH_2, "torch,compiled": message,
            "torch,compiled,channels_last": message})
        result = self.bench(python, models=MODELS)
        self.assertEqual(result.returncode, 0, result.stderr)
        warnings = [line for line in result.stderr.splitlines()
                    if "left out" in line]
        self.assertEqual(warnings, [
            f"warning: torch 2.1, compiled{layout} is left out: "
            "InductorError: no C++ compiler"
            for layout in ("", ", channels_last")])
        self.assertIn("a torch 2.1, eager\n", result.stdout)
        self.assertIn("b torch 2.1, eager, channels_last\n", result.stdout)
        self.assertNotIn("compiled", result.stdout)

    def test_when_all_forms_fail_it_ends(self):
        result = self.bench(self.python("none", {"jax,jit": "killed"}))
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        *_, warning, end = result.stderr.splitlines()
        self.assertEqual(warning, "warning: jax 2.1, jit is left out: killed")
        self.assertIn("nothing to compare mlp with", end)

    def test_what_is_no_python_with_a_framework(self):
        self.assert_unusable(self.folder / "absent", "No such file")
        plain = self.folder / "plain"
        plain.touch()
        self.assert_unusable(plain, "Permission denied")
        self.assert_unusable(self.folder, "Permission denied")
        self.assert_unusable(self.program("mute", ""), "does not run")
        self.assert_unusable(self.program("other", "sys.exit('no option')"),
                             "does not run peer_python.py (no option)")
        self.assert_unusable(self.program("number", "print(5)"))
        self.assert_unusable(self.python("bare", {}),
                             "neither torch nor jax")
        self.assert_unusable(
            self.python("old", {}, broken=["jax cannot be imported: no numpy"]),
            "jax cannot be imported: no numpy")

    def test_an_exception_in_one_line(self):
        self.assertEqual(one_line(ValueError("bad")), "ValueError: bad")
        # As torch.compile raises them, without a compiler and with one.
        self.assertEqual(
            one_line(RuntimeError("backend='inductor' raised:\nNo compiler"
                                  "\n\nSet TORCHDYNAMO_VERBOSE=1 for more")),
            "RuntimeError: backend='inductor' raised: No compiler")
        self.assertEqual(
            one_line(RuntimeError("C++ compile error\n\nCommand:\ng++ x.cpp\n"
                                  "\nOutput:\nx.cpp:1: fatal error: Python.h: "
                                  "No such file or directory\n 1 |")),
            "RuntimeError: C++ compile error x.cpp:1: fatal error: Python.h: "
            "No such file or directory")


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

for model in peer_python.MODELS:
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
