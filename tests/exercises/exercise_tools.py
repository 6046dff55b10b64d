"""A small exercise in which all is well, to be broken by the tests.

No compiler: a stand-in for the program reports what the variants did.
"""
import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "common/exercises"))
import exercises  # noqa: E402

MASTER = """\
// #title en Half of it
// #title zh 取一半
//
// #text en
// Write `half`, which returns $x / 2$.
//
// It takes any number.
// #text zh
// 写出 `half`，返回 $x / 2$。
// #hint en
// Divide.
// #hint zh
// 用除法。
// #hint en
// By what?
// #hint zh
// 除以几？
#include <cmath>

#include "nn/exercise/check.hpp"

/// Half of x.
double half(double x) {
  // #solution
  const double two = 2;
  return x / two;
  // #end
}

double quarter(double x) { return half(half(x)); }

// #checks
#include <vector>

void checks(nn::exercise::Checks& check) {
  check("zero", [] {
    nn::exercise::expect_equal({"half(0)", {}}, half(0), 0);
  });
  check("three", [] {
    nn::exercise::expect_equal({"half(3)", {}}, half(3), 1.5);
  });
}

// #wrong Doubles.
// #caught-by three
// #says expected 1.5 got 6
// -  return x / two;
// +  return x * two;

// #wrong Adds.
// #caught-by zero
// #says got 2
// -  return x / two;
// +  return x + two;

// #wrong Takes a third of one more.
// #caught-by zero
// #says got 0.333
// -  const double two = 2;
// +  const double two = 3;
// +  ++x;
"""
WELL = {
    "stub": [1, "begin zero\nfailed not_written\nnot written yet\n"],
    "solution": [0, "begin zero\nbegin three\npassed 2\n"],
    "wrong_1": [1, "begin zero\nbegin three\nfailed value\nhalf(3)\n"
                   "  expected 1.5\n  got 6\n"],
    "wrong_2": [1, "begin zero\nfailed value\nhalf(0)\n  got 2\n"],
    "wrong_3": [1, "begin zero\nfailed value\nhalf(0)\n  got 0.333333\n"]}
# A code below 0 is the signal that ends it.
PROGRAM = """\
#!{python}
import json, os, sys
code, report = json.load(open({outcomes!r}))[sys.argv[2]]
if report is not None:
    open(sys.argv[3], "w").write(report)
print("this is not a report: passed 2")
print("terminate called: no reason", file=sys.stderr)
sys.stdout.flush()
os.kill(os.getpid(), -code) if code < 0 else sys.exit(code)
"""


class ExerciseTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()
        self.master = self.write("chapters/01_alpha/exercises/half.cpp", MASTER)
        self.outcomes = json.loads(json.dumps(WELL))
        program = self.write(
            "build/chapters/01_alpha/01_alpha_exercises", PROGRAM.format(
                python=sys.executable, outcomes=str(self.root / "outcomes")))
        program.chmod(0o755)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def replace(self, old, new, count=1):
        text = self.master.read_text(encoding="utf-8")
        self.assertEqual(text.count(old), count, old)
        self.master.write_text(text.replace(old, new), encoding="utf-8")

    def faults(self):
        """All that check-all complains of, in one text."""
        self.write("outcomes", json.dumps(self.outcomes))
        self.said = io.StringIO()
        with contextlib.redirect_stdout(self.said):
            return exercises.check_all(
                self.root / "build", exercises.all_masters(self.root), 2)

    def assert_fault(self, *words):
        """One fault, in the master, with these words."""
        faults = self.faults()
        self.assertEqual(len(faults), 1, faults)
        self.assertTrue(faults[0].startswith(str(self.master)), faults)
        for word in words:
            self.assertIn(word, faults[0])
