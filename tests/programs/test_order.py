#!/usr/bin/env python3
"""The order of the book: a chapter uses nothing that comes later.

Every chapter says in chapters/NN_name/introduces.txt which headers of the
library it introduces, one a line: the path below common/, two spaces and what
it is. Chapter N may include what chapters 00 ... N have introduced, and
everything in nn/core/, data/, program/, figures/ and exercise/.

    test_order.py           tests this tree, and the rule itself on small ones
    test_order.py --table   which chapter introduces what, as Markdown
"""
import pathlib
import re
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ALWAYS = tuple(f"nn/{name}/" for name in
               ("core", "data", "program", "figures", "exercise"))
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^">]+)[">]', re.M)
LINE = re.compile(r"(nn/\S+\.hpp)  (\S.*)")


def chapters(root):
    """The folders NN_name in the order of their numbers."""
    return sorted(p for p in (root / "chapters").glob("[0-9][0-9]_*")
                  if p.is_dir())


def number(chapter):
    return int(chapter.name[:2])


def introduced_by(chapter):
    """(line number, header, phrase) of each line; header None if malformed.

    A chapter without the file introduces nothing.
    """
    file = chapter / "introduces.txt"
    if not file.exists():
        return
    for i, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        match = LINE.fullmatch(line)
        yield (i, *match.groups()) if match else (i, None, line)


def introductions(root):
    """{header: chapter folder}, and the mistakes in the files themselves."""
    owner, mistakes = {}, []
    for chapter in chapters(root):
        for i, header, phrase in introduced_by(chapter):
            where = f"chapters/{chapter.name}/introduces.txt:{i}: "
            if header is None:
                mistakes.append(where + f"'{phrase}': expected "
                                "'nn/path.hpp', two spaces, what it is")
            elif not (root / "common" / header).is_file():
                mistakes.append(where + f"there is no common/{header}")
            elif header in owner:
                mistakes.append(where + f"{header} is introduced by "
                                f"{owner[header].name} already")
            else:
                owner[header] = chapter
    return owner, mistakes


def judged(root):
    """The chapters up to the first gap in their numbers.

    What comes after a gap may use what the missing chapter introduces: while
    a chapter is being written elsewhere, those after it cannot be judged.
    """
    found = chapters(root)
    start = number(found[0]) if found else 0
    return [c for i, c in enumerate(found) if number(c) == start + i]


def includes(chapter):
    """(file, line number, included path) of each #include of the chapter."""
    for file in sorted(chapter.rglob("*")):
        if file.suffix not in (".hpp", ".cpp", ".h"):
            continue
        text = file.read_text("utf-8")
        for match in INCLUDE.finditer(text):
            yield file, text.count("\n", 0, match.start()) + 1, match[1]


def complaint(chapter, path, owner):
    """Why the chapter may not include this path; None if it may."""
    other = re.search(r"(?:^|/)([0-9][0-9])_\w+/", path)
    if other and int(other[1]) > number(chapter):
        return f"{path} belongs to a later chapter"
    if not path.startswith("nn/") or path.startswith(ALWAYS):
        return None
    if path not in owner:
        return (f"{path} is introduced by no chapter; add it to "
                f"chapters/{chapter.name}/introduces.txt and teach it")
    if number(owner[path]) > number(chapter):
        return f"{path} is introduced later, by {owner[path].name}"
    return None


def mistakes(root):
    """All that is wrong, one line each."""
    owner, wrong = introductions(root)
    for chapter in judged(root):
        for file, line, path in includes(chapter):
            why = complaint(chapter, path, owner)
            if why:
                wrong.append(f"{file.relative_to(root)}:{line}: {why}")
    return wrong


def table(root):
    """Which chapter introduces what, as a Markdown table."""
    rows = ["| chapter | header | what it is |", "| --- | --- | --- |"]
    for chapter in chapters(root):
        for _, header, phrase in introduced_by(chapter):
            if header:
                cell = phrase.replace("|", "\\|")
                rows.append(f"| {chapter.name} | `{header}` | {cell} |")
    return "\n".join(rows)


class ThisBook(unittest.TestCase):
    def test_no_chapter_uses_what_comes_later(self):
        self.assertEqual(mistakes(ROOT), [])

    def test_chapters_were_found_and_read(self):
        found = [c.name for c in judged(ROOT)]
        self.assertIn("01_perceptron", found)
        owner, _ = introductions(ROOT)
        self.assertEqual(owner["nn/layers/linear.hpp"].name, "01_perceptron")
        paths = {path for c in judged(ROOT) for _, _, path in includes(c)}
        self.assertIn("nn/layers/linear.hpp", paths)


class TheRule(unittest.TestCase):
    """On small trees: common/nn has a, b and core/print."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for header in ("a", "b", "core/print"):
            self.put(f"common/nn/{header}.hpp", "")
        self.put("chapters/01_one/introduces.txt", "nn/a.hpp  the first\n")
        self.put("chapters/01_one/main.cpp", '#include "nn/a.hpp"\n')

    def put(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def expect(self, *words):
        """Exactly one mistake, with these words in it; none if no words."""
        found = mistakes(self.root)
        self.assertEqual(len(found), 1 if words else 0, found)
        for word in words:
            self.assertIn(word, found[0])

    def test_earlier_headers_own_files_and_support_are_allowed(self):
        self.put("chapters/02_two/introduces.txt", "nn/b.hpp  the second\n")
        self.put("chapters/02_two/main.cpp", "#include <vector>\n"
                 '#include "nn/a.hpp"\n#  include <nn/b.hpp>\n'
                 '#include "nn/core/print.hpp"\n#include "own.hpp"\n'
                 '#include "../01_one/own.hpp"\n// #include "nn/c.hpp"\n')
        self.expect()

    def test_a_header_that_nobody_introduces(self):
        self.put("chapters/01_one/steps/own.hpp", '\n#include "nn/b.hpp"\n')
        self.expect("chapters/01_one/steps/own.hpp:2: nn/b.hpp is introduced "
                    "by no chapter", "chapters/01_one/introduces.txt")

    def test_a_header_of_a_later_chapter(self):
        self.put("chapters/02_two/introduces.txt", "nn/b.hpp  the second\n")
        self.put("chapters/01_one/own.hpp", '#include "nn/b.hpp"\n')
        self.expect("own.hpp:1", "nn/b.hpp is introduced later, by 02_two")

    def test_a_file_of_a_later_chapter(self):
        self.put("chapters/01_one/own.hpp", '#include "../02_two/own.hpp"\n')
        self.expect("own.hpp:1", "belongs to a later chapter")

    def test_a_chapter_without_the_file_introduces_nothing(self):
        self.put("chapters/02_two/main.cpp", '#include "nn/a.hpp"\n')
        self.expect()
        self.put("chapters/02_two/main.cpp", '#include "nn/b.hpp"\n')
        self.expect("chapters/02_two/main.cpp:1", "no chapter")

    def test_chapters_after_a_missing_one_are_not_judged(self):
        self.put("chapters/03_three/main.cpp", '#include "nn/b.hpp"\n')
        self.expect()
        self.put("chapters/02_two/main.cpp", "")
        self.expect("chapters/03_three/main.cpp:1", "no chapter")

    def test_a_header_introduced_twice(self):
        self.put("chapters/04_four/introduces.txt", "nn/a.hpp  again\n")
        self.expect("04_four/introduces.txt:1", "by 01_one already")

    def test_a_header_that_does_not_exist(self):
        self.put("chapters/02_two/introduces.txt", "nn/c.hpp  nothing\n")
        self.expect("02_two/introduces.txt:1", "no common/nn/c.hpp")

    def test_a_malformed_line(self):
        self.put("chapters/02_two/introduces.txt",
                 "nn/b.hpp one space only\n")
        self.expect("02_two/introduces.txt:1", "two spaces")

    def test_the_table(self):
        self.put("chapters/02_two/introduces.txt", "nn/b.hpp  x | y\n")
        self.assertEqual(table(self.root).splitlines(), [
            "| chapter | header | what it is |",
            "| --- | --- | --- |",
            "| 01_one | `nn/a.hpp` | the first |",
            "| 02_two | `nn/b.hpp` | x \\| y |"])


if __name__ == "__main__":
    if sys.argv[1:] == ["--table"]:
        print(table(ROOT))
    else:
        unittest.main()
