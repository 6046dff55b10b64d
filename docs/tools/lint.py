"""Markdown that reads well on GitHub and on the site alike."""
import re

from page import without_code, without_math

HAN = r"\u3400-\u9fff"
FULL_STOPS = "。，、；：？！）」』”’》"
RULES = [  # (pattern, what is wrong), for prose without its code
    (re.compile(rf"[{HAN}{FULL_STOPS}]\$(?=[^$\s])(?:[^$\n]*)\$"),
     "a space before $ after a Chinese character (GitHub shows no formula)"),
    (re.compile(r"^\s*:::"), "> [!NOTE] instead of :::"),
    (re.compile(r"\{\{"), "{{ in prose; put it in `code`"),
    (re.compile(r"\{#[\w-]+\}\s*$"), "no {#anchor}: GitHub shows it as text"),
    (re.compile(rf"\*\*[^*\n]*[{FULL_STOPS}]\*\*"),
     "bold that ends in a full-width stop; move the stop behind the **"),
    (re.compile(r"\b(?:TODO|FIXME|XXX)\b"), "unfinished text"),
    (re.compile(r"\[\[toc\]\]", re.I), "[[toc]] works on the site only"),
    (re.compile(r"\b(?:\w*(?:colour|neighbour|behaviour|favour)\w*|grey\w*|"
                r"(?:kilo|centi|milli)?metres?|centre[ds]?|licence|learnt|"
                r"labell(?:ed|ing)|modell(?:ed|ing))\b", re.I),
     "write it as in American English"),
]
TYPE = re.compile(r"\b\w+<(?!/?(?:sub|sup|br|kbd|details|summary|b|i)\b)"
                  r"[\w:,* ]+>")
TAGS = {"sub", "sup", "br", "kbd", "details", "summary", "b", "i", "a", "img",
        "p", "div", "table", "tr", "td", "th", "em", "strong", "span",
        "picture", "source"}
BARE = re.compile(r"</?([A-Za-z][\w:-]*)[^>\n]*>")
MATH = re.compile(r"(?<!\\)\$([^$\n]+)\$")
# Decimals with three or more digits must come from somewhere.
DECIMAL = re.compile(r"(?<![\w.])[-−]?(\d+\.\d+)(?![\d.]*\w|\.\d)")


def problems(page):
    for at, line in page.prose:
        if line.startswith("<!--"):
            continue
        text = without_code(line)
        plain = without_math(text)
        for pattern, what in RULES:
            if found := pattern.search(text if "\\$" in pattern.pattern
                                       else plain):
                yield at, f"{what}: {found[0]}"
        if found := TYPE.search(plain):
            yield at, f"a bare template reads as HTML, use `code`: {found[0]}"
        for tag in BARE.finditer(plain):
            if tag[1].lower() not in TAGS:
                yield at, f"reads as HTML: {tag[0]}"
        for math in MATH.finditer(text):
            if eaten := re.search(r"\\[^\w\s\\]", math[1]):
                yield at, (f"GitHub drops the backslash of {eaten[0]} in "
                           f"${math[1]}$; use a $$ block or a command's name")
            if math[1] != math[1].strip():
                yield at, f"no spaces inside the $ of ${math[1]}$"
    for info, _, at, tied in page.fences:
        language = info.split()[0] if info.split() else ""
        if not language:
            yield at, "name the block's language (text, sh, cpp ...)"
        if not tied and language in ("cpp", "c++", "c", "cuda", "hpp"):
            yield at, "C++ tied to nothing; put <!-- snippet: ... --> above"
    for tag, _, at, tied in page.equations:
        if tag and not tied:
            yield at, f"equation ({tag}) names no function and no test"


def significant(number):
    return len(number.replace(".", "").lstrip("0"))


def stray_numbers(page):
    """Decimals in the text that appear in no block of the page."""
    blocks = [page.by_hand] + [text for _, text, _, _ in page.equations]
    blocks += ["\n".join(text) for _, text, _, _ in page.fences]
    known = set(re.findall(r"\d+\.\d+", "\n".join(blocks)))
    # An exercise's numbers stand in its code (common/exercises/judge.py).
    exercises = {line for tie in page.ties if tie.kind == "exercise"
                 for line in tie.lines()}
    for at, line in page.prose:
        if at in exercises:
            continue
        text = without_code(line) if "](" not in line else re.sub(
            r"\]\([^)]*\)", "]", without_code(line))
        for found in DECIMAL.finditer(text):
            if significant(found[1]) >= 3 and found[1] not in known:
                yield at, (f"{found[1]} stands in no output, code or equation "
                           f"of the page; or say <!-- by hand: {found[1]} -->")


def numbering(page):
    """Equations are numbered 1, 2, 3 ... in the order of the page."""
    tags = [(tag, line) for tag, _, line, _ in page.equations if tag]
    for at, (tag, line) in enumerate(tags, 1):
        wanted = f"{int(page.chapter())}.{at}"
        if tag != wanted:
            yield line, f"equation ({tag}) should be ({wanted})"
