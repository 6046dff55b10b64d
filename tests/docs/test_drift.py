#!/usr/bin/env python3
"""The check of the text must fail on every kind of drift."""
import unittest
from unittest import mock

from fixture import OUTPUT, BookTest

import runs

EN, ZH = "docs/en/01-alpha.md", "docs/zh/01-alpha.md"


class Code(BookTest):
    def test_a_region_changes(self):
        self.replace("common/nn/a.hpp", "return w * x + b;",
                     "return w * x - b;")
        self.assert_fault("w * x + b", "w * x - b", count=2)
        self.assertEqual(self.update(), [])
        self.assertIn("return w * x - b;", self.read(ZH))
        self.assertEqual(self.check(), [])

    def test_a_region_is_renamed(self):
        self.replace("common/nn/a.hpp", "region linear", "region affine")
        self.assert_fault("no region 'linear'", "no page shows", count=3)

    def test_a_region_that_no_page_shows(self):
        self.write("chapters/01_alpha/b.hpp",
                   "// #region lonely\nint a;\n// #endregion lonely\n")
        self.assert_fault("no page shows region 'lonely'", count=1)

    def test_the_library_waits_until_every_chapter_has_a_page(self):
        self.write("common/nn/b.hpp",
                   "// #region later\nint a;\n// #endregion later\n")
        self.write("chapters/02_beta/main.cpp", "int main() {}\n")
        self.assertEqual(self.check(), [])
        (self.root / "chapters/02_beta/main.cpp").unlink()
        (self.root / "chapters/02_beta").rmdir()
        self.assert_fault("no page shows region 'later'")

    def test_regions_that_do_not_close(self):
        for text in ("// #region a\nint x;\n", "// #endregion a\n",
                     "// #region a\n// #region b\n// #endregion a\n"):
            self.write("chapters/01_alpha/b.hpp", text)
            self.assert_fault("b.hpp")

    def test_code_tied_to_nothing(self):
        for language in ("en", "zh"):
            name = f"docs/{language}/01-alpha.md"
            self.write(name, self.read(name) + "\n```cpp\nint x;\n```\n")
        self.assert_fault("C++ tied to nothing", count=2)

    def test_a_block_that_was_edited_by_hand(self):
        self.replace(ZH, "  return w * x + b;", "  return w * x + b + 0;")
        self.assert_fault("zh/01-alpha.md", "w * x + b + 0", count=1)


class Measured(BookTest):
    def test_a_number_that_was_not_measured(self):
        self.replace(ZH, "ratio 2.50", "ratio 3.50")
        self.assert_fault("zh/01-alpha.md", "ratio 2.50", count=1)

    def test_a_new_measurement(self):
        self.replace("docs/measured/speed.txt", "2.50", "2.75")
        self.assert_fault("ratio 2.75", count=2)
        self.assertEqual(self.update(), [])
        self.assertIn("ratio 2.75", self.read(EN))
        self.assertIn("`./learn bench`", self.read(ZH))

    def test_a_measurement_without_its_command(self):
        self.write("docs/measured/speed.txt", "ratio 9\n")
        self.assert_fault("does not begin with", count=2)
        (self.root / "docs/measured/speed.txt").unlink()
        self.assert_fault("no file docs/measured/speed.txt", count=2)


class Output(BookTest):
    def changed(self, old, new):
        self.assertIn(old, OUTPUT)
        self.program(OUTPUT.replace(old, new))

    def assert_counts(self, old, new):
        """Two faults, one a language; what is renewed is as printed."""
        self.changed(old, new)
        self.assert_fault("but should be", new, count=2)
        self.assertEqual(self.update(), [])
        self.assertIn(new, self.read(EN))
        self.assertIn(new, self.read(ZH))
        self.assertEqual(self.check(), [])

    def test_the_last_digit(self):
        self.assert_counts("  0.987", "  0.988")

    def test_the_last_digit_of_a_number_in_the_prose(self):
        self.changed("0.4567", "0.4568")
        self.assert_fault("but should be", "0.4568", count=2)
        for faults in (self.update(), self.check()):  # the prose is stale
            self.assertEqual(len(faults), 2, faults)
            self.assertIn("0.4567 stands in no output", faults[0])

    def test_one_digit(self):
        self.assert_counts("3e-17", "4e-17")

    def test_an_integer(self):
        self.assert_counts("12 epochs", "13 epochs")

    def test_a_space(self):
        self.assert_counts("  largest", "   largest")

    def test_times_do_not_count(self):
        before = self.read(EN)
        for old, new in (("3.21 s", "99.9 s"),
                         ("      1      0.12", "      1     10.12")):
            self.changed(old, new)
            self.assertEqual(self.check(), [])
            self.assertEqual(self.update(), [])
            self.assertEqual(self.read(EN), before)  # nothing to renew

    def test_other_words_and_lines(self):
        self.changed("after", "behind")
        self.assert_fault("behind")
        self.program(OUTPUT.replace("Another", "  one more\n\nAnother"))
        self.assert_fault("has 4 lines but should have 6")

    def test_a_heading_is_gone(self):
        self.changed("One step", "Two step")
        self.assert_fault("no heading \"One step\"; its headings: Two step")

    def test_there_is_no_tolerance(self):
        self.replace_in_both('"Another step"', '"Another step" tolerance=2%')
        self.assert_fault("takes 1 to 2 words", count=2)

    def test_lines_that_may_vary(self):
        self.changed("after 12", "after 13")
        self.replace_in_both('"One step"', '"One step" vary="loss"')
        self.assertEqual(self.check(), [])

    def test_part_of_a_step(self):
        self.replace_in_both('"One step"', '"One step" lines=3')
        self.assertEqual(self.update(), [])
        self.assertNotIn("largest", self.read(EN))
        self.changed("3e-17", "3e-07")
        self.assertEqual(self.check(), [])

    def test_a_run_with_options(self):
        self.replace_in_both('"One step"', '"Long run" with="--long"')
        self.update()
        self.assertIn("  7 epochs", self.read(EN))
        self.assertIn("<sub>`./learn run 01 -- --long`</sub>", self.read(ZH))

    def test_a_program_that_fails(self):
        self.write("build/chapters/01_alpha/01_alpha",
                   "#!/bin/sh\necho no data >&2\nexit 1\n")
        self.assert_fault("exit code 1: no data")

    def test_steps_in_another_order_than_the_page(self):
        first, second = OUTPUT.split("Another step")
        self.program("Another step" + second + "\n" + first)
        self.assert_fault("takes the step \"One step\" later", count=2)

    def test_a_step_may_be_shown_twice(self):
        for order, late in ((["b", "a", "b"], None), (["b", "a"], "b"),
                            (["a", "c", "b"], None), ([], None)):
            self.assertEqual(runs.out_of_order(["a", "b"], order), late)

    def test_other_chapters_are_not_run(self):
        self.changed("0.987", "0.988")
        self.assertEqual(self.check(chapters=[]), [])


class Figures(BookTest):
    def test_both_languages_are_kept(self):
        self.assertIn("../figures/01_alpha-curve.svg", self.read(EN))
        self.assertIn("../figures/01_alpha-curve.zh.svg", self.read(ZH))
        self.assertIn("损失", self.read("docs/figures/01_alpha-curve.zh.svg"))

    def test_one_without_words_is_kept_once(self):
        self.assertIn("../figures/01_alpha-plain.svg", self.read(ZH))
        self.assertFalse(
            (self.root / "docs/figures/01_alpha-plain.zh.svg").exists())

    def test_a_point_moves(self):
        self.program(y="3.75")
        self.assert_fault("01_alpha-curve.svg is not what", "curve.zh.svg",
                          "moved", count=2)
        self.assertEqual(self.update(), [])
        self.assertEqual(self.check(), [])

    def test_a_point_moves_by_a_hundredth_of_a_pixel(self):
        self.program(y="1.26")
        with mock.patch.object(runs, "GNUPLOT", runs.gnuplot()):
            self.assert_fault("not the same, byte by byte", count=2)
        # Not worth renewing where a different version of gnuplot drew it.
        with mock.patch.object(runs, "GNUPLOT", "another"):
            self.assertEqual(self.check(), [])
            self.assertEqual(self.update(), [])
        with mock.patch.object(runs, "GNUPLOT", runs.gnuplot()):
            self.assertEqual(self.update(), [])
            self.assertEqual(self.check(), [])
        self.assertIn("M0,1.26", self.read("docs/figures/01_alpha-curve.svg"))

    def test_a_number_in_a_label(self):
        for name in ("curve.svg", "curve.zh.svg"):
            self.replace(f"docs/figures/01_alpha-{name}", "<text>",
                         "<text>0.91 ")
        self.replace("build/chapters/01_alpha/01_alpha", "<text>",
                     "<text>0.92 ")
        self.assert_fault("other shapes or words: text 0.91 ", count=2)

    def test_a_figure_is_gone(self):
        (self.root / "docs/figures/01_alpha-curve.svg").unlink()
        self.assert_fault("it is missing")

    def test_a_figure_that_no_page_shows(self):
        self.write("docs/figures/old.svg", "<svg/>")
        self.assert_fault("old.svg: no page shows it", count=1)

    def test_without_alt_text(self):
        self.replace(ZH, "![一个点]", "![]")
        self.assert_fault("what it shows", count=1)


if __name__ == "__main__":
    unittest.main()
