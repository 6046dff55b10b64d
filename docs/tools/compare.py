"""Are two outputs, or two figures, the same? Number by number.

Integers must be equal. Decimals may differ by a relative tolerance: 0.0005
unless the page states another one, so that a change in the third digit counts
but the last bits, which differ between processors, do not. A mean that is
printed with its spread, 80.8 +- 0.9, may move by that spread, and the spread
itself is not compared. Nor is what is measured with a clock.
"""
import math
import re

import png
import svg

TOLERANCE = 5e-4
NUMBER = re.compile(r"[-+−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
# Behind a number: seconds, or something for each second.
CLOCK = re.compile(
    r"\s?(?:ns|us|µs|ms|s|min|h|seconds?|minutes?|hours?)(?![\w/])"
    r"|\s?(?:[A-Za-z]+ ?){0,2}(?:/s|/min|per second)\b"
    r"|\s?(?:x|times) (?:as fast|faster|slower|as slow)\b")
# A column of times, in the head of a table.
CLOCK_HEAD = re.compile(
    r"(?:\w+ )*[(\[]?(?<!\w)(?:seconds|s|ms|us|µs|ns|speed-?up|\w+/s)"
    r"[)\]]?(?:/\w+|(?: \w+)+)?(?!\S)")
# Behind a number: how far it spreads over several runs.
SPREAD = re.compile(r"\s?%?\s?(?:\+-|±)\s?(\d+(?:\.\d+)?)")
ROUNDING = 1e-12  # below it a printed difference is nothing but rounding


def same_number(old, new, tolerance, room=0.0):
    """Equal but for the relative tolerance, or within `room`."""
    old, new = old.replace("−", "-"), new.replace("−", "-")
    if old == new or abs(float(old) - float(new)) <= room:
        return True
    if re.fullmatch(r"[-+]?\d+", old) or re.fullmatch(r"[-+]?\d+", new):
        return False
    a, b = float(old), float(new)
    if abs(a) < ROUNDING and abs(b) < ROUNDING:
        return True
    if re.fullmatch(r"[-+]?\d[eE].*", old) and re.fullmatch(
            r"[-+]?\d[eE].*", new):  # one digit: an order of magnitude
        return a * b > 0 and 0.1 <= a / b <= 10
    return abs(a - b) <= tolerance * max(abs(a), abs(b))


def words(line):
    """A line without its numbers, and without how far things are apart."""
    return re.sub(r"\s+", " ", NUMBER.sub(" # ", line)).strip()


def heads_of(line):
    """Where a table's columns of times stand, if this line is its head."""
    if NUMBER.search(line) or not re.search(r"\S  +\S", line):
        return []
    return [head.span() for head in CLOCK_HEAD.finditer(line)]


def numbers(line, heads):
    """The numbers of a line: [(number, how far it may move)]; infinity for
    times and spreads, 0 for most."""
    is_spread = False
    for number in NUMBER.finditer(line):
        below = any(number.start() < end and start < number.end()
                    for start, end in heads)
        spread = SPREAD.match(line, number.end())
        room = float(spread[1]) if spread else 0.0
        if is_spread or below or CLOCK.match(line, number.end()):
            room = math.inf
        is_spread = bool(spread)
        yield number[0], room


def difference(old, new, tolerance=TOLERANCE, vary=()):
    """None, or a sentence on the first difference of two texts."""
    old_lines, new_lines = old.splitlines(), new.splitlines()
    heads = []
    for number, (a, b) in enumerate(zip(old_lines, new_lines), 1):
        if any(text in a and text in b for text in vary):
            continue
        if words(a) != words(b):
            return f"line {number} is\n  {a}\nbut should be\n  {b}"
        if not b.strip():
            heads = []
        heads += heads_of(b)
        for (x, room), (y, _) in zip(numbers(a, heads), numbers(b, heads)):
            if not same_number(x, y, tolerance, room):
                return (f"line {number}: {x} but should be {y}, in\n"
                        f"  {a}\n  {b}")
    if len(old_lines) != len(new_lines):
        return (f"it has {len(old_lines)} lines but should have "
                f"{len(new_lines)}")
    return None


def figure_difference(old, new):
    """old, new: paths of two SVG or two PNG files."""
    if old.read_bytes() == new.read_bytes():
        return None
    if old.suffix == ".png":
        return png.difference(old.read_bytes(), new.read_bytes())
    return svg.difference(old.read_text(encoding="utf-8"),
                          new.read_text(encoding="utf-8"))
