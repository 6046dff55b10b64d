#!/usr/bin/env python3
"""./learn bench and whom it compares with: peers.py and peer_python.py.

Stand-ins play our program, libtorch's and the Pythons of --peer-python, so
that these tests need no framework and no compiler.
"""
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
            "--forms mlp cnn deep resnet20",
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


if __name__ == "__main__":
    unittest.main()
