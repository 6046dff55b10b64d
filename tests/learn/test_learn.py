#!/usr/bin/env python3
"""./learn: its words, building and running; see learn_tools.py.

Needs no compiler, no network and no root.
"""
import os
import re
import shutil
import subprocess
import unittest

from learn_tools import LearnTest, ROOT, script


class Words(LearnTest):
    def test_help_is_shown_in_four_ways(self):
        texts = set()
        for args in ([], ["help"], ["-h"], ["--help"]):
            result = self.learn(*args)
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            texts.add(result.stdout)
        self.assertEqual(len(texts), 1)
        for command in ("list run test exercise data docs build doctor "
                        "bench").split():
            self.assertIn(f"./learn {command}", result.stdout)

    def test_list_from_elsewhere_and_through_a_symlink(self):
        link = self.elsewhere / "link"
        link.symlink_to(self.tree / "learn")
        for command in (None, link, "./link"):
            result = self.learn("list", command=command)
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            lines = [line.split(maxsplit=2)
                     for line in result.stdout.splitlines()]
            self.assertEqual(lines, [
                ["01", "alpha", "Alpha: the first. (2 s)"],
                ["02", "beta", "Beta: the second. (3 s)"]])

    def test_unknown_words_name_the_valid_and_the_closest_ones(self):
        self.assert_usage_error(self.learn("lsit"), "'lsit'", "'list'?",
                                "run test exercise data docs check doctor "
                                "build bench help")
        self.assert_usage_error(self.learn("frobnicate"), "valid: list run")
        self.assert_usage_error(self.learn("run", "alhpa"), "'01_alpha'?",
                                "01_alpha 02_beta")
        self.assert_usage_error(self.learn("run", "3"), "01_alpha 02_beta")
        self.assert_usage_error(self.learn("run"), "01_alpha 02_beta")
        self.assert_usage_error(self.learn("docs", "--chekc"), "'--check'?")
        self.assert_usage_error(self.learn("test", "unti"), "'unit'?")
        self.assert_usage_error(self.learn("data", "nist"), "'mnist'?")
        self.assert_usage_error(self.learn("build", "alpah"), "'01_alpha'?")
        self.assert_usage_error(self.learn("build", NN_BUILD="fast"),
                                "'fast'", "release debug asan")
        self.assert_usage_error(self.learn("build", NN_BUILD="re.*"), "'re.*'")
        self.assertEqual(self.said("cmake"), [])

    def test_the_real_tree_is_usable_from_elsewhere(self):
        result = self.learn("list", command=ROOT / "learn")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        names = [p.parent.name for p in
                 sorted(ROOT.glob("chapters/[0-9][0-9]_*/CMakeLists.txt"))]
        opening, *numbered = result.stdout.splitlines()
        self.assertEqual(opening.split()[0], "opening")
        self.assertEqual(["_".join(line.split()[:2]) for line in numbered],
                         names)


class Running(LearnTest):
    def test_a_chapter_has_five_names(self):
        for name in ("1", "01", "alpha", "01_alpha", "01_alpha/"):
            self.assertEqual(self.learn("run", name).returncode, 7, name)
        self.assertIn("--target 01_alpha", self.said("cmake")[-1])

    def test_arguments_folder_and_exit_code_pass_through(self):
        for args in (["--epochs", "3 4"], ["--", "--epochs", "3 4"]):
            result = self.learn("run", "1", *args)
            self.assertEqual(result.returncode, 7)
            self.assertEqual(result.stdout.splitlines()[1:],
                             [str(self.elsewhere), "--epochs", "3 4"])

    def test_the_program_for_a_device_is_built_where_there_is_one(self):
        device = "--", "--device", "cuda-emulated", "--smoke"
        self.learn("run", "1", *device)
        self.assertRegex(self.said("cmake")[-1], "--target 01_alpha$")
        (self.tree / "chapters/01_alpha/devices").mkdir()
        for args, target in ((device, " 01_alpha_cuda_emulated"),
                             (("--device=cuda",), " 01_alpha_cuda"),
                             (("--device", "cpu"), "")):
            self.learn("run", "1", *args)
            self.assertRegex(self.said("cmake")[-1],
                             f"--target 01_alpha{target}$")

    def test_build_takes_a_chapter(self):
        for args, target in (((), "all"), (("2",), "02_beta")):
            self.learn("build", *args)
            self.assertRegex(self.said("cmake")[-1], f"--target {target}$")

    def test_the_program_takes_the_place_of_the_shell(self):
        env = {"PATH": str(self.tools), "STATE": str(self.state)}
        with subprocess.Popen([self.tree / "learn", "run", "1"], env=env,
                              stdout=subprocess.PIPE, text=True) as process:
            self.assertEqual(process.stdout.readline().strip(),
                             str(process.pid))

    def test_cmake_runs_once_and_again_when_the_tree_has_moved(self):
        for _ in range(2):
            self.learn("run", "1")
        configured = [c for c in self.said("cmake") if "--preset" in c]
        self.assertEqual(len(configured), 1)
        moved = self.tree.with_name("moved")
        self.tree.rename(moved)
        self.learn("run", "1", command=moved / "learn")
        configured = [c for c in self.said("cmake") if "--preset" in c]
        self.assertEqual(len(configured), 2)
        self.assertIn("--fresh", configured[1])
        self.assertIn(str(moved), configured[1])

    def test_compilers_run_side_by_side_but_not_more_than_cores(self):
        self.learn("build")
        jobs = re.search(r" -j (\d+) ", self.said("cmake")[-1])
        self.assertIn(int(jobs[1]), range(1, os.cpu_count() + 1))
        self.assertEqual(list(self.elsewhere.iterdir()), [])

    def test_more_options_for_cmake(self):
        self.learn("build", NN_CMAKE_ARGS="-DNN_WERROR=ON -DX=1")
        self.assertIn("-DNN_WERROR=ON -DX=1", self.said("cmake")[0])

    def test_a_failed_build_names_the_file(self):
        (self.state / "build-fails").touch()
        result = self.learn("run", "1")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn("FAILED: main.cpp.o", result.stderr)
        self.assertIn("expected a semicolon", result.stderr)
        self.assertNotIn("good.cpp", result.stderr)

    def test_a_failed_configuration_is_shown(self):
        (self.state / "cmake-fails").touch()
        result = self.learn("run", "1")
        self.assertEqual(result.returncode, 1)
        self.assertIn("CMake Error: no", result.stderr)
        self.assertEqual(self.said("builds"), [])

    def test_builds_wait_for_each_other(self):
        (self.state / "slow").touch()
        env = {"PATH": str(self.tools), "STATE": str(self.state)}
        both = [subprocess.Popen([self.tree / "learn", "build"], env=env,
                                 stderr=subprocess.PIPE) for _ in range(2)]
        errors = b"".join(process.communicate()[1] for process in both)
        self.assertEqual([process.returncode for process in both], [0, 0])
        self.assertEqual([line.split()[0] for line in self.said("builds")],
                         ["begin", "end", "begin", "end"])
        self.assertIn(b"Waiting for another build", errors)

    def test_one_chapter_is_built_and_tested(self):
        tests = self.tree / "tests/chapters"
        tests.mkdir(parents=True)
        self.learn("test", "2")
        self.assertTrue(self.said("cmake")[-1].endswith("--target 02_beta"))
        (tests / "02_beta.cpp").touch()
        self.learn("test", "beta", "--", "-V")
        self.assertTrue(self.said("cmake")[-1].endswith(
            "--target 02_beta test_chapters_02_beta"))
        self.assertIn("-L ^02_beta$ -V", self.said("ctest")[-1])
        self.assertIn("--no-tests=error", self.said("ctest")[-1])

    def test_a_chapter_s_exercises_are_tested_with_it(self):
        (self.tree / "chapters/02_beta/exercises").mkdir()
        self.learn("test", "2")
        self.assertTrue(self.said("cmake")[-1].endswith(
            "--target 02_beta 02_beta_exercises"))

    def test_exercises_are_built_and_checked(self):
        shutil.copytree(ROOT / "common/exercises",
                        self.tree / "common/exercises")
        script(self.tools / "python3", 'echo "$*" >>"$STATE/python"\n'
               '[[ $3 != chapters ]] || echo 01_alpha 02_beta\n')
        self.assertEqual(self.learn("exercise", "check-all", "1", "beta")
                         .returncode, 0)
        self.assertRegex(self.said("cmake")[-1],
                         "--target 01_alpha_exercises 02_beta_exercises$")
        tool = f"-B {self.tree}/common/exercises/exercises.py"
        self.assertEqual(self.said("python"), [
            f"{tool} chapters 1 beta",
            f"{tool} check-all --build {self.tree}/build/release 1 beta"])
        for words in (["exercise"], ["exercise", "chekc-all"]):
            self.assert_usage_error(self.learn(*words), "check-all")

    def test_the_cuda_backend_is_tested_alone(self):
        self.assertEqual(self.learn("test", "cuda").returncode, 0)
        self.assertRegex(self.said("cmake")[-1], "--target cuda_tests$")
        self.assertIn("-L ^(cuda|gpu)$", self.said("ctest")[-1])

    def test_digits_are_tested_alone(self):
        self.assertEqual(self.learn("test", "digits").returncode, 0)
        self.assertRegex(self.said("cmake")[-1], "--target digits_programs$")
        self.assertIn("-R ^unit[.]digits$", self.said("ctest")[-1])

    def test_the_long_tests_have_a_program_of_their_own(self):
        script(self.tools / "python3", 'echo "$*" >>"$STATE/python"\n')
        self.remove("clang", "emscripten")
        (self.state / "apt-fails").touch()
        result = self.learn("test", "long", "--", "arm64", "wasm")
        self.assertEqual(result.returncode, 0)
        self.assertIn("going on without: clang emscripten", result.stderr)
        self.assertRegex(self.said("cmake")[-1], "--target digits_programs$")
        self.assertEqual(self.said("python")[-1],
                         f"-B {self.tree}/tests/long/run.py arm64 wasm")
        self.assert_usage_error(self.learn("test", "long", NN_BUILD="asan"),
                                "release build")

    def test_help_for_the_long_tests_needs_no_build(self):
        script(self.tools / "python3", 'echo "$*" >>"$STATE/python"\n')
        for args in (["--help"], ["--", "--help"]):
            self.assertEqual(self.learn("test", "long", *args).returncode, 0)
            self.assertEqual(self.said("python")[-1],
                             f"-B {self.tree}/tests/long/run.py --help")
        self.assertEqual(self.said("cmake"), [])

    def test_all_tests_is_the_default(self):
        for args in ([], ["all"], ["--"]):
            self.learn("test", *args)
            self.assertTrue(self.said("cmake")[-1].endswith("--target all"))
            self.assertNotIn("-L", self.said("ctest")[-1])


if __name__ == "__main__":
    unittest.main()
