#!/usr/bin/env python3
"""Every class template that programs create is compiled once, in the library:
common/nn/compiled/templates.hpp lists them all."""
import pathlib
import re
import unittest

LIBRARY = pathlib.Path(__file__).resolve().parents[2] / "common/nn"
CLASS = re.compile(r"^template <Backend B>\nclass (\w+)([^{;]*)\{(.*?)^\};",
                   re.M | re.S)


def creatable(files):
    """The class templates of which objects can be made: every function that
    they declare pure (or inherit from a base here) is defined."""
    found = {match[1]: match for file in files
             for match in CLASS.finditer(
                 re.sub(r"//.*", "", file.read_text("utf-8")))}

    def pure(name):
        _, bases, body = (found[name][i] for i in range(1, 4))
        base = re.search(r"public (\w+)<B>", bases)
        open_ = pure(base[1]) if base and base[1] in found else set()
        open_ |= set(re.findall(r"virtual [^;{]*?(\w+)\([^;{]*\)[^;{]*= 0;",
                                body))
        return open_ - set(re.findall(r"(\w+)\([^;{]*\)[^;{]*override", body))
    return {name for name in found if not pure(name)}


class Compiled(unittest.TestCase):
    def test_the_list_is_complete(self):
        files = [file for folder in ("layers", "model", "training")
                 for file in sorted((LIBRARY / folder).glob("*.hpp"))]
        text = (LIBRARY / "compiled/templates.hpp").read_text("utf-8")
        listed = set(re.findall(r"HOW class nn::(\w+)<", text))
        # Only the model makes these, where it is compiled itself; Scratch is
        # part of a trainer, Folding of one function.
        inside = {name for name in creatable(files)
                  if name.endswith("Operator")} | {"Scratch", "Folding"}
        self.assertEqual(listed, creatable(files) - inside)
        self.assertGreater(len(listed), 30)


if __name__ == "__main__":
    unittest.main()
