#!/usr/bin/env python3
"""What variants did is judged: a stub that passes, a wrong answer that another
check catches, a solution that does not pass … are faults."""
import pathlib
import signal
import subprocess
import sys
import unittest

from exercise_tools import ExerciseTest, ROOT

import exercises

PASSED = [0, "begin zero\nbegin three\npassed 2\n"]


class Outcomes(ExerciseTest):
    def test_all_is_well_and_is_counted(self):
        self.assertEqual(self.faults(), [])
        self.assertIn("01_alpha               1 exercises: 1 stubs fail, "
                      "1 solutions pass, 3 of 3 wrong answers",
                      self.said.getvalue())

    def test_a_stub_that_passes(self):
        self.outcomes["stub"] = PASSED
        self.assert_fault("the stub passes")

    def test_a_stub_that_is_written(self):
        self.outcomes["stub"] = self.outcomes["wrong_2"]
        self.assert_fault("because it is not written", "fails in 'zero'")

    def test_a_stub_that_crashes(self):
        self.outcomes["stub"] = [-signal.SIGSEGV, "begin zero\n"]
        self.assert_fault("the stub does not fail in a check", "crashed")

    def test_a_solution_that_fails(self):
        self.outcomes["solution"] = self.outcomes["wrong_1"]
        self.assert_fault("the solution does not pass 'three'", "got 6")

    def test_a_solution_without_checks(self):
        self.outcomes["solution"] = [0, "passed 0\n"]
        self.assert_fault("no check ran")

    def test_a_solution_that_ends_in_the_middle(self):
        for code, report in ((0, "begin zero\n"), (0, ""), (0, None),
                             (0, "begin zero\npassed 2\n"),
                             (1, "begin zero\nbegin three\npassed 2\n")):
            self.outcomes["solution"] = [code, report]
            self.assert_fault("the solution does not pass", "crashed")

    def test_checks_of_the_same_name(self):
        self.outcomes["solution"] = [0, "begin zero\nbegin zero\npassed 2\n"]
        self.assert_fault("two checks have the same name")

    def test_a_wrong_answer_that_passes(self):
        self.outcomes["wrong_1"] = PASSED
        self.assert_fault("\"Doubles.\" passes all checks")

    def test_a_wrong_answer_that_another_check_catches(self):
        self.outcomes["wrong_1"] = self.outcomes["wrong_2"]
        self.assert_fault("\"Doubles.\" is caught by 'zero' before 'three'")

    def test_a_wrong_answer_that_is_caught_in_other_words(self):
        self.outcomes["wrong_1"][1] = self.outcomes["wrong_1"][1].replace(
            "got 6", "got 7")
        self.assert_fault("does not say \"expected 1.5 got 6\"", "got 7")

    def test_a_wrong_answer_that_names_no_check(self):
        self.replace("// #caught-by three", "// #caught-by tree")
        self.assert_fault("there is no check 'tree'", "zero, three")

    def test_a_wrong_answer_may_crash_or_loop(self):
        for code, words in ((-signal.SIGSEGV, "crashed: Segmentation fault"),
                            (-signal.SIGXCPU, "did not end in time"),
                            (-signal.SIGABRT, "terminate called: no reason")):
            self.outcomes["wrong_3"] = [code, "begin zero\n"]
            self.assert_fault("does not say \"got 0.333\"", words)
            self.replace("// #says got 0.333", f"// #says {words}")
            self.assertEqual(self.faults(), [])
            self.replace(f"// #says {words}", "// #says got 0.333")

    def test_wrong_answers_of_another_shape_do_not_count_as_two(self):
        for name in ("wrong_1", "wrong_2"):
            self.outcomes[name][1] = self.outcomes[name][1].replace(
                "failed value", "failed shape")
        self.assert_fault("1 wrong answers with one change give the right "
                          "shapes")

    def test_a_program_that_is_not_built(self):
        for path in (self.root / "build").rglob("*_exercises"):
            path.unlink()
        [fault] = self.faults()
        self.assertIn("./learn exercise check-all builds it", fault)

    def test_a_program_that_does_not_hold_it_yet(self):
        self.outcomes["solution"] = [2, None]
        [fault] = self.faults()
        self.assertIn("does not hold half", fault)

    def test_a_tree_without_exercises(self):
        self.master.unlink()
        self.assertEqual(self.faults(), ["exercise: there are no exercises"])


class Names(unittest.TestCase):
    paths = [pathlib.Path(f"chapters/{name}.cpp") for name in (
        "08_cnn/exercises/pool", "11_classical/exercises/gini")]

    def test_an_exercise_has_many_names(self):
        for name in ("8", "08", "cnn", "08_cnn", "pool"):
            self.assertEqual(exercises.chosen(self.paths, [name]),
                             self.paths[:1])
        self.assertEqual(exercises.chosen(self.paths, []), self.paths)
        self.assertEqual(exercises.chosen(self.paths, ["gini", "11", "8"]),
                         self.paths)

    def test_an_unknown_name_is_told_the_valid_ones(self):
        with self.assertRaises(SystemExit) as stop:
            exercises.chosen(self.paths, ["ginny"])
        self.assertIn("no exercise 'ginny'; valid: 08_cnn 11_classical pool "
                      "gini", str(stop.exception))

    def test_the_command_line(self):
        tool = ROOT / "common/exercises/exercises.py"
        for arguments in (["chapters", "nosuch"], ["stub", "nosuch"]):
            result = subprocess.run([sys.executable, "-B", tool, *arguments],
                                    capture_output=True, text=True)
            self.assertEqual((result.returncode, result.stdout), (1, ""))
            self.assertIn("no exercise 'nosuch'", result.stderr)


if __name__ == "__main__":
    unittest.main()
