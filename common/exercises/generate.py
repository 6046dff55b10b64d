"""What is made of a master: the stub that a reader gets, and one file for the
compiler that holds all variants, each in a namespace of its own."""
import re

import master as masters

INCLUDE = re.compile(r"\s*#\s*include\b")
YOURS = {"en": "Your code here, in the place of the next line.",
         "zh": "把你的代码写在这里，替换下一行。"}
NOT_WRITTEN = "throw nn::exercise::NotWritten();"
# A stub uses nothing; people who are mistaken do not look at warnings.
LENIENT = ("-Wunused-parameter", "-Wunused-variable", "-Wunused-function",
           "-Wunused-but-set-variable", "-Wconversion", "-Wsign-compare")


def variants(master):
    """The names: stub, solution, wrong_1, wrong_2, …"""
    return ["stub", "solution",
            *(f"wrong_{i}" for i, _ in enumerate(master.wrong, 1))]


def stub_lines(master, place, language):
    """What stands in the place of a solution."""
    first = next(line for line in master.lines[place.first:place.last]
                 if line.strip())
    indent = first[:len(first) - len(first.lstrip())]
    code = place.stub
    if code is None:
        code = [f"// {YOURS[language]}", NOT_WRITTEN]
    return [(indent + line).rstrip() for line in code]


def stub(master, language):
    """The file that a reader gets."""
    lines = [f"// {master.title[language]}", "//"]
    lines += [f"// {line}".rstrip() for line in master.text[language]]
    at = master.code
    for place in master.places:
        lines += master.lines[at:place.first - 1]
        lines += stub_lines(master, place, language)
        at = place.end + 1
    lines += master.lines[at:master.checks]
    return "\n".join(lines).rstrip() + "\n"


def body(master, variant):
    """[(line number from 1, text)]: the code of one variant."""
    numbered = list(enumerate(master.lines, 1))
    changed = {}  # first line of a fragment -> (lines to skip, new lines)
    if variant.startswith("wrong_"):
        for hunk in master.wrong[int(variant[6:]) - 1].hunks:
            [(_, first)] = masters.occurrences(master, hunk)
            new = [(hunk.line + 1, line) for line in hunk.new]
            changed[first] = (len(hunk.old), new)
    for place in master.places:
        if variant == "stub":
            new = [(place.first + 1, line)
                   for line in stub_lines(master, place, "en")]
            changed[place.first] = (place.end - place.first, new)
        elif place.stub is not None:
            changed[place.last] = (place.end - place.last, [])
    lines, at = [], master.code
    while at < master.end:
        skip, new = changed.get(at, (0, [numbered[at]]))
        lines += new
        at += skip or 1
    return lines


def unit(master):
    """One file for the compiler. #line lets its errors name the master."""
    file = str(master.path).replace("\\", "\\\\").replace('"', '\\"')
    includes = {line.strip(): None for line in
                master.lines[master.code:master.end] if INCLUDE.match(line)}
    text = ["// Made from a master by common/exercises/exercises.py.",
            '#include "nn/exercise/run.hpp"', *includes]
    for variant in variants(master):
        text += namespace(master, variant, file)
    return "\n".join(text) + "\n"


def namespace(master, variant, file):
    own = variant == "solution"
    text = [] if own else ["#pragma GCC diagnostic push", *(
        f'#pragma GCC diagnostic ignored "{flag}"' for flag in LENIENT)]
    text.append(f"namespace exercise_{master.name}_{variant} {{")
    expected = None
    for number, line in body(master, variant):
        if INCLUDE.match(line):
            line = ""
        if number != expected:
            text.append(f'#line {number} "{file}"')
        text.append(line)
        expected = number + 1
    text += [f"const nn::exercise::Registered registered{{\"{master.name}\", "
             f"\"{variant}\", checks}};", "}"]
    return text + ([] if own else ["#pragma GCC diagnostic pop"])
