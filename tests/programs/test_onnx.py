#!/usr/bin/env python3
"""Our .onnx files in programs that we did not write.

    test_onnx.py ONNX_MODELS    (the test program; it writes the files)

ONNX Runtime, from npm, gives the library's answers; Debian's python3-onnx finds
nothing wrong, with all shapes inferred anew. Exit code 77, for ctest "skipped",
where both are missing. ONNX Runtime goes to onnxruntime/ in the build's folder,
once, without running any script of its packages.
"""
import array
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77
VERSION = "1.20.1"
MODELS = pathlib.Path(sys.argv.pop(1)).resolve()
HERE = pathlib.Path(__file__).resolve().parent
RUNTIME = MODELS.parent.parent / "onnxruntime"
PACKAGE = RUNTIME / "node_modules/onnxruntime-node"
IMAGES = ("mlp", "cnn", "deep", "resnet20", "mlp_norms", "cnn_norms",
          "deep_norms")
DIMS = {name: (1, 28, 28) for name in IMAGES} | {"every_layer": (2, 9, 9)}
CHECK = """
import sys, onnx
for path in sys.argv[1:]:
    onnx.checker.check_model(path, full_check=True)
"""


def install_runtime():
    """Whether ONNX Runtime is there, or could be fetched."""
    if not shutil.which("node") or not shutil.which("npm"):
        return False
    if not PACKAGE.exists():
        try:
            subprocess.run(
                ["npm", "install", "--prefix", RUNTIME, "--ignore-scripts",
                 "--no-audit", "--no-fund", f"onnxruntime-node@{VERSION}"],
                capture_output=True, check=True, timeout=100)
        except (subprocess.SubprocessError, OSError):
            shutil.rmtree(RUNTIME, ignore_errors=True)
    return PACKAGE.exists()


def find_checker():
    """A Python that has onnx, or None."""
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            if subprocess.run([python, "-c", "import onnx"],
                              stderr=subprocess.DEVNULL).returncode == 0:
                return python
        except OSError:
            pass
    return None


HAS_RUNTIME = install_runtime()
CHECKER = find_checker()


def floats(path):
    numbers = array.array("f")
    numbers.frombytes(path.read_bytes())
    return numbers


class Onnx(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        subprocess.run([MODELS, cls.folder], check=True)
        for name, dims in DIMS.items():
            (cls.folder / f"{name}.json").write_text(json.dumps({"dims": dims}))

    def distance(self, name, kind):
        """As a share of the largest answer."""
        ours = floats(self.folder / f"{name}.y")
        theirs = floats(self.folder / f"{name}.{kind}")
        self.assertEqual(len(ours), len(theirs))
        return (max(abs(a - b) for a, b in zip(ours, theirs))
                / max(map(abs, ours)))

    @unittest.skipUnless(HAS_RUNTIME, "no ONNX Runtime: npm or network missing")
    def test_onnx_runtime_gives_our_answers(self):
        subprocess.run(["node", HERE / "onnx_answers.js", PACKAGE, self.folder,
                        *DIMS], check=True, timeout=100)
        for name in DIMS:
            for kind in ("all", "one"):
                distance = self.distance(name, kind)
                print(f"{name:12} {kind} {distance:.1e}")
                self.assertLess(distance, 1e-5, name)

    @unittest.skipUnless(CHECKER, "no onnx package (Debian: python3-onnx)")
    def test_the_checker_accepts_all(self):
        subprocess.run([CHECKER, "-c", CHECK,
                        *(self.folder / f"{name}.onnx" for name in DIMS)],
                       check=True, timeout=100)


if __name__ == "__main__":
    if not HAS_RUNTIME and not CHECKER:
        print("skipped: neither ONNX Runtime (npm) nor Debian's python3-onnx")
        sys.exit(SKIPPED)
    unittest.main()
