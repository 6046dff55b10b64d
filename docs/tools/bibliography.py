"""The bibliography holds what the pages cite, and nothing else.

A work is a heading of the third level, its label ("Rosenblatt 1958"), in
alphabetical order. A page cites it as [Rosenblatt 1958](bibliography.md#...):
under this label, so that a reader knows what the link leads to.
"""
import re

from links import slug

PAGE = "bibliography.md"
CITATION = re.compile(r"\[([^\[\]]+)\]\(bibliography\.md#([^)]+)\)")


def citations(page):
    """(line, label, anchor) of every citation."""
    for line, text in page.prose:
        for label, anchor in CITATION.findall(text):
            yield line, label, anchor


def works(page):
    """(line, label) of every work."""
    return [(line, text) for level, text, line in page.headings if level == 3]


def wrong_labels(page):
    """A citation with other words than its work's label. (Whether the work is
    there, links.py says.)"""
    for line, label, anchor in citations(page):
        if slug(label) != anchor:
            yield line, f"cites #{anchor} as \"{label}\": give the work's label"


def problems(bibliography, pages):
    """What is wrong with the page itself; `pages` are all of its language."""
    cited = {anchor for page in pages for _, _, anchor in citations(page)}
    before = ""
    for line, label in works(bibliography):
        if slug(label) not in cited:
            yield line, f"no page cites {label}"
        if slug(label) < before:
            yield line, f"{label} comes too late: the order is alphabetical"
        before = max(before, slug(label))
