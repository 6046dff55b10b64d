"""A page of the book, taken apart into the pieces that can be checked.

A tie is a comment with the block that it speaks of right below it:

    <!-- snippet: FILE#REGION -->            a fence
    <!-- output: CHAPTER "Heading" -->       a fence
    <!-- measured: NAME -->                  a fence
    <!-- figure: CHAPTER/NAME.svg -->        an image
    <!-- equation: 1.2 FILE#F TESTS#CASE --> a $$ block
    <!-- claim: TESTS#CASE ... -->           a paragraph, which stays prose
    <!-- exercise: MASTER.cpp -->            all down to <!-- /exercise -->
"""
import re
import shlex
from dataclasses import dataclass, field

TIE = re.compile(r"(?: *(?=<!-- claim))?<!-- "
                 r"(snippet|output|measured|figure|equation|claim|exercise): "
                 r"(.+?) -->\s*$")
NOTE = re.compile(r" *<!-- (by hand|contents|no claim)(?:: (.*?))? -->\s*$")
FENCE = re.compile(r"^( {0,3}(?:> ?)*)(```+|~~~+)\s*([^\s`]*)(.*)$")
HEADING = re.compile(r"^(#{1,6}) +(.*?)\s*#*$")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
TAG = re.compile(r"\\tag\{([^}]*)\}")
CAPTION = "<sub>"  # begins the line that says where a block comes from


@dataclass
class Tie:
    kind: str
    words: list      # the parts of its argument
    options: dict    # name=value among them
    line: int        # of the comment, from 0
    end: int         # first line after its block
    body: list = field(default_factory=list)  # the lines between

    def lines(self):
        """The line numbers of its block."""
        return range(self.line + 1, self.end)

    def name(self):
        """What twins must have in common."""
        return (self.kind, *self.words, *sorted(self.options.items()))


@dataclass
class Page:
    path: object     # a pathlib.Path
    language: str    # "en", "zh" or ""
    lines: list
    ties: list = field(default_factory=list)
    headings: list = field(default_factory=list)   # (level, text, line)
    fences: list = field(default_factory=list)     # (info, text, line, tied)
    equations: list = field(default_factory=list)  # (tag, text, line, tied)
    images: list = field(default_factory=list)     # (alt, target, line, tied)
    prose: list = field(default_factory=list)      # (line number, text)
    by_hand: str = ""
    no_claims: list = field(default_factory=list)  # lines of their reasons
    errors: list = field(default_factory=list)     # (line, what)

    def chapter(self):
        """"01" for 01-perceptron.md, else ""."""
        number = re.match(r"(\d\d)-", self.path.name)
        return number[1] if number else ""


def split_argument(text):
    """('CHAPTER "A heading" lines=1-8') -> words, options."""
    words, options = [], {}
    for word in shlex.split(text):
        option = re.match(r"(vary|lines|with|as)=(.*)$", word, re.S)
        if option:
            options[option[1]] = option[2]
        else:
            words.append(word)
    return words, options


def fence_end(lines, at):
    """The line after the fence that opens at line `at`."""
    mark = FENCE.match(lines[at])[2]
    for number in range(at + 1, len(lines)):
        text = lines[number].lstrip("> ").rstrip()
        if text.startswith(mark) and not text.strip(mark[0]):
            return number + 1
    return len(lines)


def math_end(lines, at):
    """The line after the $$ block that opens at line `at`."""
    first = lines[at].strip()
    if len(first) > 4 and first.endswith("$$"):
        return at + 1
    for number in range(at + 1, len(lines)):
        if lines[number].rstrip().endswith("$$"):
            return number + 1
    return len(lines)


def body_end(kind, lines, at):
    """Where the block of the tie that begins at line `at` ends."""
    end = at
    if kind in ("snippet", "output", "measured"):
        if end < len(lines) and lines[end].startswith(CAPTION):
            end += 1
            if end < len(lines) and not lines[end].strip():
                end += 1
        if end < len(lines) and FENCE.match(lines[end]):
            return fence_end(lines, end)
        return at
    if kind == "claim":
        return at
    if kind == "exercise":
        while end < len(lines) and not lines[end].startswith(
                ("<!-- /exercise", "#")) and not TIE.match(lines[end]):
            end += 1
        closed = lines[end:end + 1] and lines[end].startswith("<!-- /exercise")
        return end + 1 if closed else at
    if kind == "figure":
        return at + 1 if at < len(lines) and IMAGE.match(lines[at]) else at
    if at < len(lines) and lines[at].startswith("$$"):
        end = math_end(lines, at)
        below = end + 1
        if below < len(lines) and lines[below].startswith(CAPTION):
            end = below + 1
    return end


def read(path, language=""):
    return parse(path, path.read_text(encoding="utf-8"), language)


def parse(path, text, language=""):
    page = Page(path, language, text.split("\n"))
    at, tied = 0, -1  # lines before `tied` belong to a tie
    while at < len(page.lines):
        if at >= tied and (mark := TIE.match(page.lines[at])):
            tied = add_tie(page, mark, at)
            at += 1
        else:
            at = add_piece(page, at, at < tied)
    return page


def add_tie(page, mark, at):
    end = body_end(mark[1], page.lines, at + 1)
    try:
        words, options = split_argument(mark[2])
    except ValueError as error:  # a quote that is not closed
        page.errors.append((at, f"{mark[2]}: {error}"))
        return at + 1
    page.ties.append(Tie(mark[1], words, options, at, end,
                         page.lines[at + 1:end]))
    return end


def add_piece(page, at, tied):
    """Files one piece of Markdown; returns the line after it."""
    line = page.lines[at]
    if fence := FENCE.match(line):
        end = fence_end(page.lines, at)
        page.fences.append((fence[3] + fence[4], page.lines[at + 1:end - 1],
                            at, tied))
        return end
    if line.startswith("$$"):
        end = math_end(page.lines, at)
        text = "\n".join(page.lines[at:end])
        tag = TAG.search(text)
        page.equations.append((tag[1] if tag else "", text, at, tied))
        return end
    if note := NOTE.match(line):
        if note[1] == "by hand":
            page.by_hand += " " + (note[2] or "")
        if note[1] == "no claim":
            page.no_claims.append(at)
            if not note[2]:
                page.errors.append((at, "a reason must follow: "
                                    "<!-- no claim: REASON -->"))
        return at + 1
    if heading := HEADING.match(line):
        page.headings.append((len(heading[1]), heading[2], at))
    for image in IMAGE.finditer(without_code(line)):
        page.images.append((image[1], image[2], at, tied))
    if not line.startswith(CAPTION):
        page.prose.append((at, line))
    return at + 1


def without_code(line):
    """Without `code` and comments."""
    return re.sub(r"(`+).+?\1|<!--.*?-->", "``", line)


def without_math(line):
    return re.sub(r"\$[^$\n]+\$", "$$", line)
