"""Long runs that docs/measured keeps, and what the pages conclude from them.

    @concludes("race")
    def ours_is_first_with_every_seed(printed):
        "Ours reaches 99.0 % before PyTorch with each of three seeds."
        assert ...

`printed` holds the lines of docs/measured/race.txt below its head. A claim of a
page names the function; run.py calls all of them, and ./learn test long runs
the recorded commands again and calls them on what those print.
"""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONCLUSIONS = []  # (record, function)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def concludes(record):
    def add(function):
        CONCLUSIONS.append((record, function))
        return function
    return add


def read(record):
    """(the command, the machine, the lines that were printed)"""
    lines = (ROOT / f"docs/measured/{record}.txt").read_text().splitlines()
    return lines[0].removeprefix("$ "), lines[1], lines[2:]


def row(printed, begin):
    """The numbers of the only line that begins so, behind that beginning."""
    found = [line for line in printed if line.startswith(begin)]
    assert len(found) == 1, f"{len(found)} lines begin with '{begin}'"
    return [float(word) for word in NUMBER.findall(found[0][len(begin):])]
