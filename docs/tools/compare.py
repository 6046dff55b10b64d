"""Are two outputs, or two figures, the same?

Outputs are compared character by character, but for the numbers that a clock
measured. Figures are compared byte by byte, if one gnuplot drew both.
"""
import re

import png
import svg

MARK = re.compile(rb"drawn from ([0-9a-f]{16})")
NUMBER = re.compile(r" *([-+−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)")
# What follows a number: seconds, or something per second.
CLOCK = re.compile(r" ?(?:(?:ms|s|seconds?)(?![\w/])|[A-Za-z]+/s\b"
                   r"|times faster\b)")
# A column of times, in the head of a table.
CLOCK_HEAD = re.compile(r"(?:\w+ )*[(\[]?(?<![\w'])(?:seconds|ms|s|\w+/s)[)\]]?"
                        r"(?:/\w+|(?: \w+)+)?(?= {2}|$)")


def heads_of(line):
    """Positions of a table's time columns, if this line is its header."""
    if NUMBER.search(line) or not re.search(r"\S  +\S", line):
        return []
    return [head.span() for head in CLOCK_HEAD.finditer(line)]


def without_clock(text, vary=()):
    """The lines of a text, with # in place of every number that a clock
    measured and of lines that vary."""
    heads = []

    def hidden(number):
        below = any(number.start(1) < end and start < number.end()
                    for start, end in heads)
        timed = CLOCK.match(number.string, number.end())
        return " #" if below or timed else number[0]

    for line in text.splitlines():
        heads = heads + heads_of(line) if line.strip() else []
        varies = any(words in line for words in vary)
        yield "#" if varies else NUMBER.sub(hidden, line)


def difference(old, new, vary=()):
    """None, or a sentence about the first difference between two texts."""
    pairs = zip(without_clock(old, vary), without_clock(new, vary))
    old, new = old.splitlines(), new.splitlines()
    for at, (a, b) in enumerate(pairs):
        if a != b:
            return (f"line {at + 1} is\n  {old[at]}\n"
                    f"but should be\n  {new[at]}")
    if len(old) != len(new):
        return f"it has {len(old)} lines but should have {len(new)}"
    return None


def figure_difference(old, new, exact=True):
    """old, new: paths of two SVG or two PNG files. With exact=False, another
    gnuplot drew the old one: figures with the same data and script, whose hash
    they carry, are the same, and otherwise small shifts do not count."""
    old_bytes, new_bytes = old.read_bytes(), new.read_bytes()
    if old_bytes == new_bytes:
        return None
    marks = MARK.findall(old_bytes), MARK.findall(new_bytes)
    if not exact and marks[0] and marks[0] == marks[1]:
        return None
    kind = png if old.suffix == ".png" else svg
    visible = kind.difference(old_bytes, new_bytes)
    return visible or ("it is not the same, byte by byte" if exact else None)
