#!/usr/bin/env python3
"""Files that one can read at a sitting: a chapter's main.cpp is a table of
contents, and no file of code is longer than 300 lines."""
import pathlib
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODE = {".hpp", ".cpp", ".cu", ".cuh", ".py", ".sh"}
MOST, MOST_OF_A_CHAPTER = 300, 60


def lines(file):
    return len(file.read_text("utf-8").splitlines())


def name(file):
    return f"{file.relative_to(ROOT).as_posix()}: {lines(file)} lines"


class Sizes(unittest.TestCase):
    def test_a_main_is_a_table_of_contents(self):
        self.assertEqual([name(file) for file in
                          sorted(ROOT.glob("chapters/[0-9]*/main.cpp"))
                          if lines(file) >= MOST_OF_A_CHAPTER], [])

    def test_no_file_of_code_is_long(self):
        files = [file
                 for folder in ("chapters", "common", "tests", "docs/tools")
                 for file in sorted((ROOT / folder).rglob("*"))
                 if file.suffix in CODE and "node_modules" not in file.parts]
        self.assertEqual([name(file) for file in [*files, ROOT / "learn"]
                          if lines(file) > MOST], [])


if __name__ == "__main__":
    unittest.main()
