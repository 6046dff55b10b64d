#!/usr/bin/env python3
"""The same digits on every machine: short trainings end in the same bits.

    test_digits.py [--long] PROGRAM [PROGRAM_OF_ANOTHER_BUILD ...]

PROGRAM is the test program `digits`; it trains and prints the SHA-256 of what
the network and its optimizer have become. The constants are in digits.json:
they change only with a commit that says why. Each network is trained with
several numbers of threads, with OpenBLAS told to take this processor for
another, and with each further PROGRAM (a build for another processor, say).
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

LONG = "--long" in sys.argv
PROGRAMS = [pathlib.Path(a).resolve() for a in sys.argv[1:] if a != "--long"]
del sys.argv[1:]
DIGITS = json.loads(pathlib.Path(__file__).with_name("digits.json").read_text())
DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")


def run(program, network, threads, *steps, **environment):
    """The hash, how many threads were at work, and how wide vectors are."""
    result = subprocess.run([program, network, str(threads), *steps], text=True,
                            env={**os.environ, **environment},
                            capture_output=True, check=True)
    found, at_work, lanes = result.stdout.split()
    return found, int(at_work), int(lanes)


ROOT = pathlib.Path(__file__).resolve().parents[2]
# What gives other bits on another machine, and why.
FORBIDDEN = {
    r"reduction\(\s*[+*]": "as many sums as a vector has numbers",
    r"_(rcp|rsqrt)\d*_": "estimates, which every processor makes otherwise",
    r"ldmxcsr|_MM_SET_(FLUSH|DENORMALS)": "denormals taken for 0",
    r"-f(fast-math|unsafe-math|associative-math|fp-contract=fast)":
        "the compiler may change the order",
    r"std::(reduce|transform_reduce)\(": "any order",
}
SOURCES = {".cpp", ".hpp", ".cu", ".cuh", ".txt"}


class Sources(unittest.TestCase):
    def test_nothing_depends_on_the_width_of_a_vector(self):
        for folder in ("common/nn", "chapters"):
            for file in (ROOT / folder).rglob("*"):
                if file.suffix not in SOURCES:
                    continue
                text = re.sub("(?m)^ *#.*error.*|^ *///?.*", "",
                              file.read_text())  # they may be spoken of
                for pattern, why in FORBIDDEN.items():
                    found = re.search(pattern, text)
                    self.assertFalse(found, f"{file}: {found and found[0]}: "
                                     f"{why} (docs/en/performance.md)")

    def test_no_algorithm_is_chosen_by_the_width(self):
        """`% lanes` may say where a vector ends, not which sums are made:
        each place is known."""
        known = {"common/nn/cpu/convolution.cpp": 1}  # pools_: same bits
        for file in (ROOT / "common/nn").rglob("*.[ch]pp"):
            name = str(file.relative_to(ROOT))
            self.assertEqual(len(re.findall(r"% lanes\b(?!<)", file.read_text())),
                             known.get(name, 0), name)

    def test_products_and_sums_are_fused_where_written(self):
        self.assertIn("-ffp-contract=off", (ROOT / "CMakeLists.txt").read_text())


class Digits(unittest.TestCase):
    def assert_same(self, program, threads, what, **environment):
        for steps, kept in ((), "epoch"), (("10",), "ten"):
            for network, expected in DIGITS[kept].items():
                found, at_work, _ = run(program, network, threads, *steps,
                                        **environment)
                self.assertEqual(found, expected,
                                 f"{network} {what}: other digits")
                self.assertEqual(at_work, threads, f"{network} {what}")

    def test_on_any_number_of_threads(self):
        for threads in (1, 2, 5, *((3, 16) if LONG else ())):
            self.assert_same(PROGRAMS[0], threads, f"on {threads} threads")

    def test_whatever_openblas_takes_the_processor_for(self):
        self.assert_same(PROGRAMS[0], 2, "with other kernels of OpenBLAS",
                         OPENBLAS_CORETYPE="Prescott", NN_BLAS_CORE="Prescott")

    def test_with_the_c_library_for_old_processors(self):
        self.assert_same(PROGRAMS[0], 2, "with the C library for old ones",
                         GLIBC_TUNABLES="glibc.cpu.hwcaps=-AVX2,-FMA")

    def test_after_forty_steps(self):
        # With these ./learn test long compares what is too slow for an epoch.
        for network, expected in DIGITS["forty"].items():
            found = run(PROGRAMS[0], network, 2, "40")[0]
            self.assertEqual(found, expected, f"{network}: other digits")

    def test_in_other_builds(self):
        for program in PROGRAMS[1:]:
            self.assert_same(program, 2, f"in {program.name}")
            if program.name == "digits_avx2":
                self.assertEqual(run(program, "mlp", 1)[2], 8, "not AVX2")


if __name__ == "__main__":
    if not DATA.is_dir():
        print(f"skipped: no images in {DATA} (dataset-fashion-mnist)")
        sys.exit(77)
    unittest.main()
