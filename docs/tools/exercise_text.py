"""An exercise as a page shows it: title, text, hints, folded, and where its
master is. common/exercises/README.md has the form of a master."""
import pathlib
import re
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2]
                    / "common/exercises"))
import judge  # noqa: E402
import master as masters  # noqa: E402
from lint import FULL_STOPS  # noqa: E402
from sources import Missing  # noqa: E402

STOP = re.compile(rf"(.*?)([{FULL_STOPS}]*)$")
END = "<!-- /exercise -->"
WORDS = {"en": ("Hint", "Solution, checks and wrong answers: "),
         "zh": ("提示", "解答、检查与常见错误：")}


def read(name, text):
    """The master; a fault in it names its line, below the name."""
    try:
        master = masters.parse(name, text)
        judge.judge(master)
    except masters.Fault as fault:
        raise Missing(str(fault)) from None
    return master


def lines(master, language, number, link):
    """The block of the exercise with this number in the page."""
    hint, where = WORDS[language]
    # GitHub shows no bold that ends in a full-width mark.
    title, stop = STOP.match(master.title[language]).groups()
    block = [f"**{number}. {title}**{stop}", "", *master.text[language], ""]
    for at, text in enumerate(master.hints[language], 1):
        block += [f"<details><summary>{hint} {at}</summary>", "", *text, "",
                  "</details>"]
    return [*block, "", f"<sub>{where}{link}</sub>", "", END]


def not_shown(root, shown):
    """A fault for every master that no page shows, once its chapter has a
    page."""
    for path in sorted(root.glob("chapters/*/exercises/*.cpp")):
        name = path.relative_to(root).as_posix()
        number = path.parent.parent.name[:2]
        if list(root.glob(f"docs/en/{number}-*.md")) and name not in shown:
            yield f"{name}: no page shows this exercise"
