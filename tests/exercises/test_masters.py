#!/usr/bin/env python3
"""A master that lacks something is refused, with its line and a remedy."""
import unittest

from exercise_tools import ExerciseTest

import generate
import master as masters


class Form(ExerciseTest):
    def test_one_in_which_all_is_well(self):
        self.assertEqual(self.faults(), [])

    def test_one_language_is_missing(self):
        self.replace("// #title zh 取一半\n", "")
        self.assert_fault(":1: no title in 'zh'")

    def test_a_text_without_its_twin(self):
        self.replace("// #text zh\n// 写出 `half`，返回 $x / 2$。\n", "")
        self.assert_fault("no text in 'zh'", "// #text zh")

    def test_a_second_title_or_text(self):
        self.replace("// #title zh", "// #title en Half\n// #title zh")
        self.assert_fault(":2: a second title in 'en'")
        self.replace("// #title en Half\n", "")
        self.replace("// #text zh\n", "// #text en\n// More.\n// #text zh\n")
        self.assert_fault("a second text in 'en'")

    def test_words_of_the_other_language(self):
        self.replace("// 写出 `half`，返回 $x / 2$。", "// Write it.")
        self.assert_fault("the text in 'zh' is in another language")
        self.replace("// Write it.", "// 写出它。")
        self.replace("// Divide.", "// 除。")
        self.assert_fault("the hint in 'en' is in another language")

    def test_an_unknown_language(self):
        self.replace("// #title zh", "// #title de")
        self.assert_fault(":2:", "en or zh, found 'de'")

    def test_hints_come_in_pairs_and_there_are_two(self):
        self.replace("// #hint en\n// By what?\n", "")
        self.assert_fault("1 hints in 'en': expected two or three")
        self.replace("// #hint zh\n// 除以几？\n", "")
        self.assert_fault("1 hints in 'en'")

    def test_three_hints_in_one_language_only(self):
        self.replace("// #hint zh\n// 除以几？\n",
                     "// #hint zh\n// 除以几？\n// #hint zh\n// 除以二。\n")
        self.assert_fault("2 hints in 'en', but 3 in 'zh'")

    def test_a_hint_that_is_the_answer(self):
        self.replace("// By what?", "// Try `return x/two;`.")
        self.assert_fault("gives away", "return x / two;")

    def test_a_number_of_the_text_stands_in_the_code(self):
        self.replace("// It takes any number.", "// Half of 2.46 is 1.23.")
        self.assert_fault("2.46 in the text stands nowhere")

    def test_too_few_wrong_answers(self):
        text = self.master.read_text(encoding="utf-8")
        self.master.write_text(text[:text.index("// #wrong Takes a third")],
                               encoding="utf-8")
        self.assert_fault("2 wrong answers: expected at least 3")

    def test_two_wrong_answers_differ_in_one_place(self):
        two = ("// -  const double two = 2;\n// +  const double two = 3;\n"
               "// -  return x / two;\n// +  return x {} two;\n")
        self.replace("// -  return x / two;\n// +  return x * two;\n",
                     two.format("*"))
        self.replace("// -  return x / two;\n// +  return x + two;\n",
                     two.format("+"))
        self.assert_fault("1 wrong answers differ in one place")

    def test_a_wrong_answer_without_check_or_words(self):
        self.replace("// #caught-by three\n", "")
        self.assert_fault("no #caught-by")
        self.replace("// #wrong Doubles.", "// #wrong Doubles.\n"
                     "// #caught-by three")
        self.replace("// #says got 2\n", "")
        self.assert_fault("no #says")

    def test_a_fragment_that_is_not_in_the_solution(self):
        self.replace("// -  return x / two;\n// +  return x * two;",
                     "// -  return half(half(x));\n// +  return x * two;")
        self.assert_fault("stand 0 times in the solution; expected once")

    def test_a_fragment_that_stands_twice(self):
        self.replace("  const double two = 2;\n  return x / two;\n  // #end",
                     "  const double two = 2;\n  if (x > 0)\n"
                     "    return x / two;\n  return x / two;\n  // #end")
        self.assert_fault("stand 2 times")

    def test_a_wrong_answer_that_is_the_solution_or_another(self):
        self.replace("// +  return x * two;", "// +  return x / two;")
        self.assert_fault("it is the solution")
        self.replace("// +  return x / two;", "// +  return x + two;")
        self.assert_fault("the same wrong answer again")

    def test_marks_that_are_misspelled_or_misplaced(self):
        self.replace("  // #end\n", "")
        self.assert_fault("#checks may not stand here")
        self.replace("  return x / two;\n}", "  return x / two;\n  // #ende\n}")
        self.assert_fault(":27: #ende is no word of the form")

    def test_no_solution_and_no_checks(self):
        self.replace("// #checks\n", "")
        self.assert_fault("no checks: expected #checks")
        self.replace("double quarter", "// #checks\ndouble quarter")
        self.replace("  // #solution\n", "")
        self.replace("  // #end\n", "")
        self.assert_fault("no solution: expected #solution")

    def test_code_behind_the_first_wrong_answer(self):
        self.replace("// #wrong Adds.", "int more;\n// #wrong Adds.")
        self.assert_fault("expected a line of a wrong answer", "int more;")

    def test_two_exercises_of_one_name(self):
        text = self.master.read_text(encoding="utf-8")
        self.write("chapters/02_beta/exercises/half.cpp", text)
        [fault] = self.faults()
        self.assertIn("the same name", fault)


class Generated(ExerciseTest):
    def test_the_stub_is_what_a_reader_wants_to_read(self):
        master = masters.parse(self.master)
        self.assertEqual(generate.stub(master, "en"), """\
// Half of it
//
// Write `half`, which returns $x / 2$.
//
// It takes any number.
#include <cmath>

#include "nn/exercise/check.hpp"

/// Half of x.
double half(double x) {
  // Your code here, in the place of the next line.
  throw nn::exercise::NotWritten();
}

double quarter(double x) { return half(half(x)); }
""")
        chinese = generate.stub(master, "zh")
        self.assertIn("// 取一半\n//\n// 写出 `half`", chinese)
        self.assertIn("  // 把你的代码写在这里", chinese)

    def test_a_stub_of_its_own(self):
        self.replace("  return x / two;\n  // #end",
                     "  return x / two;\n  // #stub\n  // const int two = 3;\n"
                     "  // return x / two;\n  // #end")
        master = masters.parse(self.master)
        self.assertIn("double half(double x) {\n  const int two = 3;\n"
                      "  return x / two;\n}\n", generate.stub(master, "en"))
        solution = [line for _, line in generate.body(master, "solution")]
        self.assertIn("  return x / two;", solution)
        self.assertNotIn("const int two = 3;", "".join(solution))

    def test_every_variant_is_the_solution_but_for_its_place(self):
        master = masters.parse(self.master)
        code = {variant: [line for _, line in generate.body(master, variant)]
                for variant in generate.variants(master)}
        self.assertEqual(list(code), ["stub", "solution", "wrong_1", "wrong_2",
                                      "wrong_3"])
        solution = code["solution"]
        self.assertIn("void checks(nn::exercise::Checks& check) {", solution)
        stub = code["stub"]
        self.assertIn("  throw nn::exercise::NotWritten();", stub)
        self.assertIn("double quarter(double x) { return half(half(x)); }",
                      stub)
        for line in ("  return x / two;", "  const double two = 2;"):
            self.assertIn(line, solution)
            self.assertNotIn(line, stub)
        for name, line in (("wrong_1", "return x * two;"),
                           ("wrong_2", "return x + two;")):
            at = solution.index("  return x / two;")
            self.assertEqual(code[name],
                             [*solution[:at], line, *solution[at + 1:]])
        self.assertEqual(len(code["wrong_3"]), len(solution) + 1)
        self.assertIn("++x;", code["wrong_3"])

    def test_line_numbers_are_those_of_the_master(self):
        master = masters.parse(self.master)
        lines = self.master.read_text(encoding="utf-8").splitlines()
        for number, line in generate.body(master, "solution"):
            self.assertEqual(lines[number - 1], line)

    def test_one_file_has_all_variants_and_includes_once(self):
        unit = generate.unit(masters.parse(self.master))
        self.assertEqual(unit.count("#include <cmath>"), 1)
        self.assertEqual(unit.count("#include <vector>"), 1)
        self.assertLess(unit.rindex("#include"), unit.index("namespace"))
        for variant in ("stub", "solution", "wrong_1", "wrong_2", "wrong_3"):
            self.assertIn(f'{{"half", "{variant}", checks}};', unit)


if __name__ == "__main__":
    unittest.main()
