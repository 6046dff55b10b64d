#!/usr/bin/env python3
"""Tests of ./learn that need no compiler, no network and no root.

A small copy of the tree is made, with programs of our own in place of CMake,
apt-get and dpkg-query. Beyond these, only the tools of a bare Debian system
are in the PATH: learn must not need more than that to get started.
"""
import os
import pathlib
import re
import shutil
import stat
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BARE_TOOLS = """awk basename bash cat chmod cut date dirname env expand flock
    grep gzip head mkdir nproc paste readlink rm sed sha256sum sleep sort tail
    touch""".split()
NOBODY = 65534

# Records its arguments; configures and "builds" the chapter 01_alpha.
CMAKE = r"""
echo "$*" >>"$STATE/cmake"
if [[ $* == *--preset* ]]; then
  [[ ! -f $STATE/cmake-fails ]] || { echo 'CMake Error: no'; exit 1; }
  folder=$2/build/release
  [[ $2 != */tests/bench ]] || folder=${2%/tests/bench}/build/bench
  echo "CMAKE_HOME_DIRECTORY:INTERNAL=$2" >"$folder/CMakeCache.txt"
  touch "$folder/build.ninja"
  exit
fi
echo "begin $(date +%s%N)" >>"$STATE/builds"
[[ ! -f $STATE/slow ]] || sleep 0.3
echo "end $(date +%s%N)" >>"$STATE/builds"
if [[ -f $STATE/build-fails ]]; then
  echo '[1/2] Building CXX object good.cpp.o'
  echo 'FAILED: main.cpp.o'
  echo 'main.cpp:3: error: expected a semicolon'
  exit 1
fi
echo '[1/1] Building CXX object main.cpp.o'
mkdir -p "$2/chapters/01_alpha"
cat "$STATE/program" >"$2/chapters/01_alpha/01_alpha"
chmod +x "$2/chapters/01_alpha/01_alpha"
"""
PROGRAM = r"""#!/usr/bin/env bash
printf '%s\n' "$$" "$PWD" "$@"
exit 7
"""
DPKG_QUERY = r"""
for name in "${@:4}"; do
  if [[ ! -f $STATE/missing ]] || ! grep -qxF "$name" "$STATE/missing"; then
    printf '|%s|installed\n' "$name"
  fi
done
"""
APT_GET = r"""
echo "$*" >>"$STATE/apt"
[[ $* == *update* ]] && exit
[[ ! -f $STATE/apt-fails ]] || { echo 'E: no network'; exit 100; }
rm -f "$STATE/missing"
"""
# Records what it is told to set. Who installs gets the other variant.
ALTERNATIVES = r"""
case $1 in
  --set) echo "$*" >>"$STATE/alternatives" ;;
  *) variant=openmp
    [[ ! -f $STATE/missing ]] || variant=pthread
    echo "libblas.so.3-x auto /lib/$variant/libblas.so.3"
    echo "editor auto /bin/$variant" ;;
esac
"""


def script(path, text):
    path.write_text("#!/usr/bin/env bash\n" + text)
    path.chmod(0o755)


class LearnTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        top = pathlib.Path(self.folder.name).resolve()
        self.tree, self.state = top / "tree", top / "state"
        self.elsewhere = top / "else where"
        for folder in (self.tree, self.state, self.elsewhere):
            folder.mkdir()
        self.copy_tree()
        self.make_tools(top / "tools")
        for path in [top, *top.rglob("*")]:  # nobody must get at it, too
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o777)

    def copy_tree(self):
        shutil.copy(ROOT / "learn", self.tree)
        shutil.copy(ROOT / "CMakePresets.json", self.tree)
        shutil.copytree(ROOT / "common/doctor", self.tree / "common/doctor")
        for name, title in (("01_alpha", "Alpha: the first. (2 s)"),
                            ("02_beta", "Beta: the second. (3 s)")):
            chapter = self.tree / "chapters" / name
            chapter.mkdir(parents=True)
            (chapter / "CMakeLists.txt").write_text("add_chapter()\n")
            (chapter / "main.cpp").write_text(
                f"// Chapter {name[:2]}. {title}\n")
        (self.tree / "chapters/03_notes").mkdir()  # not a chapter: no CMake

    def make_tools(self, tools):
        tools.mkdir()
        for name in BARE_TOOLS:
            os.symlink(shutil.which(name), tools / name)
        for name, text in (("cmake", CMAKE), ("apt-get", APT_GET),
                           ("dpkg-query", DPKG_QUERY),
                           ("sudo", 'exec "$@"\n')):
            script(tools / name, text)
        script(tools / "ctest", 'echo "$*" >>"$STATE/ctest"\n')
        (self.state / "program").write_text(PROGRAM)
        self.tools = tools

    def learn(self, *args, command=None, user=None, **environment):
        env = {"PATH": str(self.tools), "STATE": str(self.state),
               "LC_ALL": "C.UTF-8", **environment}
        return subprocess.run(
            [command or self.tree / "learn", *args], cwd=self.elsewhere,
            env=env, user=user, capture_output=True, text=True, timeout=60)

    def said(self, name):
        path = self.state / name
        return path.read_text().splitlines() if path.exists() else []

    def remove(self, *packages):
        (self.state / "missing").write_text("\n".join(packages) + "\n")

    def assert_usage_error(self, result, *words):
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stdout, "")
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        for word in words:
            self.assertIn(word, result.stderr)


class Words(LearnTest):
    def test_help_is_shown_in_four_ways(self):
        texts = set()
        for args in ([], ["help"], ["-h"], ["--help"]):
            result = self.learn(*args)
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            texts.add(result.stdout)
        self.assertEqual(len(texts), 1)
        for command in "list run test data docs build doctor bench".split():
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
                                "run test data docs check doctor build bench help")
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
        self.assertEqual(self.said("cmake"), [])

    def test_the_real_tree_is_usable_from_elsewhere(self):
        result = self.learn("list", command=ROOT / "learn")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        names = [p.parent.name for p in
                 sorted(ROOT.glob("chapters/[0-9][0-9]_*/CMakeLists.txt"))]
        self.assertEqual(["_".join(line.split()[:2])
                          for line in result.stdout.splitlines()], names)


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

    def test_the_cuda_backend_is_tested_alone(self):
        self.assertEqual(self.learn("test", "cuda").returncode, 0)
        self.assertRegex(self.said("cmake")[-1], "--target cuda_tests$")
        self.assertIn("-L ^(cuda|gpu)$", self.said("ctest")[-1])

    def test_builds_for_older_processors_come_near_to_the_usual_one(self):
        script(self.tools / "python3", 'echo "$*" >>"$STATE/python"\n')
        self.assertEqual(
            self.learn("test", "portable", "--", "plain").returncode, 0)
        self.assertRegex(self.said("cmake")[-1], "--target reproduce$")
        self.assertEqual(self.said("python")[-1],
                         f"-B {self.tree}/tests/portable/run.py plain")
        self.assert_usage_error(self.learn("test", "portable", NN_BUILD="asan"),
                                "release build")

    def test_all_tests_is_the_default(self):
        for args in ([], ["all"], ["--"]):
            self.learn("test", *args)
            self.assertTrue(self.said("cmake")[-1].endswith("--target all"))
            self.assertNotIn("-L", self.said("ctest")[-1])


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
        self.assertIn("not a Debian system", result.stderr)

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

    def test_kernels_need_neither_pytorch_nor_the_chapters(self):
        self.remove("libtorch-dev", "libbenchmark-dev")
        kernels = self.tree / "build/bench/kernels"
        kernels.parent.mkdir(parents=True)
        kernels.write_text(PROGRAM)
        kernels.chmod(0o755)
        result = self.learn("bench", "kernels", "--", "--filter=1 2")
        self.assertEqual(result.returncode, 7)
        self.assertEqual(result.stdout.splitlines()[-1], "--filter=1 2")
        self.assertTrue(self.said("apt")[-1].endswith(" libbenchmark-dev"))
        configured, built = self.said("cmake")
        self.assertIn(f"-S {self.tree}/tests/bench --preset bench", configured)
        self.assertTrue(built.endswith("--target kernels"), built)

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
                                "valid: pytorch race kernels growth recipes")
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
        self.remove("clang-14", "cppcheck")
        (self.state / "apt-fails").touch()
        result = self.learn("check", STATIC="0", FUZZ="77")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("going on without: clang-14 cppcheck", result.stderr)


if __name__ == "__main__":
    unittest.main()
