"""What the tests of ./learn share: a small tree, and stand-ins for tools.

A small copy of the tree is made, with programs of our own in place of CMake,
apt-get and dpkg-query. Beyond these, only the tools of a bare Debian system
are in the PATH: learn must not need more than that to get started.
"""
import os
import pathlib
import shutil
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
  echo "CMAKE_HOME_DIRECTORY:INTERNAL=$2" >"$4/CMakeCache.txt"
  touch "$4/build.ninja"
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
# Records what it is told to set. Installing selects the other variant.
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
        for path in [top, *top.rglob("*")]:  # other users must have access, too
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
