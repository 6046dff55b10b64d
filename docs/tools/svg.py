"""Compares two SVG figures of the chapters, shape by shape: another gnuplot
writes the same drawing otherwise.

What is drawn alike in both is matched in its order, wherever it stands in the
file. Lines are compared as lines: another number of points on the same line
is no difference. Words and numbers in labels must be equal.
"""
import base64
import math
import re
import xml.etree.ElementTree as xml

import png

PIXELS = 1.0  # how far something may move
COMMAND = re.compile(r"[MLlhvz]|-?(?:\d+\.?\d*|\.\d+)")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
PLACE = {"x", "y", "d", "points", "transform", "href"}
EMBEDDED = "data:image/png;base64,"


class Shape:
    """Something drawn: its points, and for an image its bytes."""

    def __init__(self, points, image=b""):
        self.points, self.image = points, image


def name_of(element):
    return element.tag.rpartition("}")[2]


def shapes(text):
    """{what is drawn, in which style: [Shape, ...]} of an SVG."""
    root, found = xml.fromstring(text), {}
    marks = {element.get("id"): described(element) for element in root.iter()
             if element.get("id")}
    collect(root, {}, marks, found)
    return found


def described(element):
    """A mark, whatever its id."""
    return xml.tostring(element).decode().replace(
        f'id="{element.get("id")}"', "").strip()


def collect(element, inherited, marks, found):
    name = name_of(element)
    style = inherited | {key.rpartition("}")[2]: value
                         for key, value in element.attrib.items()
                         if key not in PLACE}
    if name in ("svg", "g"):
        for child in element:
            collect(child, style, marks, found)
    elif name != "defs":
        for what, shape in drawn(element, name, marks):
            key = name, what, tuple(sorted(style.items()))
            found.setdefault(key, []).append(shape)


def drawn(element, name, marks):
    """The shapes of an element, each with what must be equal in it."""
    get = element.get
    place = [(float(get("x", "0")), float(get("y", "0")))]
    if name == "path":
        for line in lines(get("d", "")):
            yield "", Shape(line)
    elif name == "polygon":
        numbers = [float(n) for n in NUMBER.findall(get("points", ""))]
        yield "", Shape(list(zip(numbers[::2], numbers[1::2])))
    elif name == "use":
        yield marks.get(get("href", "").lstrip("#"), ""), Shape(place)
    elif name == "image":
        data = get("href", "").removeprefix(EMBEDDED)
        yield "", Shape(place, image=base64.b64decode(data))
    else:
        words = "".join(element.itertext())
        if turned := get("transform"):
            numbers = [float(n) for n in NUMBER.findall(turned)]
            place = list(zip(numbers[::2], numbers[1:2]))
        yield words, Shape(place)


def lines(commands):
    """The points of every line of a path."""
    command, x, y, line = "", 0.0, 0.0, []
    tokens = iter(COMMAND.findall(commands))
    for token in tokens:
        if token == "z":
            line.append(line[0])
            continue
        if token.isalpha():
            command, token = token, next(tokens)
        if command == "M" and line:
            yield line
            line = []
        if command == "h":
            x += float(token)
        elif command == "v":
            y += float(token)
        else:
            dx, dy = float(token), float(next(tokens))
            x, y = (x + dx, y + dy) if command == "l" else (dx, dy)
        line.append((x, y))
    if line:
        yield line


def distance(p, a, b):
    """From a point to the segment between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square if square else 0
    t = min(max(t, 0), 1)
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def strays(points, line):
    """A point that is not on the line, or None. Both are walked together."""
    at, pieces = 0, max(len(line) - 1, 1)
    for p in points:
        for step in range(pieces):
            i = (at + step) % pieces
            if distance(p, line[i], line[min(i + 1, len(line) - 1)]) <= PIXELS:
                at = i
                break
        else:
            return p
    return None


def change(old, new):
    """What is different in two shapes of the same kind, or None."""
    point = (strays(old.points, new.points) or strays(new.points, old.points))
    if point:
        return f"a line or point near ({point[0]:.0f}, {point[1]:.0f}) moved"
    return png.difference(old.image, new.image)


def difference(old, new):
    """None, or a sentence about the first difference between two files."""
    old, new = shapes(old), shapes(new)
    if other := sorted(old.keys() ^ new.keys()):
        return "other shapes or words: " + " ".join(other[0][:2])
    for key, before in old.items():
        if len(before) != len(new[key]):
            return f"{len(before)} × {key[0]} have become {len(new[key])}"
        for a, b in zip(before, new[key]):
            if what := change(a, b):
                return what
    return None
