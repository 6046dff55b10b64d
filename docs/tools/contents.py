"""The list of pages on the home page, made from the pages themselves.

    <!-- contents: chapters --> introduction.md, then the pages whose names
                                begin with a number
    <!-- contents: others -->  all others
    <!-- /contents -->
"""
import re

import page as pages

OPEN = re.compile(r"<!-- contents: (chapters|others) -->$")
CLOSE = "<!-- /contents -->"
FIRST = "introduction.md"


def renewed(page, lines):
    """`lines` of `page` with its lists of pages rebuilt."""
    result, inside = [], False
    for line in lines:
        if line == CLOSE:
            inside = False
        if not inside:
            result.append(line)
        if mark := OPEN.match(line):
            inside = True
            result += ["", *entries(page.path, mark[1] == "chapters"), ""]
    return result


def entries(home, chapters):
    """"- [Title](file): first sentence" of each page beside `home`."""
    paths = sorted(home.parent.glob("*.md"),
                   key=lambda path: (path.name != FIRST, path.name))
    for path in paths:
        is_chapter = path.name == FIRST or bool(
            re.match(r"\d\d-", path.name))
        if path.name != "index.md" and is_chapter == chapters:
            title, lead = title_and_lead(pages.read(path))
            colon = "：" if home.parent.name == "zh" else ": "
            yield f"- [{title}]({path.name}){colon}{lead}" if lead else (
                f"- [{title}]({path.name})")


def title_and_lead(page):
    """The first heading, and the paragraph below it in one line."""
    title = page.headings[0][1] if page.headings else page.path.stem
    lead, started = [], False
    for line in page.lines:
        if line.startswith("#"):
            if started:
                break
            started = True
        elif started and line.strip():
            if line.startswith(("<", "![", "```", "|", ">")):
                break
            lead.append(line.strip())
        elif lead:
            break
    joint = "" if page.language == "zh" or page.path.parent.name == "zh" else (
        " ")
    return title, joint.join(lead)
