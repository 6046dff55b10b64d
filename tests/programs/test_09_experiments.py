#!/usr/bin/env python3
"""Chapter 9's comparisons: --experiment.

    test_09_experiments.py PROGRAM

What the pages conclude from them is for tests/chapters/09_*.hpp and
tests/recorded/claims_mnist.py.
"""
import re
import shutil
import unittest

from mnist_program import ProgramTest

CURVE = r" +(\d+\.\d\d) (\d+\.\d\d)\.\.(\d+\.\d\d)"


class Experiments(ProgramTest):
    def rows(self, text, pattern):
        return [tuple(map(float, row))
                for row in re.findall(pattern, text, re.MULTILINE)]

    def test_bpn_compares_three_updates_and_the_library(self):
        arguments = ("--experiment", "bpn", "--epochs", "12",
                     "--batch-size", "20")
        text = self.train(*arguments)
        percent = r" +(\d+\.\d\d) %"
        rows = self.rows(text, r"^ +(\d+)" + 5 * percent + "$")
        self.assertEqual([row[0] for row in rows], list(range(1, 13)))
        _, train, notes, sums, means, library = rows[-1]
        self.assertGreater(min(train, notes, sums), 50)
        self.assertLess(means, min(notes, sums))
        self.assertEqual(self.train(*arguments), text)
        if shutil.which("gnuplot"):
            self.assertIn("</svg>", (self.out / "bpn.svg").read_text())

    def test_bpn_by_sums_is_what_the_library_does(self):
        text = self.train("--experiment", "bpn", "--batch-size", "100")
        rows = self.rows(text, r"^ +\d+ .* (\d+\.\d\d) % +\d+\.\d\d %"
                               r" +(\d+\.\d\d) %$")
        self.assertEqual(len(rows), 2)
        for sums, library in rows:
            self.assertEqual(sums, library)

    def curves(self, text, count):
        """Rows of x and, for each curve, middle, lowest and highest."""
        rows = self.rows(text, r"^ +(\d+)" + count * CURVE + "$")
        for row in rows:
            for i in range(count):
                middle, lowest, highest = row[3 * i + 1:3 * i + 4]
                self.assertLessEqual(lowest, middle)
                self.assertLessEqual(middle, highest)
        return rows

    def assert_drawn(self, name):
        if shutil.which("gnuplot"):
            self.assertIn("</svg>", (self.out / name).read_text())

    def test_ten_lines_reach_the_weights_of_the_session(self):
        for model in ("mlp", "cnn"):
            text = self.train("--experiment", "loop", "--model", model)
            self.assertIn("\nlargest difference from the session's weights: 0\n",
                          text)
            _, epochs = self.log()
            loop = text[text.index("Ten lines"):]
            self.assertEqual(
                self.rows(loop, r"^ +(\d) +(\d+\.\d\d) %$"),
                [(e["epoch"], round(100 * e["test_accuracy"], 2))
                 for e in epochs])

    def test_augmentation_is_trained_for_several_lengths(self):
        text = self.train("--experiment", "augmentation", "--epochs", "4")
        self.assertEqual([row[0] for row in self.curves(text, 2)], [1, 2, 4])
        ends = self.rows(text, r"^  (?:without|augmented) +(\d+) +(\S+)"
                         + 6 * r" +(\d+\.\d\d)" + "$")
        self.assertEqual(len(ends), 2)
        for epochs, decay, _, first, second, third, mean, _ in ends:
            self.assertIn(epochs, (1, 2, 4))
            self.assertIn(decay, (0, 0.1))
            self.assertAlmostEqual(mean, (first + second + third) / 3, 1)
        # Bright rows at certain heights: a shift is what misleads here.
        self.assertGreater(ends[0][7], ends[0][6])
        self.assertIn("shift:2+rotate:10", text)
        self.assert_drawn("augmentation.svg")

    def test_the_ladder_has_four_networks_and_one_test(self):
        text = self.train("--experiment", "ladder")
        self.assertEqual([row[0] for row in self.curves(text, 4)], [1, 2])
        rates = self.rows(text, r"^  (0\.\d+) " + 4 * r" +(\d+\.\d\d)" + "$")
        self.assertEqual([row[0] for row in rates],
                         [0.003, 0.01, 0.03, 0.1])
        tested = re.findall(r"^  (\w+) +\d+ +(0\.\d+) +\S+"
                            + 4 * r" +\d+\.\d\d" + "$", text, re.M)
        self.assertEqual([name for name, _ in tested],
                         ["linear", "mlp", "cnn", "deep"])
        for i, (_, rate) in enumerate(tested):
            lowest = min(row[1 + i] for row in rates)
            best = [row[0] for row in rates if row[1 + i] == lowest]
            self.assertEqual(float(rate), best[0])  # the first of equals
        self.assert_drawn("ladder.svg")

    def test_what_is_recorded_is_drawn(self):
        text = self.train("--experiment", "recorded")
        for name in ("ladder", "augmentation", "augmentation-clothes"):
            self.assertIn(f"docs/measured/{name}.txt", text)
        self.assert_drawn("ladder.svg")
        self.assert_drawn("augmentation.svg")

    def test_one_class_against_the_rest_in_three_ways(self):
        text = self.train("--experiment", "features", "--epochs", "1")
        self.assertEqual([row[0] for row in self.curves(text, 3)],
                         [100, 1000, 10000])
        self.assertIn('always "no": 10.00 %', text)


if __name__ == "__main__":
    unittest.main()
