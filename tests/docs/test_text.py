#!/usr/bin/env python3
"""Twins, equations, links, numbers and Markdown: the check must see faults."""
import pathlib
import tempfile
import unittest

from fixture import BookTest

import compare
import links
import svg

EN, ZH = "docs/en/01-alpha.md", "docs/zh/01-alpha.md"


class Twins(BookTest):
    def test_a_block_is_deleted_in_one_language(self):
        text = self.read(ZH)
        start = text.index("<!-- snippet")
        end = text.index("```", text.index("```cpp") + 3) + 4
        self.write(ZH, text[:start] + text[end:])
        self.assert_fault("block \"snippet", "zh/01-alpha.md", count=1)

    def test_the_last_block_is_deleted_in_one_language(self):
        text = self.read(EN)
        self.write(EN, text[:text.index("<!-- figure: 01_alpha/plain")])
        self.assert_fault("only zh/01-alpha.md has the block", count=1)

    def test_a_section(self):
        self.write(EN, self.read(EN) + "\n## More\n")
        self.assert_fault("only en/01-alpha.md has the section", count=1)

    def test_a_page_without_a_twin(self):
        self.write("docs/zh/02-beta.md", "# 第 2 章\n")
        self.assert_fault("docs/zh/02-beta.md:1: has no twin in docs/en")

    def test_an_equation_differs(self):
        self.replace(ZH, "y = w x + b", "y = w x - b")
        self.assert_fault("equation", count=1)

    def test_other_code(self):
        self.write(EN, self.read(EN) + "\n```sh\n./learn run 01  # a\n```\n")
        self.write(ZH, self.read(ZH) + "\n```sh\n./learn run 01  # 甲\n```\n")
        self.assertEqual(self.check(), [])
        self.replace(ZH, "./learn run 01  #", "./learn run 02  #")
        self.assert_fault("code block", count=1)


class Equations(BookTest):
    def test_its_function_is_renamed(self):
        self.replace("common/nn/a.hpp", "double linear(", "double affine(")
        self.replace("common/nn/a.hpp", "Linear::linear", "Linear::affine")
        self.update()  # the snippet may follow, the equation may not
        self.assert_fault("defines no function 'linear'", count=2)

    def test_a_call_is_no_definition(self):
        self.write("common/nn/b.hpp",
                   "double f() { return linear(1, 2, 3); }  // linear(x)\n")
        self.replace_in_both("nn/a.hpp#Linear::linear", "nn/b.hpp#linear")
        self.assert_fault("defines no function 'linear'", count=2)

    def test_its_test_is_renamed(self):
        self.replace("tests/chapters/01.cpp", "row_01_by_hand", "row_01_hand")
        self.assert_fault("has no test case 'row_01_by_hand'", count=2)

    def test_a_test_in_a_comment_is_none(self):
        self.replace_in_both("01.cpp#row_01_by_hand", "01.cpp#row_02_not_yet")
        self.assert_fault("has no test case 'row_02_not_yet'", count=2)

    def test_its_file_is_gone(self):
        self.replace_in_both("tests/chapters/01.cpp#", "tests/chapters/9.cpp#")
        self.assert_fault("there is no file tests/chapters/9.cpp", count=2)

    def test_languages_name_different_tests(self):
        self.write("tests/chapters/01.cpp", "BOOST_AUTO_TEST_CASE(a) {}\n"
                   "BOOST_AUTO_TEST_CASE(row_01_by_hand) {}\n")
        self.replace(EN, "#row_01_by_hand -->", "#a -->")
        self.update()
        self.assert_fault("block \"equation", count=1)

    def test_a_number_without_a_tie(self):
        self.replace_in_both("<!-- equation: 1.1", "<!-- was: 1.1")
        self.assert_fault("names no function and no test", count=2)

    def test_numbers_in_order(self):
        self.replace_in_both("equation: 1.1", "equation: 1.2")
        self.assert_fault("\\tag{1.2}", count=2)
        self.replace_in_both("\\tag{1.1}", "\\tag{1.2}")
        self.update()
        self.assert_fault("equation (1.2) should be (1.1)", count=2)


class Links(BookTest):
    def test_a_link_breaks(self):
        (self.root / "docs/en/02-beta.md").write_text("# B\n")
        (self.root / "docs/zh/02-beta.md").write_text("# B\n")
        self.replace(EN, "[the code](../../common/nn/a.hpp)",
                     "[next](02-beta.md)")
        self.assertEqual(self.check(), [])
        (self.root / "docs/en/02-beta.md").unlink()
        (self.root / "docs/zh/02-beta.md").unlink()
        self.assert_fault("dead link 02-beta.md", count=1)

    def test_an_anchor_breaks(self):
        self.replace(ZH, "## 思路", "## 想法")
        self.assert_fault("no heading has the anchor #思路", count=1)

    def test_a_link_that_works_on_the_site_only(self):
        self.replace(EN, "(#the-idea)", "(/en/01-alpha)")
        self.assert_fault("links are relative", count=1)

    def test_anchors_are_those_of_github(self):
        for heading, anchor in (
                ("Why `w·x + b`?", "why-wx--b"),
                ("第 1 章　感知机：从零开始", "第-1-章感知机从零开始"),
                ("A [link](x.md), it's *so*", "a-link-its-so"),
                ("snake_case stays", "snake_case-stays")):
            self.assertEqual(links.slug(heading), anchor)


class Prose(BookTest):
    def fault(self, text, word):
        before = self.read(EN)
        self.write(EN, before + "\n" + text + "\n")
        self.assert_fault(word)
        self.write(EN, before)

    def test_markdown_that_only_one_place_reads(self):
        self.fault("权重$w$", "a space before $")
        self.fault("::: tip", "> [!NOTE]")
        self.fault("a vector<float> of", "vector<float>")
        self.fault("a {{ x }}", "{{")
        self.fault("**粗体。**后面", "full-width stop")
        self.fault("so $\\{a\\}$", "drops the backslash")
        self.fault("```\nx\n```", "name the block's language")
        self.fault("to do: TODO", "unfinished")
        self.fault("its neighbours' colour", "American")

    def test_the_same_in_code_is_fine(self):
        self.write(EN, self.read(EN) + "\n`vector<float>` and `{{`, $a<b$\n")
        self.assertEqual(self.check(), [])

    def test_a_number_from_nowhere(self):
        self.fault("It ends at 0.4568.", "0.4568 stands in no output")

    def test_a_number_by_hand(self):
        for name in (EN, ZH):
            self.write(name, self.read(name) +
                       "\n<!-- by hand: 3.14 -->\n\nAbout 3.14, or 3.1.\n")
        self.assertEqual(self.check(), [])

    def test_the_list_of_pages(self):
        for language in ("en", "zh"):
            self.write(f"docs/{language}/index.md",
                       "# Home\n\n<!-- contents: chapters -->\n"
                       "<!-- /contents -->\n")
        self.assert_fault("contents is not up to date", count=2)
        self.assertEqual(self.update(), [])
        self.assertEqual(self.check(), [])
        self.assertIn("- [Chapter 1. Alpha](01-alpha.md): All of it in one "
                      "sentence.", self.read("docs/en/index.md"))


class Numbers(unittest.TestCase):
    def test_columns_of_times(self):
        old = "epoch   loss   s/epoch\n    1   0.50      1.23\n"
        self.assertIsNone(
            compare.difference(old, old.replace("1.23", "4.56")))
        self.assertIsNotNone(
            compare.difference(old, old.replace("0.50", "0.51")))

    def test_a_time_in_a_sentence_excuses_no_column(self):
        old = "It took a few seconds to train.\n  0.50 0.60 0.70 0.80 0.90\n"
        self.assertIsNotNone(
            compare.difference(old, old.replace("0.90", "0.91")))

    def test_what_only_looks_like_a_column_of_times(self):
        for head in ("batch's mean   (batch)", "`auto s = a`   no"):
            old = f"{head}\n  0.50   0.60\n"
            self.assertIsNotNone(
                compare.difference(old, old.replace("0.50", "0.51")), head)

    def test_speeds(self):
        for old, new in (("9 x 4000 samples/s", "9 x 5000 samples/s"),
                         ("1.2 times faster", "2.9 times faster"),
                         ("12 GFLOP/s", "13 GFLOP/s"), ("5 ms", "7 ms")):
            self.assertIsNone(compare.difference(old, new), old)
        for old, new in (("3 x 4000 samples/s", "4 x 4000 samples/s"),
                         ("5 steps", "6 steps"), ("0.12 m", "0.13 m"),
                         ("1.5046 hours", "1.5047 hours")):
            self.assertIsNotNone(compare.difference(old, new), old)

    def test_a_time_of_another_width(self):
        for old, new in (("(9.9 s)", "(10.0 s)"), ("9 ms", "     12 ms"),
                         ("took 9 s, 5 GB", "took 10.5 s, 5 GB")):
            self.assertIsNone(compare.difference(old, new), old)

    def test_every_character_counts(self):
        old = "  at 4    81.4 +- 0.9    0.506   3e-07"
        for new in (old.replace("81.4", "81.5"), old.replace("0.9", "0.8"),
                    old.replace("506", "507"), old.replace("3e", "4e"),
                    old.replace("at 4", "at  4"), old + "."):
            self.assertIsNotNone(compare.difference(old, new), new)

    def test_not_a_number_is_a_word(self):
        self.assertIsNotNone(compare.difference("loss 0.5", "loss nan"))
        self.assertIsNotNone(compare.difference("0.5", "-0.5"))


class Drawings(unittest.TestCase):
    OLD = ('<svg><g stroke="red"><path d="M0 0h50v.5l50-.5"/></g>'
           '<text x="9" y="9">0.50</text></svg>')

    def change(self, *replacements):
        new = self.OLD
        for old, text in replacements:
            self.assertIn(old, new)
            new = new.replace(old, text)
        return svg.difference(self.OLD, new)

    def test_what_does_not_count(self):
        self.assertIsNone(self.change(("h50", "h20 30")))  # one point more
        self.assertIsNone(self.change(("v.5", ""), ("l50-.5", "h50")))
        self.assertIsNone(self.change(("M0 0", "M.7 .5")))
        self.assertIsNone(self.change(('x="9"', 'x="9.9"')))
        self.assertIsNone(self.change(  # the style is elsewhere
            ('<g stroke="red"><path', '<g><path stroke="red"')))

    def test_what_counts(self):
        self.assertIn("moved", self.change(("v.5l50-.5", "v2l50-2")))
        self.assertIn("moved", self.change(("h50", "h40")))  # ends earlier
        self.assertIn("moved", self.change(('x="9"', 'x="12"')))
        self.assertIn("other", self.change(("0.50", "0.51")))
        self.assertIn("other", self.change(("red", "blue")))
        self.assertIn("become", self.change(("v.5l", "v.5M9 9l")))
        self.assertIn("other", self.change(("path", "rect")))

    def test_where_another_gnuplot_drew_the_data_decide(self):
        def difference(old, new, exact=False):
            with tempfile.TemporaryDirectory() as folder:
                paths = [pathlib.Path(folder, name) for name in ("a", "b")]
                for path, text in zip(paths, (old, new)):
                    path.write_text(text)
                return compare.figure_difference(*paths, exact=exact)
        one, other = (f"<!-- drawn from 0123456789abcde{last} -->"
                      for last in "ef")
        old = self.OLD.replace("</svg>", one + "</svg>")
        new = old.replace("h50", "h40")
        self.assertIsNone(difference(old, new))
        self.assertIn("moved", difference(old, new.replace(one, other)))
        self.assertIn("moved", difference(old, new, exact=True))
        self.assertIn("moved", difference(self.OLD, new))


if __name__ == "__main__":
    unittest.main()
