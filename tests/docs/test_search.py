#!/usr/bin/env python3
"""The words that the site's search finds, in pages and in what is typed.

Asks node for the function of docs/.vitepress/search.mts; exit code 77 without.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASK = "console.log(JSON.stringify(JSON.parse(process.argv[1]).map(tokenize)))"


def tokens(*texts):
    source = (ROOT / "docs/.vitepress/search.mts").read_text(encoding="utf-8")
    # Types are TypeScript's; node 18 takes JavaScript alone.
    script = re.sub(r": string(\[\])?", "", source).replace("export ", "")
    done = subprocess.run(["node", "-e", script + ASK, json.dumps(texts)],
                          check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


class Search(unittest.TestCase):
    def test_words_and_pairs(self):
        self.assertEqual(tokens("Adam's rate, 反向传播 by hand"), [
            ["adam", "s", "rate", "反向", "向传", "传播", "播", "by", "hand"]])

    def test_full_width_is_the_same_as_half_width(self):
        for typed, plain in (("ＣＵＤＡ", "CUDA"), ("ｄｒｏｐｏｕｔ", "dropout"),
                             ("第９章　ＭＮＩＳＴ", "第9章 MNIST"),
                             ("（１．６）", "(1.6)"), ("ﾄﾞ", "ド"),
                             ("ﬁlter", "filter")):
            with self.subTest(typed=typed):
                one, other = tokens(typed, plain)
                self.assertEqual(one, other)


if __name__ == "__main__":
    if not shutil.which("node"):
        print("skipped: node is missing")
        sys.exit(77)
    unittest.main()
