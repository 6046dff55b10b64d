"""Long runs that docs/measured keeps, and what the pages conclude from them.

    @concludes("race")
    def ours_is_first_with_every_seed(printed):
        "Ours reaches 99.0 % before PyTorch with each of three seeds."
        assert ...

`printed` holds the lines of docs/measured/race.txt below its head. A claim of a
page names the function; run.py calls all of them, and ./learn test long runs
the recorded commands again and calls them on what those print.
"""
import importlib
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


def conclusions():
    """[(record, function)] of all claims_*.py beside this file."""
    for file in sorted(pathlib.Path(__file__).parent.glob("claims_*.py")):
        importlib.import_module(file.stem)
    return CONCLUSIONS


def read(record):
    """(the command, the machine, the lines that were printed)"""
    lines = (ROOT / f"docs/measured/{record}.txt").read_text().splitlines()
    return lines[0].removeprefix("$ "), lines[1], lines[2:]


def below(printed, heading):
    """The lines from the first one on that begins so."""
    at = next(i for i, line in enumerate(printed) if line.startswith(heading))
    return printed[at:]


def row(printed, begin):
    """The numbers of the only line that begins so, behind that beginning."""
    found = [line for line in printed if line.startswith(begin)]
    assert len(found) == 1, f"{len(found)} lines begin with '{begin}'"
    return [float(word) for word in NUMBER.findall(found[0][len(begin):])]
