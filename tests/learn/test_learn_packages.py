#!/usr/bin/env python3
"""./learn: packages, benchmarks and checks; see learn_tools.py.

Needs no compiler, no network and no root.
"""
import os
import shutil
import unittest

from learn_tools import ALTERNATIVES, LearnTest, NOBODY, PROGRAM, ROOT, script


class Packages(LearnTest):
    def test_nothing_is_installed_when_all_is_there(self):
        result = self.learn("run", "1")
        self.assertEqual(self.said("apt"), [])
        self.assertNotIn("issing", result.stderr)

    def test_what_is_missing_is_named_and_installed(self):
        self.remove("g++", "libcli11-dev")
        result = self.learn("run", "1")
        self.assertEqual(result.returncode, 7)
        self.assertIn("libcli11-dev", result.stderr)
        self.assertIn("reads command lines", result.stderr)
        update, install = self.said("apt")
        self.assertIn("update", update)
        self.assertTrue(install.endswith(
            "install -y --no-install-recommends g++ libcli11-dev"), install)
        self.learn("run", "1")
        self.assertEqual(len(self.said("apt")), 2)

    def test_only_all_tests_want_a_browser(self):
        self.remove("nodejs", "npm", "chromium")
        self.learn("test", "1")
        self.learn("test", "unit")
        self.assertEqual(self.said("apt"), [])
        self.learn("test")
        self.assertTrue(self.said("apt")[-1].endswith(" nodejs npm chromium"))

    def test_chinese_figures_want_chinese_letters(self):
        self.remove("fonts-noto-cjk")
        self.learn("run", "1", "--", "--lang", "en")
        self.assertEqual(self.said("apt"), [])
        self.learn("run", "1", "--", "--lang", "zh")
        self.assertTrue(self.said("apt")[-1].endswith(" fonts-noto-cjk"))

    def test_cmake_looks_again_after_an_installation(self):
        self.learn("run", "1")
        self.remove("gnuplot-nox")
        self.learn("run", "1")
        configured = [c for c in self.said("cmake") if "--preset" in c]
        self.assertEqual(len(configured), 2)

    def test_a_failed_installation_says_what_to_do(self):
        self.remove("g++")
        (self.state / "apt-fails").touch()
        result = self.learn("run", "1")
        self.assertEqual(result.returncode, 1)
        self.assertIn("E: no network", result.stderr)
        self.assertIn("apt-get install --no-install-recommends g++",
                      result.stderr.splitlines()[-1])
        self.assertEqual(self.said("cmake"), [])

    def test_work_goes_on_without_what_is_not_needed(self):
        self.remove("gnuplot-nox")
        (self.state / "apt-fails").touch()
        result = self.learn("run", "1")
        self.assertEqual(result.returncode, 7)
        self.assertIn("going on without: gnuplot-nox", result.stderr)

    def test_what_a_release_does_not_have_is_not_asked_for(self):
        script(self.tools / "apt-cache",
               '[[ $2 == gnuplot-nox || $2 == libfmt-dev ]] || echo "$2 1"\n')
        self.remove("gnuplot-nox")
        self.assertEqual(self.learn("run", "1").returncode, 7)
        self.assertEqual(self.said("apt"), [])
        self.remove("g++", "gnuplot-nox", "libfmt-dev")  # needed, so apt errs
        self.learn("run", "1")
        self.assertTrue(self.said("apt")[-1].endswith(
            "--no-install-recommends g++ libfmt-dev"), self.said("apt"))

    def test_without_root_and_sudo_the_command_is_printed(self):
        (self.tools / "sudo").unlink()
        self.remove("g++", "zlib1g-dev")
        user = NOBODY if os.geteuid() == 0 else None
        result = self.learn("run", "1", user=user)
        self.assertEqual(result.returncode, 1)
        self.assertIn("as root, run: apt-get update && apt-get install "
                      "--no-install-recommends g++ zlib1g-dev", result.stderr)
        self.assertEqual(self.said("apt"), [])

    def test_nn_install_no_never_installs(self):
        self.remove("g++")
        self.assertEqual(self.learn("run", "1", NN_INSTALL="no").returncode, 1)
        self.assertEqual(self.said("apt"), [])

    def test_another_system_gets_a_list_and_goes_on(self):
        (self.tools / "apt-get").unlink()
        result = self.learn("run", "1")
        self.assertEqual(result.returncode, 7)
        self.assertIn("no apt-get here", result.stderr)
        lines = [line.split(maxsplit=1) for line in result.stderr.splitlines()]
        self.assertIn(["g++", "the compiler"], lines)
        self.assertIn(["gnuplot-nox", "? draws the figures"], lines)
        result = self.learn("run", "1")  # built: nothing is said any more
        self.assertNotIn("apt-get", result.stderr)

    def test_doctor_works_when_nothing_is_installed(self):
        self.remove(*"g++ cmake ninja-build libarmadillo-dev".split())
        result = self.learn("doctor")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stderr, "")
        lines = [line for line in result.stdout.splitlines() if line[0] != " "]
        self.assertIn(["missing", "compiler", "no", "g++"],
                      [line.split() for line in lines])
        for line in lines:
            self.assertIn(line.split()[0],
                          ("ok", "slow", "missing", "optional"))
        self.assertEqual(self.said("apt"), [])

    def test_doctor_compares_digits_once_their_program_is_built(self):
        def answer():
            self.remove("g++")  # else it would need the doctor's program
            result = self.learn("doctor")
            return next(line.split(maxsplit=2) for line in
                        result.stdout.splitlines() if " digits " in line)
        question = "this machine gives the book's digits:"
        self.assertEqual(answer(), ["optional", "digits",
                                    f"{question} not known"])
        folder = self.tree / "tests/programs"
        folder.mkdir(parents=True)
        text = ('{\n  "forty": {\n    "mlp": "3"\n  },\n  "epoch": {\n'
                '    "mlp": "12ab",\n    "cnn": "5"\n  }\n}\n')
        program = self.tree / "build/release/tests/digits"
        program.parent.mkdir(parents=True)
        for commands, status, found, end in (
                ("echo 12ab 2 8", "ok", "yes", "\n"),
                ("echo 12ab 2 8", "ok", "yes", "\r\n"),
                ("echo 3 2 8", "missing", "no", "\n"),
                ("exit 1", "optional", "not known, it did not run", "\n")):
            (folder / "digits.json").write_bytes(
                text.replace("\n", end).encode())
            script(program, f'[[ "$*" == "mlp 2" ]] || exit 2\n{commands}\n')
            self.assertEqual(answer(), [status, "digits",
                                        f"{question} {found}"])


class Benchmarks(LearnTest):
    def setUp(self):
        super().setUp()
        folder = self.tree / "tests/bench"
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "tests/bench/CMakePresets.json", folder)
        script(self.tools / "python3", 'echo "$*" >>"$STATE/python"\n')

    def test_both_sides_are_built_before_they_are_compared(self):
        for args in (["--quick"], ["--", "--quick"], ["pytorch", "--quick"]):
            result = self.learn("bench", *args)
            self.assertEqual((result.returncode, result.stdout), (0, ""))
            self.assertEqual(self.said("python")[-1],
                             f"-B {self.tree}/tests/bench/bench.py --quick")
            ours, peers = [line for line in self.said("cmake")
                           if "--target" in line][-2:]
            self.assertIn(f"--build {self.tree}/build/release ", ours)
            self.assertTrue(ours.endswith("--target 09_mnist"), ours)
            self.assertIn(f"--build {self.tree}/build/bench ", peers)
            self.assertTrue(peers.endswith("--target peak peer_torch"), peers)
        self.assertEqual(sum("--preset" in c for c in self.said("cmake")), 2)
        self.learn("bench", "race", "--threads", "1")
        self.assertEqual(self.said("python")[-1],
                         f"-B {self.tree}/tests/bench/race.py --threads 1")

    def test_another_peer_needs_no_libtorch(self):
        self.remove("libtorch-dev", "libopenblas0-openmp",
                    "dataset-fashion-mnist")
        for word in ("--peer-python", "--peer-python=/opt/python"):
            result = self.learn("bench", "--", "--quick", word, "/opt/python")
            self.assertEqual((result.returncode, result.stdout), (0, ""))
            self.assertTrue(self.said("python")[-1].endswith(
                f"/bench.py --quick {word} /opt/python"))
            self.assertTrue(self.said("cmake")[-1].endswith("--target peak"))
        self.assertTrue(self.said("apt")[-1].endswith(
            "install -y --no-install-recommends dataset-fashion-mnist"))
        self.learn("bench", "race", "--peer-python", "/opt/python")
        self.assertTrue(self.said("cmake")[-1].endswith("peak peer_torch"))

    def test_some_need_chapter_9_alone(self):
        for what, script_name in (("recipes", "recipes.py"),
                                  ("last-bit", "last_bit.py"),
                                  ("against", "against.py"),
                                  ("edits", "edits.py")):
            self.learn("bench", what, "--", "--seed", "2")
            self.assertEqual(self.said("python")[-1], f"-B {self.tree}/tests/"
                             f"bench/{script_name} --seed 2")
            self.assertTrue(self.said("cmake")[-1].endswith(
                "--target 09_mnist"))

    def test_classical_needs_scikit_learn(self):
        self.remove("python3-sklearn")
        self.learn("bench", "classical", "--", "--quick")
        self.assertEqual(self.said("python")[-1], f"-B {self.tree}/tests/"
                         "bench/classical.py --quick")
        self.assertTrue(self.said("cmake")[-1].endswith("--target classical"))
        self.assertTrue(self.said("apt")[-1].endswith(" python3-sklearn"))

    def test_graph_needs_pytorch(self):
        self.remove("libtorch-dev")
        self.learn("bench", "graph", "--", "--quick")
        self.assertEqual(self.said("python")[-1], f"-B {self.tree}/tests/"
                         "bench/graph.py --quick")
        self.assertTrue(self.said("cmake")[-1].endswith(
            "--target graph peer_torch"))
        self.assertIn("libtorch-dev", self.said("apt")[-1])

    def make_program(self, name):
        program = self.tree / "build/bench" / name
        program.parent.mkdir(parents=True)
        program.write_text(PROGRAM)
        program.chmod(0o755)

    def test_kernels_need_neither_pytorch_nor_the_chapters(self):
        self.remove("libtorch-dev", "libbenchmark-dev")
        self.make_program("kernels")
        result = self.learn("bench", "kernels", "--", "--filter=1 2")
        self.assertEqual(result.returncode, 7)
        self.assertEqual(result.stdout.splitlines()[-1], "--filter=1 2")
        self.assertTrue(self.said("apt")[-1].endswith(" libbenchmark-dev"))
        configured, built = self.said("cmake")
        self.assertIn(f"-S {self.tree}/tests/bench -B {self.tree}/build/bench --preset bench", configured)
        self.assertTrue(built.endswith("--target kernels"), built)

    def test_what_augmentation_costs_needs_images_but_no_pytorch(self):
        self.remove("libtorch-dev", "dataset-fashion-mnist")
        self.make_program("augment")
        result = self.learn("bench", "augment", "--", "fashion-mnist")
        self.assertEqual(result.returncode, 7)
        self.assertEqual(result.stdout.splitlines()[-1], "fashion-mnist")
        asked = self.said("apt")[-1]
        self.assertTrue(asked.endswith(" dataset-fashion-mnist"), asked)
        self.assertTrue(self.said("cmake")[-1].endswith("--target augment"))

    def test_programs_keep_their_blas(self):
        script(self.tools / "update-alternatives", ALTERNATIVES)
        self.learn("bench")
        self.assertEqual(self.said("alternatives"), [])
        self.remove("libopenblas0-openmp")
        self.assertEqual(self.learn("bench").returncode, 0)
        self.assertTrue(self.said("apt")[-1].endswith(" libopenblas0-openmp"))
        self.assertEqual(self.said("alternatives"), [
            "--set libblas.so.3-x /lib/pthread/libblas.so.3"])

    def test_wrong_words(self):
        self.assert_usage_error(self.learn("bench", "kernel"), "'kernels'?",
                                "valid: pytorch race kernels growth augment "
                                "classical graph architectures last-bit "
                                "recipes against edits")
        self.assert_usage_error(self.learn("bench", NN_BUILD="debug"),
                                "release build")
        self.assertEqual(self.said("cmake"), [])


class Check(LearnTest):
    def setUp(self):
        super().setUp()
        script(self.tools / "python3", r"""
            echo "$*" >>"$STATE/python"
            case $2 in
              */static/run.py) exit "$STATIC" ;;
              *) exit "$FUZZ" ;;
            esac""")

    def test_code_is_looked_at_and_then_readers_are_fuzzed(self):
        for static, fuzz, code in ((0, 0, 0), (77, 77, 0), (1, 0, 1),
                                   (0, 1, 1), (0, 2, 1)):
            result = self.learn("check", "--all", STATIC=str(static),
                                FUZZ=str(fuzz))
            self.assertEqual(result.returncode, code, (static, fuzz))
            self.assertEqual(len(result.stderr.splitlines()), code)
            self.assertEqual(self.said("python")[-2:],
                             [f"-B {self.tree}/tests/static/run.py --all",
                              f"-B {self.tree}/tests/fuzz/run.py"])

    def test_it_goes_on_without_the_tools(self):
        self.remove("clang", "cppcheck")
        (self.state / "apt-fails").touch()
        result = self.learn("check", STATIC="0", FUZZ="77")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("going on without: clang cppcheck", result.stderr)


if __name__ == "__main__":
    unittest.main()
