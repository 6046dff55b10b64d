"""Faults that can be planted in C++: each changes one place of one line.

Knows no grammar. It relies on clang-format: binary operators have spaces
around them, template brackets have none, a statement ends its line.
"""
import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Fault:
    file: str      # relative to the project
    line: int      # from 1
    before: str
    after: str
    kind: str

    def __str__(self):
        return (f"{self.file}:{self.line}: {self.kind}: "
                f"{self.before.strip()}  ->  {self.after.strip() or ';'}")


# (kind, what is found, what it becomes)
OPERATORS = [(kind, f" {old} ", f" {new} ") for kind, pairs in (
    ("arithmetic", "+:- -:+ *:/ /:* %:* &:| |:& <<:>> >>:<<"),
    ("assignment", "+=:-= -=:+= *=:/= /=:*= +=:= -=:= *=:= |=:&="),
    ("comparison", "<:<= <=:< >:>= >=:> ==:!= !=:== <:> >:<"),
    ("logic", "&&:|| ||:&&"),
) for old, new in (pair.split(":") for pair in pairs.split())]
WORDS = [("constant", r"\btrue\b", "false"), ("constant", r"\bfalse\b", "true"),
         ("logic", r"!(?=[\w(])", ""), ("off by one", r"\+\+(?=\w)", "--"),
         ("off by one", r" [+-] 1\b(?!\.)", ""),
         ("function", r"\bstd::min\b", "std::max"),
         ("function", r"\bstd::max\b", "std::min"),
         ("function", r"\bstd::sqrt\b", "std::abs")]
NUMBER = re.compile(r"(?<![\w.])(\d+(?:\.\d*)?(?:e[-+]?\d+)?)(f?)(?![\w.])")
# A whole statement that calls or assigns something that is there already.
STATEMENT = re.compile(r"^\s+(?!return\b|using\b|throw\b|case\b|break\b|else\b"
                       r"|continue\b|goto\b|delete\b|public|private)"
                       r"[\w:>.\[\]()*-]+( [-+*/|&]?= |\(|\+\+|--).*;$")
# Lines that compute nothing, or only at compile time.
SKIP = re.compile(r"^\s*#|static_assert|template <|\boperator\b|\brequires\b"
                  r"|\[\[gnu|#pragma|\bextern\b|\busing\b|^\s*(public|private)")


def masked(text):
    """The text with comments, strings and characters as blanks."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match[0])
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"'
                  r"|(?<!\w)'(?:\\.|[^'\\\n])'", blank, text, flags=re.S)


def other_number(match):
    text, suffix = match[1], match[2]
    if re.fullmatch(r"\d+", text):
        return str(int(text) + 1) + suffix
    return f"({match[0]} * 1.5{suffix} + 1e-3{suffix})"


def replaced(line, start, end, new):
    return line[:start] + new + line[end:]


def faults_of_line(line, visible):
    """(kind, the changed line) for each place."""
    for kind, old, new in OPERATORS:
        at = visible.find(old)
        while at >= 0:
            yield kind, replaced(line, at, at + len(old), new)
            at = visible.find(old, at + 1)
    for kind, old, new in WORDS:
        for match in re.finditer(old, visible):
            yield kind, replaced(line, *match.span(), new)
    for match in NUMBER.finditer(visible):
        yield "constant", replaced(line, *match.span(), other_number(match))
    # The rest of a statement over several lines would not compile.
    if STATEMENT.match(visible) and visible.count("(") == visible.count(")"):
        yield "dropped statement", ""


def faults_of(file, text):
    lines, visible = text.split("\n"), masked(text).split("\n")
    for number, (line, seen) in enumerate(zip(lines, visible), 1):
        if not SKIP.search(seen):
            for kind, after in faults_of_line(line, seen.rstrip()):
                yield Fault(file, number, line, after, kind)


def planted(text, fault):
    lines = text.split("\n")
    assert lines[fault.line - 1] == fault.before
    lines[fault.line - 1] = fault.after or ";"
    return "\n".join(lines)
