#!/usr/bin/env python3
"""./learn: where it builds, whose logs it shows, and folders with odd names;
see learn_tools.py.

Needs no compiler, no network and no root.
"""
import os
import shutil
import subprocess
import unittest

from learn_tools import LearnTest, NOBODY, ROOT, script

STRANGER = NOBODY if os.geteuid() == 0 else None
BUILT = r"\ABuilt 1 files in \d+ s\.\n\Z"  # and nothing else
FIRST = r"The first build takes about (a minute|\d+ minutes);.*"
ODD = ("two words", "tom's course", 'proj (1)', "a&b", "x'; touch PWND; '",
       "[1-2] {a,b} *", "$(touch PWND)`touch PWND`", "-x", "名字", 'say "a"')


class Builds(LearnTest):
    def setUp(self):
        super().setUp()
        self.home = self.tree.with_name("home")
        self.home.mkdir(mode=0o777)
        self.home.chmod(0o777)

    def share(self, *folders):
        """Somebody else's: to read, not to write."""
        for folder in folders:
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o555 if path.is_dir() or os.access(path, os.X_OK)
                           else 0o444)
        self.addCleanup(lambda: [f.chmod(0o777) for f in folders])

    def stranger(self, *args, **environment):
        return self.learn(*args, user=STRANGER, HOME=str(self.home),
                          **environment)

    def cached(self, cache):
        found = list((cache / "deep-learning-compiled").iterdir())
        self.assertEqual(len(found), 1)
        return found[0]

    def test_a_folder_may_be_named(self):
        for name in (str(self.home / "builds"), "builds"):
            result = self.learn("run", "1", NN_BUILD_DIR=name)
            self.assertEqual(result.returncode, 7)
            self.assertRegex(result.stderr, BUILT.replace("A", f"A{FIRST}\n"))
            folder = self.elsewhere / name
            self.assertTrue((folder / "release/build.log").is_file())
            self.assertIn(f"-B {folder}/release ", self.said("cmake")[-2])
        self.assertFalse((self.tree / "build").exists())

    def test_what_it_starts_knows_where(self):
        script(self.tools / "python3", 'echo "$NN_BUILD_DIR" >>"$STATE/dir"\n')
        (self.tree / "tests/bench").mkdir(parents=True)
        shutil.copy(ROOT / "tests/bench/CMakePresets.json",
                    self.tree / "tests/bench")
        self.learn("check")
        self.assertEqual(set(self.said("dir")), {f"{self.tree}/build"})
        self.learn("bench", NN_BUILD_DIR="here")
        self.assertEqual(self.said("dir")[-1], f"{self.elsewhere}/here")
        self.assertIn(f"-B {self.elsewhere}/here/bench ",
                      self.said("cmake")[-2])

    def test_a_shared_project_is_built_in_the_user_s_cache(self):
        self.share(self.tree)
        for cache, variables in (
                (self.home / ".cache", {}),
                (self.home / "x", {"XDG_CACHE_HOME": str(self.home / "x")}),
                (self.home / ".cache", {"XDG_CACHE_HOME": "relative"})):
            result = self.stranger("run", "1", **variables)
            self.assertEqual(result.returncode, 7, result.stderr)
            folder = self.cached(cache)
            where, first, _ = result.stderr.splitlines()
            self.assertEqual(
                where, f"Building in {folder}, since {self.tree}/build cannot "
                "be written (NN_BUILD_DIR=DIR names another folder).")
            self.assertRegex(first, FIRST)
            result = self.stranger("run", "1", **variables)
            self.assertRegex(result.stderr, BUILT)
            shutil.rmtree(cache)

    def test_two_shared_projects_do_not_meet(self):
        other = self.tree.with_name("other")
        shutil.copytree(self.tree, other)
        self.share(self.tree, other)
        for tree in (self.tree, other):
            self.stranger("build", command=tree / "learn")
        found = self.home / ".cache/deep-learning-compiled"
        self.assertEqual(len(list(found.iterdir())), 2)

    def test_another_user_s_build_is_left_alone(self):
        (self.state / "build-fails").touch()
        self.assertEqual(self.learn("build").returncode, 1)
        (self.state / "build-fails").unlink()
        theirs = self.tree / "build/release"
        self.assertIn("expected a semicolon",
                      (theirs / "build.log").read_text())
        (self.tree / "build").chmod(0o777)
        self.share(theirs)
        result = self.stranger("build")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertNotIn("semicolon", result.stderr)
        self.assertTrue((self.cached(self.home / ".cache") / "release").is_dir())

    def test_where_nothing_can_be_written_it_says_what_to_do(self):
        self.share(self.tree)
        for name in ("/proc/builds", str(self.tree / "builds")):
            result = self.stranger("build", NN_BUILD_DIR=name)
            self.assertEqual(result.returncode, 1)
            self.assertEqual(len(result.stderr.splitlines()), 1)
            self.assertIn("let NN_BUILD_DIR name a folder", result.stderr)
        result = self.learn("build", user=STRANGER)  # without a home
        self.assertIn("let NN_BUILD_DIR name a folder", result.stderr)
        self.assertEqual(self.learn("help", user=STRANGER).returncode, 0)

    def test_a_log_from_before_is_not_shown_as_this_one_s(self):
        builds = self.tree / "build/release"
        builds.mkdir(parents=True)
        builds.chmod(0o777)
        (builds / "build.log").mkdir()  # cannot be replaced
        result = self.learn("build")
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"cannot write {builds}/build.log", result.stderr)
        (builds / "build.log").rmdir()
        (builds / "configure.log").write_text("CMake Error: an old one\n")
        (builds / "build.ninja").unlink(missing_ok=True)
        script(self.tools / "cmake", "exit 1\n")
        result = self.learn("build")
        self.assertEqual(result.returncode, 1)
        self.assertNotIn("an old one", result.stderr)


class OddNames(LearnTest):
    def test_it_works_in_folders_with_odd_names(self):
        for name in ODD:
            with self.subTest(name=name):
                tree = self.tree.with_name(name)
                self.tree.rename(tree)
                self.tree = tree
                for args, code in ((["list"], 0), (["run", "1", "--", name], 7),
                                   (["test", "1"], 0), (["build"], 0)):
                    result = self.learn(*args)
                    self.assertEqual(result.returncode, code, result.stderr)
                self.assertIn(f"-S {tree} -B {tree}/build/release",
                              "\n".join(self.said("cmake")))
                self.assertEqual(list(tree.parent.rglob("PWND")), [])
                self.assertEqual(list(self.elsewhere.iterdir()), [])

    def test_a_named_folder_may_have_an_odd_name(self):
        for name in ODD:
            with self.subTest(name=name):
                result = self.learn("run", "1", NN_BUILD_DIR=name)
                self.assertEqual(result.returncode, 7, result.stderr)
                self.assertTrue((self.elsewhere / name / "release").is_dir())


class Site(LearnTest):
    """What builds the site is downloaded: none of its scripts may run."""

    def setUp(self):
        super().setUp()
        docs = self.tree / "docs"
        docs.mkdir()
        (docs / "package-lock.json").write_text("{}\n")
        script(self.tools / "node", "")
        script(self.tools / "npm", 'echo "$NN_BUILD_DIR: $*" >>"$STATE/npm"\n'
               '[[ $1 != ci ]] || { mkdir -p node_modules\n'
               '  sleep 0.01; touch node_modules/.package-lock.json; }\n')
        script(self.tools / "python3", 'echo "$*" >>"$STATE/python"\n')

    def test_packages_run_no_programs_when_they_are_fetched(self):
        for _ in range(2):
            result = self.learn("docs", "--serve")
            self.assertEqual(result.returncode, 0, result.stderr)
        builds = self.tree / "build"
        fetched, *built = self.said("npm")
        self.assertEqual(
            fetched, f"{builds}: ci --ignore-scripts --no-audit --no-fund")
        self.assertEqual(built, [f"{builds}: run --silent build"] * 2)
        self.assertEqual(self.said("python")[-1], f"-B {self.tree}/docs/tools/"
                         f"serve.py {builds}/site")

    def test_a_site_of_another_s_project_is_not_built(self):
        docs = self.tree / "docs"
        docs.chmod(0o555)
        self.addCleanup(docs.chmod, 0o777)
        result = self.learn("docs", "--serve", user=STRANGER)
        self.assertIn(f"{docs} cannot be written", result.stderr)
        self.assertEqual(self.said("npm"), [])

    def test_which_package_would_run_one(self):
        """A new one needs a review first: build.sh says what esbuild's is for."""
        lock = (ROOT / "docs/package-lock.json").read_text()
        self.assertEqual(lock.count('"hasInstallScript": true'), 1)
        self.assertIn("esbuild", (ROOT / "common/doctor/build.sh").read_text())

    def test_nobody_else_fetches_them(self):
        found = subprocess.run(
            ["grep", "-rhE", r"^[^#]*npm[\", ]+(ci|i|install)[\", ]+-",
             "learn", ".ci", "common", "docs", "tests", "--include=learn",
             "--include=run", "--include=*.py", "--include=*.sh",
             "--exclude-dir=node_modules"],
            cwd=ROOT, capture_output=True, text=True).stdout.splitlines()
        self.assertGreaterEqual(len(found), 2)  # learn, tests/docs
        for line in found:
            self.assertIn("--ignore-scripts", line)


if __name__ == "__main__":
    unittest.main()
