#!/usr/bin/env python3
"""Exercises in the pages: the check must see that a master has changed."""
import unittest

from fixture import BookTest

EN, ZH = "docs/en/01-alpha.md", "docs/zh/01-alpha.md"
NAME = "chapters/01_alpha/exercises/half.cpp"
MASTER = """\
// #title en Half of it
// #title zh 取一半
//
// #text en
// Write `half`, because $x / 2$ of 0.246 is 0.123.
//
// $$
// y = x / 2
// $$
// #text zh
// 写出 `half`：0.246 的 $x / 2$ 是 0.123。
//
// $$
// y = x / 2
// $$
// #hint en
// Divide.
// #hint zh
// 用除法。
// #hint en
// By *two*.
// #hint zh
// 除以**二**。
#include "nn/exercise/check.hpp"

double half(double x) {
  // #solution
  const double two = 2;
  return x / two;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  check("a number", [] {
    nn::exercise::expect_equal({"half(0.246)", {}}, half(0.246), 0.123);
  });
}

// #wrong Doubles.
// #caught-by a number
// #says got 0.492
// -  return x / two;
// +  return x * two;

// #wrong Takes a third.
// #caught-by a number
// #says got 0.082
// -  const double two = 2;
// +  const double two = 3;

// #wrong Subtracts.
// #caught-by a number
// #says got -1.754
// -  return x / two;
// +  return x - two;
"""


class Exercises(BookTest):
    def setUp(self):
        super().setUp()
        self.write(NAME, MASTER)
        for page in (EN, ZH):
            self.write(page, self.read(page)
                       + f"\n<!-- exercise: {NAME} -->\n\nThe end.\n")
        self.assertEqual(self.update(), [])
        self.assertEqual(self.check(), [])

    def test_it_reads_well_in_both_languages(self):
        english, chinese = self.read(EN), self.read(ZH)
        self.assertIn(f"<!-- exercise: {NAME} -->\n**1. Half of it**\n\n"
                      "Write `half`, because", english)
        self.assertIn("<details><summary>Hint 2</summary>\n\nBy *two*.\n\n"
                      "</details>\n\n<sub>Solution, checks and wrong answers: "
                      f"[`half.cpp`](../../{NAME})</sub>\n\n"
                      "<!-- /exercise -->\n\nThe end.\n", english)
        self.assertIn("**1. 取一半**\n\n写出 `half`", chinese)
        self.assertIn("<summary>提示 1</summary>\n\n用除法。\n", chinese)
        for text in (english, chinese):
            self.assertNotIn("return x / two", text)

    def test_a_master_that_has_changed(self):
        self.replace(NAME, "// By *two*.", "// By two.")
        self.assert_fault("en/01-alpha.md", count=1)
        self.assertEqual(self.update(), [])
        self.assertIn("\nBy two.\n", self.read(EN))
        self.assertEqual(self.check(), [])

    def test_a_page_that_has_changed(self):
        self.replace(ZH, "用除法。", "用乘法。")
        self.assert_fault("zh/01-alpha.md", count=1)

    def test_an_end_that_is_missing(self):
        for page in (EN, ZH):
            self.replace(page, "<!-- /exercise -->", "")
        before = self.read(EN)
        self.assert_fault("en/01-alpha.md:58: below it must stand",
                          "zh/01-alpha.md:58: below it must stand")
        self.update()
        self.assertEqual(self.read(EN), before)

    def test_exercises_are_counted_in_the_page(self):
        other = NAME.replace("half", "other")
        self.write(other, MASTER.replace("half", "other"))
        for page in (EN, ZH):
            self.write(page, self.read(page) + f"\n<!-- exercise: {other} -->\n")
        self.assertEqual(self.update(), [])
        self.assertEqual(self.check(), [])
        self.assertIn("**2. Half of it**", self.read(EN))

    def test_one_that_is_in_one_language_only(self):
        text = self.read(ZH)
        begin, end = text.index("<!-- exercise"), text.index("The end.")
        self.write(ZH, text[:begin] + text[end:])
        self.assert_fault("block \"exercise", count=1)

    def test_one_that_no_page_shows(self):
        self.write(NAME.replace("half", "other"), MASTER)
        self.assert_fault("exercises/other.cpp: no page shows", count=1)

    def test_one_that_is_gone(self):
        (self.root / NAME).unlink()
        self.assert_fault(f"there is no file {NAME}", "dead link", count=4)

    def test_a_master_that_is_not_in_the_form(self):
        self.replace(NAME, "// #hint zh\n// 用除法。\n", "")
        self.assert_fault(f"{NAME}:1: 1 hints in 'zh'", count=2)

    def test_its_words_need_no_claim_but_those_around_it_do(self):
        self.replace(EN, "The end.", "It is the best.")
        self.assert_fault("concludes something", count=1)

    def test_a_number_of_its_text_stands_in_its_code(self):
        self.replace(NAME, "// #text en\n", "// #text en\n// Near 0.777.\n")
        self.assert_fault("0.777 in the text", count=2)

    def test_a_title_that_is_a_question(self):
        self.replace(NAME, "取一半", "多少？")
        self.assertEqual(self.update(), [])
        self.assertEqual(self.check(), [])
        self.assertIn("**1. 多少**？", self.read(ZH))

    def test_its_text_is_markdown_like_all_others(self):
        self.replace(NAME, "0.246 的 $x", "0.246 的$x")
        self.update()
        self.assert_fault("a space before $", count=1)


if __name__ == "__main__":
    unittest.main()
