#!/usr/bin/env python3
"""The page that maps the notes' rows leads to tests that are there.

A link `row_07_…` must lead to a file with a test case of that name's beginning,
any other link to a test to a file of its name.
"""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINK = re.compile(r"\[`([^`]+)`\]\((\.\./\.\./tests/[^)]+)\)")


class Notes(unittest.TestCase):
    def rows(self, language):
        page = ROOT / "docs" / language / "notes.md"
        for line in page.read_text(encoding="utf-8").splitlines():
            if number := re.match(r"\| (\d+[a-z]?) \|", line):
                # "07", "43a"
                name = number[1].zfill(2 + number[1][-1].isalpha())
                yield name, [(label, (page.parent / target).resolve())
                             for label, target in LINK.findall(line)]

    def test_every_row_leads_to_its_tests(self):
        for language in ("en", "zh"):
            rows = list(self.rows(language))
            self.assertGreaterEqual(len(rows), 40)
            for number, links in rows:
                with self.subTest(language=language, row=number):
                    for label, file in links:
                        self.assert_leads_to(number, label, file)

    def assert_leads_to(self, number, label, file):
        if not label.startswith("row_"):
            self.assertEqual(label, file.name)
            return
        self.assertEqual(label, f"row_{number}_…")
        self.assertRegex(file.read_text(encoding="utf-8"),
                         rf"TEST_CASE\w*\(\s*row_{number}_")

    def test_the_languages_lead_to_the_same(self):
        self.assertEqual(list(self.rows("en")), list(self.rows("zh")))


if __name__ == "__main__":
    unittest.main()
