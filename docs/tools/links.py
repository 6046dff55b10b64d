"""Every internal link must lead to a file, and its #anchor to a heading.

Anchors are GitHub's: .vitepress/config.mts makes the site's the same way.
"""
import os
import re
import unicodedata
import urllib.parse

from page import read, without_code

LINK = re.compile(r"(?<!\\)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)"
                  r"(?:\s+\"[^\"]*\")?\)")
REFERENCE = re.compile(r"^\[[^\]]+\]:\s+(\S+)")
HTML = re.compile(r"<(?:a|img)\s[^>]*?(?:href|src)=\"([^\"]+)\"")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


def slug(heading):
    """The anchor of a heading, as GitHub makes it."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    text = re.sub(r"[`*]|<[^>]*>", "", text).strip().lower()
    kept = (c for c in text if c in " -_" or
            unicodedata.category(c)[0] in "LN" or
            unicodedata.category(c) in ("Mn", "Mc", "Pc"))
    return "".join(kept).replace(" ", "-")


def anchors(page):
    found, count = set(), {}
    for _, text, _ in page.headings:
        name = slug(text)
        count[name] = count.get(name, -1) + 1
        found.add(f"{name}-{count[name]}" if count[name] else name)
    return found


def targets(page):
    """(line, target) of every link and image outside code and math."""
    lines = dict(page.prose)
    for tie in page.ties:
        for at, line in enumerate(tie.body, tie.line + 1):
            if line.startswith(("<sub>", "![")):
                lines[at] = line
    for at, line in sorted(lines.items()):
        # Code in a link's text is fine; a link inside code is not a link.
        bare = re.sub(r"\[`[^`]*`\]", "[x]", line)
        bare = without_code(bare)
        for pattern in (LINK, REFERENCE, HTML):
            for found in pattern.finditer(bare):
                yield at, found[1]
        for image in re.finditer(r"\[!\[[^\]]*\]\(([^)\s]+)\)\]", bare):
            yield at, image[1]


class Links:
    def __init__(self, root):
        self.root = root.resolve()
        self.known = {}

    def anchors_of(self, path):
        if path not in self.known:
            self.known[path] = anchors(read(path))
        return self.known[path]

    def problems(self, page):
        for line, target in targets(page):
            if ELSEWHERE.match(target):
                continue
            what = self.problem(page, target)
            if what:
                yield line, f"dead link {target}: {what}"

    def problem(self, page, target):
        name, _, anchor = urllib.parse.unquote(target).partition("#")
        if name.startswith("/"):
            return "links are relative to the page, without / in front"
        path = page.path.resolve()
        if name:
            path = path.parent.joinpath(name)
            path = type(path)(os.path.normpath(path))
            if not path.exists():
                return "there is no such file"
            if self.root not in (path, *path.parents):
                return "it leaves the project"
        if anchor and path.suffix == ".md":
            if anchor not in self.anchors_of(path):
                return f"no heading has the anchor #{anchor}"
        elif anchor and not re.fullmatch(r"L\d+(-L\d+)?", anchor):
            return "only headings of pages have anchors"
        return None
