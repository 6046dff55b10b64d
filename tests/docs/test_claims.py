#!/usr/bin/env python3
"""Sources and conclusions: the check must see faults in citations and claims."""
import unittest

from fixture import BookTest

import claims
import page

EN, ZH = "docs/en/01-alpha.md", "docs/zh/01-alpha.md"


class Bibliography(BookTest):
    def setUp(self):
        super().setUp()
        for language, path in (("en", EN), ("zh", ZH)):
            self.write(f"docs/{language}/bibliography.md",
                       "# Sources\n\n### Abel 1824\n\n### Gauss et al. 1809\n")
            self.write(path, self.read(path) +
                       "\n[Abel 1824](bibliography.md#abel-1824)\n"
                       "([Gauss et al. 1809](bibliography.md#gauss-et-al-1809))\n")

    def test_what_is_cited_is_there(self):
        self.assertEqual(self.check(), [])
        self.replace("docs/zh/bibliography.md", "Abel 1824", "Abel 1826")
        self.assert_fault("no heading has the anchor #abel-1824")
        self.assert_fault("no page cites Abel 1826")

    def test_a_work_that_nobody_cites(self):
        self.replace(EN, "[Abel 1824](bibliography.md#abel-1824)", "Abel")
        self.assert_fault("en/bibliography.md:3: no page cites Abel 1824",
                          count=1)

    def test_cited_under_its_label(self):
        self.replace(ZH, "[Abel 1824]", "[Abel 1825]")
        self.assert_fault("cites #abel-1824 as \"Abel 1825\"", count=1)

    def test_in_alphabetical_order(self):
        self.write("docs/en/bibliography.md",
                   "# Sources\n\n### Gauss et al. 1809\n\n### Abel 1824\n")
        self.assert_fault("Abel 1824 comes too late", count=1)


class Claims(BookTest):
    CLAIM = "<!-- claim: tests/chapters/01.cpp#row_01_by_hand -->\n"
    EN_SAYS, ZH_SAYS = "It is 0.5 s faster because it waits.", "它更快，因为它在等。"

    def setUp(self):
        super().setUp()
        for path, says in ((EN, self.EN_SAYS), (ZH, self.ZH_SAYS)):
            self.write(path, self.read(path) + f"\n{self.CLAIM}{says}\n")

    def open_sentences(self, path):
        file = self.root / path
        return [sentence for _, sentence in claims.open_sentences(
            page.read(file, file.parent.name))]

    def test_it_is_tied(self):
        self.assertEqual(self.check(), [])
        self.assertEqual(self.open_sentences(EN), [])
        self.assertEqual(self.open_sentences(ZH), [])

    def test_what_is_not_tied_is_listed(self):
        for path, says in ((EN, self.EN_SAYS), (ZH, self.ZH_SAYS)):
            self.replace(path, self.CLAIM, "")
            self.assertEqual(self.open_sentences(path), [says])
        self.assert_fault("concludes something, but neither", count=2)

    def test_a_question_and_a_list_of_works_conclude_nothing(self):
        for path, says, question in ((EN, self.EN_SAYS, "Is it the best?"),
                                     (ZH, self.ZH_SAYS, "它最好吗？")):
            self.replace(path, self.CLAIM + says, question)
            works = "Further reading" if path == EN else "延伸阅读"
            self.write(path, self.read(path) + f"\n## {works}\n\n{says}\n")
        self.assertEqual(self.check(), [])

    def test_in_a_list_the_comment_may_be_indented(self):
        for path, says in ((EN, self.EN_SAYS), (ZH, self.ZH_SAYS)):
            self.replace(path, self.CLAIM + says,
                         f"1. One\n\n   {self.CLAIM}   {says}")
        self.assertEqual(self.check(), [])

    def test_a_reason_for_no_claim(self):
        self.replace_in_both(self.CLAIM, "<!-- no claim: a definition -->\n")
        self.assertEqual(self.check(), [])
        self.assertEqual(self.open_sentences(EN), [])
        self.replace_in_both(": a definition", "")
        self.assert_fault("a reason must follow", count=2)

    def test_its_test_is_gone(self):
        self.replace_in_both(self.CLAIM,
                             self.CLAIM.replace("by_hand", "never"))
        self.assert_fault("has no test case 'row_01_never'", count=2)

    def test_languages_claim_the_same(self):
        self.replace(ZH, self.CLAIM, "")
        self.assert_fault("block \"claim", count=2)

    def test_a_claim_of_nothing(self):
        self.replace_in_both(self.CLAIM, self.CLAIM + "\n")
        self.assert_fault("below a claim must stand its paragraph", count=4)

    def test_a_test_in_python(self):
        self.write("tests/programs/test_a.py",
                   "class A:\n    def test_it(self):\n        pass\n")
        self.replace_in_both(self.CLAIM, self.CLAIM.replace(
            "chapters/01.cpp#row_01_by_hand", "programs/test_a.py#test_it"))
        self.assertEqual(self.check(), [])
        self.replace("tests/programs/test_a.py", "test_it", "test_that")
        self.assert_fault("defines no function 'test_it'", count=2)


if __name__ == "__main__":
    unittest.main()
