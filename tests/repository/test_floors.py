#!/usr/bin/env python3
"""The folders of common/nn are the floors of a house: includes go down.

    test_floors.py           tests this tree, and the picture in CONTRIBUTING.md
    test_floors.py --draw    draws docs/figures/drawings/floors.svg anew
"""
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "common/nn"
PICTURE = ROOT / "docs/figures/drawings/floors.svg"
CODE = {".hpp", ".cpp", ".cu", ".cuh"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]nn/([^">]+)[">]', re.M)

# From the top. Each folder with its place from left to right; backend.hpp, which
# says what a layer may ask of a backend, is a floor of its own.
FLOORS = (
    {"compiled": 2.6},
    {"training": 1.5, "networks": 2.8, "onnx": 4.1},
    {"model": 1.5},
    {"layers": 1.5},
    {"cpu": 0.5, "cuda": 2.2},
    {"reference": 0.5},
    {"backend.hpp": 0.75},
    {"classical": 1.66, "data": 2.5, "figures": 3.4, "dashboard": 4.5},
    {"products": 0.5, "exercise": 1.5, "io": 2.5, "program": 4.35},
    {"elementary": 0.5, "core": 2},
)
FLOOR = {name: i for i, floor in enumerate(FLOORS) for name in floor}


def place(path):
    """The folder of a file "folder/name.hpp"; backend.hpp has none."""
    return path.split("/")[0]


def arrows(library):
    """{(folder, other folder): one of the includes that make it so}"""
    found = {}
    for file in sorted(library.rglob("*")):
        if file.suffix not in CODE:
            continue
        name = file.relative_to(library).as_posix()
        for header in INCLUDE.findall(file.read_text("utf-8")):
            found.setdefault((place(name), place(header)),
                             f"{name} includes {header}")
    return {pair: why for pair, why in found.items() if pair[0] != pair[1]}


def upward(found):
    """The includes that lead to the same floor or a higher one."""
    return [why for (begin, end), why in found.items()
            if begin not in FLOOR or end not in FLOOR
            or FLOOR[begin] >= FLOOR[end]]


def direct(pairs):
    """Without the arrows that others make up: a -> c where a -> b -> c."""
    below = {}
    for begin, end in sorted(pairs, key=lambda pair: -FLOOR[pair[0]]):
        below.setdefault(begin, set()).update({end}, below.get(end, set()))
    return [(a, c) for a, c in sorted(pairs)
            if not any(c in below.get(b, ()) for x, b in pairs if x == a)]


def draw(found):
    """The folders as boxes, floor by floor, and the arrows between them."""
    wide, high, box_wide, box_high = 130, 64, 104, 32
    width, height = 5 * wide + 40, len(FLOORS) * high + 10
    middle = {name: (x * wide + 20, i * high + 10 + box_high / 2)
              for i, floor in enumerate(FLOORS) for name, x in floor.items()}
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" font-family='
        '"DejaVu Sans, Noto Sans, sans-serif" fill="#222" font-size="13">',
        '<defs><marker id="head" markerWidth="8" markerHeight="8" refX="7" '
        'refY="4" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#555"/>'
        '</marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for begin, end in direct(found):
        (x, y), (to_x, to_y) = middle[begin], middle[end]
        lines.append(
            f'<path d="M{x:g},{y + box_high / 2:g} L{to_x:g},'
            f'{to_y - box_high / 2:g}" stroke="#555" stroke-width="1.2" '
            'fill="none" marker-end="url(#head)"/>')
    for name, (x, y) in middle.items():
        lines += [
            f'<rect x="{x - box_wide / 2:g}" y="{y - box_high / 2:g}" '
            f'width="{box_wide}" height="{box_high}" rx="5" fill="#eef3fa" '
            'stroke="#4a6fa5"/>',
            f'<text x="{x:g}" y="{y + 4.5:g}" text-anchor="middle">{name}'
            '</text>']
    return "\n".join([*lines, "</svg>"]) + "\n"


class Floors(unittest.TestCase):
    def test_no_include_leads_up(self):
        self.assertEqual(upward(arrows(LIBRARY)), [])

    def test_an_include_that_leads_up_is_found(self):
        for begin, end in (("core", "io"), ("cpu", "cuda"), ("data", "model"),
                           ("core", "elsewhere")):
            self.assertEqual(upward({(begin, end): "why"}), ["why"])
        self.assertEqual(upward({("model", "layers"): "why"}), [])

    def test_every_folder_has_its_floor(self):
        folders = {p.name for p in LIBRARY.iterdir()
                   if p.is_dir() and any(p.glob("*.hpp"))}
        self.assertEqual(folders | {"backend.hpp"}, set(FLOOR))

    def test_the_picture_is_of_this_tree(self):
        self.assertEqual(PICTURE.read_text("utf-8"), draw(arrows(LIBRARY)),
                         "test_floors.py --draw")
        self.assertIn(PICTURE.relative_to(ROOT).as_posix(),
                      (ROOT / "CONTRIBUTING.md").read_text("utf-8"))


if __name__ == "__main__":
    if sys.argv[1:] == ["--draw"]:
        PICTURE.write_text(draw(arrows(LIBRARY)), encoding="utf-8")
    else:
        unittest.main()
