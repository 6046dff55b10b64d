"""The two languages of a page must have the same bones."""
import re

WORDS = re.compile(r"\\(?:text|mbox|operatorname\*?)\{[^{}]*\}")


def bones(page):
    """[(what it is called in a message, value, line)], in reading order."""
    found = [("section", "#" * level, line)
             for level, _, line in page.headings]
    for tie in page.ties:
        found.append(("block", " ".join(map(str, tie.name())), tie.line))
    for _, text, line, tied in page.equations:
        body = re.sub(r"\s+", " ", WORDS.sub(r"\\text{}", text))
        found.append(("equation", body.rstrip(" .,;。，；$"), line))
    for info, text, line, tied in page.fences:
        if not tied:
            found.append(("code block", info + "\n" + code(text), line))
    for _, target, line, tied in page.images:
        if not tied:
            found.append(("image", target.replace(".zh.", "."), line))
    return sorted(found, key=lambda bone: bone[2])


def code(lines):
    """A block without its comments, which may be translated."""
    return "\n".join(re.sub(r"\s*(?:#|//).*$", "", line) for line in lines)


def differences(page, twin):
    """Messages (line of `page`, what) on the first difference."""
    mine, other = bones(page), bones(twin)
    for a, b in zip(mine, other):
        if a[:2] != b[:2]:
            yield a[2], (f"{a[0]} \"{short(a[1])}\" stands where "
                         f"{twin.path.parent.name}/{twin.path.name}:{b[2] + 1} "
                         f"has {b[0]} \"{short(b[1])}\"")
            return
    if len(mine) != len(other):
        longer, rest = ((page, mine[len(other):]) if len(mine) > len(other)
                        else (twin, other[len(mine):]))
        line = rest[0][2] if longer is page else len(page.lines) - 1
        yield line, (f"only {longer.path.parent.name}/{longer.path.name} has "
                     f"the {rest[0][0]} \"{short(rest[0][1])}\"")


def short(text):
    text = text.replace("\n", " ")
    return text if len(text) <= 60 else text[:57] + "..."
