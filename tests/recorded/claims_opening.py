"""What the introduction concludes from long runs."""
import re

from records import ROOT, concludes, row


@concludes("recipes-clothes")
def deep_errs_less_than_half_as_often_as_the_opening(printed):
    "Chapter 9's deep network makes fewer than half of the opening's mistakes."
    page = (ROOT / "docs/en/introduction.md").read_text(encoding="utf-8")
    opening = float(re.search(r"^(\d+\.\d+) % of 10000 new", page, re.M)[1])
    *seeds, mean, _ = row(printed, "deep, clothes  ")
    assert len(seeds) >= 2 and max(100 - a for a in seeds) < (100 - opening) / 2
