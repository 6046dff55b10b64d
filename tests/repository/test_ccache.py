#!/usr/bin/env python3
"""Where ccache is installed, every file is compiled through it.

A stand-in for ccache writes down that it was called. Needs cmake, ninja and the
packages of a build; exit code 77 without them.
"""
import os
import pathlib
import subprocess
import tempfile
import unittest

import building

ROOT = pathlib.Path(__file__).resolve().parents[2]
STAND_IN = """#!/bin/sh
echo "$CCACHE_SLOPPINESS $*" >> "{calls}"
exec "$@"
"""


class Ccache(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(folder.name).resolve()
        self.calls = self.top / "calls"
        (self.top / "ccache").write_text(STAND_IN.format(calls=self.calls))
        (self.top / "ccache").chmod(0o755)

    def build_something(self, *options):
        path = f"{self.top}:{os.environ['PATH']}"
        for command in (
                ["cmake", "-S", ROOT, "-B", self.top / "build", "-G", "Ninja",
                 "-DNN_CUDA=OFF", *options],
                ["cmake", "--build", self.top / "build", "--target", "doctor"]):
            done = subprocess.run(command, env={**os.environ, "PATH": path},
                                  text=True, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT)
            self.assertEqual(done.returncode, 0, done.stdout)

    def test_it_compiles(self):
        self.build_something()
        calls = self.calls.read_text()
        self.assertIn("pch_defines,time_macros ", calls)
        self.assertIn("doctor", calls)

    def test_another_launcher_is_respected(self):
        self.build_something("-DCMAKE_CXX_COMPILER_LAUNCHER=/usr/bin/env")
        self.assertFalse(self.calls.exists())


if __name__ == "__main__":
    building.main()
