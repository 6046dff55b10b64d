#!/usr/bin/env python3
"""The project can be cloned into a folder of (almost) any name.

CMake configures a copy of it there, and the smallest of its programs is built.
Needs cmake, ninja and the packages of a build; exit code 77 without them.
"""
import os
import pathlib
import platform
import shutil
import subprocess
import tempfile
import unittest

import building

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Names for a shell, for CMake's patterns, and words that choose our files.
GOOD = ("tom's a&b (1)", "[1-2] * program", "$(touch PWND)`touch PWND`")
# CMake's lists and the strings of C++ end at these.
BAD = ("x'; touch PWND; '", 'say "a"', "[half")


def run(*command, **settings):
    return subprocess.run([str(word) for word in command], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **settings)


class OddFolders(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(folder.name).resolve()

    def copy_to(self, name):
        tree = self.top / name
        tree.mkdir()
        shutil.copy(ROOT / "CMakeLists.txt", tree)
        for part in ("common", "chapters", "tests"):
            shutil.copytree(ROOT / part, tree / part)
        return tree

    def configure(self, tree):
        return run("cmake", "-S", tree, "-B", tree / "build", "-G", "Ninja",
                   "-DCMAKE_BUILD_TYPE=Release", "-DNN_CUDA=OFF",
                   cwd=self.top)

    def assert_nothing_ran(self):
        self.assertEqual(list(self.top.rglob("PWND")), [])

    def assert_complete(self, build):
        """All our files are part of the build."""
        rules = (build / "build.ninja").read_text()
        for file in (ROOT / "common").glob("nn/*/*.cpp"):
            name = file.relative_to(ROOT / "common")
            if "cuda" in (name.parts[1], name.stem):
                continue  # has libraries of its own
            if not name.stem.endswith("symbols"):
                self.assert_builds(f".dir/{name}.o", rules)
        if platform.machine() == "x86_64":
            self.assert_builds("/nn_avx2.dir/nn/cpu/linear.cpp.o", rules)
        self.assert_builds("/nn_cuda_emulated.dir/", rules)
        for file in ROOT.glob("chapters/*/main.cpp"):
            self.assert_builds(f"/{file.parent.name}.dir/main.cpp.o", rules)

    def assert_builds(self, name, rules):
        self.assertTrue(name in rules, f"{name} is not built")
        for file in (ROOT / "tests").glob("unit/*.cpp"):
            self.assertIn(f"test_unit_{file.stem}.dir/", rules)

    def test_it_is_built_in_folders_with_odd_names(self):
        for name in GOOD:
            with self.subTest(name=name):
                tree = self.copy_to(name)
                done = self.configure(tree)
                self.assertEqual(done.returncode, 0, done.stdout)
                self.assert_complete(tree / "build")
                done = run("cmake", "--build", tree / "build", "--target",
                           "version", "doctor", cwd=self.top)
                self.assertEqual(done.returncode, 0, done.stdout)
                self.assertTrue((tree / "build/common/doctor").is_file())
                self.assertTrue((
                    tree / "build/common/version/nn_version.hpp").is_file())
                self.assert_nothing_ran()
                shutil.rmtree(tree)

    def test_where_it_cannot_be_built_it_says_so(self):
        for name in BAD:
            with self.subTest(name=name):
                (self.top / name).mkdir()
                shutil.copy(ROOT / "CMakeLists.txt", self.top / name)
                done = self.configure(self.top / name)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(f"{self.top / name}\n", done.stdout)
                said = " ".join(done.stdout.split())  # CMake breaks lines
                self.assertIn("CMake cannot build here", said)
                self.assertIn("Rename or move it", said)
                self.assert_nothing_ran()


class Version(unittest.TestCase):
    """What git says of the sources becomes a C++ string."""

    def version(self, said):
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder) / "a (1) & 'b'"
            place.mkdir()
            (place / "git").write_text(f"#!/bin/sh\ncat <<'END'\n{said}\nEND\n")
            (place / "git").chmod(0o755)
            header = place / "nn_version.hpp"
            done = run("cmake", f"-DSOURCE={place}", f"-DHEADER={header}", "-P",
                       ROOT / "common/version.cmake",
                       env={**os.environ, "PATH": f"{place}:/usr/bin:/bin"})
            self.assertEqual(done.returncode, 0, done.stdout)
            return header.read_text()

    def test_any_tag_is_a_string(self):
        for said, text in (("v1-2-gabc", "v1-2-gabc"), ("", "unknown"),
                           ('v1"b', r'v1\"b'), ("v1\\", r"v1\\"),
                           ('"+x+"', r'\"+x+\"'), ("no", "no"), ("0", "0")):
            with self.subTest(said=said):
                self.assertEqual(self.version(said),
                                 f'#define NN_VERSION "{text}"\n')


if __name__ == "__main__":
    building.main()
