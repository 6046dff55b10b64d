"""The master of an exercise: one C++ file, taken apart.

README.md beside this file shows the form. parse() returns a Master or raises
Fault, whose text says where, what was expected, and what was found. judge.py
says whether it holds all that an exercise needs.
"""
import pathlib
import re
import textwrap
from dataclasses import dataclass, field

DIRECTIVE = re.compile(r"\s*// #(\S+)(?: (.*))?$")
LANGUAGES = ("en", "zh")
WORDS = ("title", "text", "hint", "solution", "stub", "end", "checks",
         "wrong", "caught-by", "says")
OTHERS = ("region", "endregion")  # for pages that quote the code


class Fault(Exception):
    """A master that is not in the form."""


@dataclass
class Place:
    """A solution, from line `first` up to `last` (counted from 0), and what
    the stub has instead, None for the usual words."""
    first: int
    last: int
    end: int  # of its #end
    stub: list = None


@dataclass
class Hunk:
    """Lines of a solution that a wrong answer replaces."""
    line: int
    old: list = field(default_factory=list)
    new: list = field(default_factory=list)


@dataclass
class Wrong:
    line: int
    what: str
    caught_by: str = ""
    says: str = ""
    hunks: list = field(default_factory=list)


@dataclass
class Master:
    path: pathlib.Path
    lines: list
    title: dict = field(default_factory=dict)  # language -> text
    text: dict = field(default_factory=dict)   # language -> lines
    hints: dict = field(default_factory=lambda: {lang: [] for lang in
                                                 LANGUAGES})
    code: int = 0         # the first line after the text
    checks: int = 0       # the line of #checks
    end: int = 0          # the first line after the checks
    places: list = field(default_factory=list)
    wrong: list = field(default_factory=list)

    @property
    def name(self):
        return self.path.stem

    def fault(self, line, what):
        return Fault(f"{self.path}:{line + 1}: {what}")


def parse(path, text=None):
    path = pathlib.Path(path)
    if text is None:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Fault(f"{path}: cannot be read: {error}") from None
    master = Master(path, text.splitlines())
    if not re.fullmatch(r"[a-z][a-z0-9_]*", master.name):
        raise Fault(f"{path}: expected a name of small letters, digits and _")
    at = read_text(master)
    at = read_code(master, at)
    read_wrong_answers(master, at)
    return master


def directive(master, at):
    """(word, argument) of a line, or None. Unknown words are faults."""
    found = DIRECTIVE.match(master.lines[at])
    if not found:
        return None
    if found[1] not in WORDS + OTHERS:
        raise master.fault(at, f"#{found[1]} is no word of the form; expected "
                           "one of #" + " #".join(WORDS))
    return (found[1], (found[2] or "").strip()) if found[1] in WORDS else None


def comment_block(master, at):
    """The comment lines from `at` on, without //, up to the next directive;
    and the line after them."""
    block = []
    while at < len(master.lines) and not directive(master, at):
        line = master.lines[at].strip()
        if not line.startswith("//"):
            break
        block.append(line[3:] if line.startswith("// ") else line[2:])
        at += 1
    return textwrap.dedent("\n".join(block)).strip("\n").split("\n"), at


def read_text(master):
    """Title, text and hints; returns the first line of the code."""
    at = 0
    while at < len(master.lines) and master.lines[at].startswith("//"):
        word, argument = directive(master, at) or ("", "")
        if word not in ("title", "text", "hint"):
            raise master.fault(at, "a master begins with #title, #text and "
                               "#hint of both languages")
        language, _, title = argument.partition(" ")
        if language not in LANGUAGES:
            raise master.fault(at, f"#{word} is followed by its language, "
                               f"en or zh, found '{language}'")
        block, end = comment_block(master, at + 1)
        if word == "title":
            keep(master, master.title, language, title, at, "title")
            if block != [""]:
                raise master.fault(at + 1, "a title has one line")
        elif word == "text":
            keep(master, master.text, language, block, at, "text")
        else:
            master.hints[language].append(block)
        at = end
    master.code = at
    return at


def keep(master, where, language, what, at, word):
    if language in where:
        raise master.fault(at, f"a second {word} in '{language}'")
    if not what or what == [""]:
        raise master.fault(at, f"the {word} in '{language}' is empty")
    where[language] = what


def read_code(master, at):
    """Given code, solutions and checks; returns the line after them."""
    begin = None
    while at < len(master.lines):
        word, _ = directive(master, at) or ("", "")
        if word == "wrong":
            break
        if word == "solution" and begin is None and not master.checks:
            begin, stub, last = at + 1, None, None
        elif word == "stub" and begin is not None and stub is None:
            last = at
            stub, after = comment_block(master, at + 1)
            at = after - 1
        elif word == "end" and begin is not None:
            master.places.append(Place(begin, last or at, at, stub))
            begin = None
        elif word == "checks" and begin is None and not master.checks:
            master.checks = at
        elif word:
            raise master.fault(at, f"#{word} may not stand here: the code has "
                               "#solution … #stub … #end, then #checks")
        at += 1
    if begin is not None:
        raise master.fault(begin - 1, "#solution without its #end")
    master.end = at
    return at


def read_wrong_answers(master, at):
    while at < len(master.lines):
        word, argument = directive(master, at) or ("", "")
        line = master.lines[at].strip()
        if word == "wrong":
            if not argument:
                raise master.fault(at, "#wrong is followed by what is wrong")
            master.wrong.append(Wrong(at, argument))
        elif word in ("caught-by", "says"):
            name = word.replace("-", "_")
            if getattr(master.wrong[-1], name):
                raise master.fault(at, f"a second #{word}")
            setattr(master.wrong[-1], name, argument)
        elif word:
            raise master.fault(at, f"#{word} may not stand here: after the "
                               "first #wrong come only wrong answers")
        elif line.startswith(("// -", "// +")):
            add_to_hunk(master.wrong[-1], line, at)
        elif line and line != "//":
            raise master.fault(at, "expected a line of a wrong answer, '// -' "
                               f"or '// +', found: {line[:40]}")
        at += 1


def add_to_hunk(wrong, line, at):
    if not wrong.hunks or (line[3] == "-" and wrong.hunks[-1].new):
        wrong.hunks.append(Hunk(at))
    hunk = wrong.hunks[-1]
    (hunk.old if line[3] == "-" else hunk.new).append(line[4:].strip())


def occurrences(master, hunk):
    """[(place, first line)] where the old lines of a hunk stand."""
    found = []
    for number, place in enumerate(master.places):
        lines = [line.strip() for line in
                 master.lines[place.first:place.last]]
        found += [(number, place.first + at)
                  for at in range(len(lines) - len(hunk.old) + 1)
                  if lines[at:at + len(hunk.old)] == hunk.old]
    return found
