"""A small book of one chapter, in two languages, to be broken by the tests."""
import contextlib
import io
import pathlib
import shutil
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs/tools"))
import docsync  # noqa: E402

LIBRARY = """\
struct Linear {
  // #region linear
  /// y = W x + b
  static double linear(double w, double x, double b) {
    return w * x + b;
  }
  // #endregion linear
};
double twice(double x) { return Linear::linear(2, x, 0); }
"""
TESTS = """\
BOOST_AUTO_TEST_CASE(row_01_by_hand) { BOOST_TEST(linear(2, 3, 1) == 7); }
// BOOST_AUTO_TEST_CASE(row_02_not_yet) {}
"""
# Stands in for a compiled chapter; what it prints and draws are parameters.
PROGRAM = """\
#!/bin/sh
cat <<'END'
{output}
END
case "$*" in *--long*) printf 'Long run\\n--------\\n  7 epochs\\n' ;; esac
mkdir -p out/01_alpha
ending=.svg
for label in loss 损失; do  # --lang both
  echo '<svg><path d="M0,{y} L10,20.50"/><text>'"$label</text></svg>" \\
    >out/01_alpha/curve$ending
  echo '<svg><path d="M1,2"/></svg>' >out/01_alpha/plain$ending
  ending=.zh.svg
done
"""
OUTPUT = """
One step
--------
  loss 0.4567 after 12 epochs, 3.21 s
  largest difference 3e-17

Another step
------------
  epoch   seconds   loss
      1      0.12  0.987
"""
MEASURED = """\
$ ./learn bench
A processor, 2026-01-02
  ratio 2.50
"""
PAGE = {
    "en": """\
# Chapter 1. Alpha

All of it in one sentence.

## The idea

The sum $wx$, then $b$, as (1.1) says. See [the code](../../common/nn/a.hpp).

<!-- equation: 1.1 nn/a.hpp#Linear::linear tests/chapters/01.cpp#row_01_by_hand -->
$$
y = w x + b \\quad\\text{for all } x \\tag{1.1}
$$

<!-- snippet: nn/a.hpp#linear -->

## The run

It ends at 0.4567, as [the idea](#the-idea) wants.

<!-- output: 01_alpha "One step" -->

<!-- output: 01_alpha "Another step" -->

<!-- measured: speed -->

<!-- figure: 01_alpha/curve.svg -->
![A curve that falls](x)

<!-- figure: 01_alpha/plain.svg -->
![A point](x)
""",
    "zh": """\
# 第 1 章 阿尔法

一句话说完。

## 思路

先算 $wx$，再加 $b$，见 (1.1)。代码在[这里](../../common/nn/a.hpp)。

<!-- equation: 1.1 nn/a.hpp#Linear::linear tests/chapters/01.cpp#row_01_by_hand -->
$$
y = w x + b \\quad\\text{对所有 } x \\tag{1.1}
$$

<!-- snippet: nn/a.hpp#linear -->

## 运行

损失降到 0.4567，正如[思路](#思路)所说。

<!-- output: 01_alpha "One step" -->

<!-- output: 01_alpha "Another step" -->

<!-- measured: speed -->

<!-- figure: 01_alpha/curve.svg -->
![一条下降的曲线](x)

<!-- figure: 01_alpha/plain.svg -->
![一个点](x)
"""}


class BookTest(unittest.TestCase):
    """Each test gets a book in which all is well."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.root = pathlib.Path(cls.folder.name).resolve() / "well"
        book = cls("write")
        book.write("common/nn/a.hpp", LIBRARY)
        book.write("tests/chapters/01.cpp", TESTS)
        book.write("chapters/01_alpha/main.cpp", "int main() {}\n")
        book.write("docs/measured/speed.txt", MEASURED)
        for language, text in PAGE.items():
            book.write(f"docs/{language}/01-alpha.md", text)
        book.program()
        for faults in (book.update(), book.check()):
            book.assertEqual(faults, [])
        cls.well = cls.root

    def setUp(self):
        self.root = self.well.with_name(self.id())
        shutil.copytree(self.well, self.root)

    def program(self, output=OUTPUT, y="1.25"):
        path = self.write("build/chapters/01_alpha/01_alpha",
                          PROGRAM.format(output=output, y=y))
        path.chmod(0o755)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def read(self, name):
        return (self.root / name).read_text(encoding="utf-8")

    def replace(self, name, old, new):
        text = self.read(name)
        self.assertIn(old, text)
        self.write(name, text.replace(old, new))

    def replace_in_both(self, old, new):
        for language in ("en", "zh"):
            self.replace(f"docs/{language}/01-alpha.md", old, new)

    def docs(self, update, chapters=None):
        docs = docsync.Docs(self.root, self.root / "build", chapters)
        with contextlib.redirect_stdout(io.StringIO()):
            docs.everything(update)
        docs.runs.close()
        return docs.errors

    def update(self):
        return self.docs(True)

    def check(self, chapters=None):
        return self.docs(False, chapters)

    def assert_fault(self, *words, count=None):
        """The check fails and says so; with `count` faults."""
        errors = self.check()
        self.assertTrue(errors, "the check passes")
        for word in words:
            self.assertTrue(any(word in error for error in errors),
                            f"no '{word}' in: {errors}")
        if count is not None:
            self.assertEqual(len(errors), count, errors)
