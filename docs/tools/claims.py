"""Which sentences conclude something, and which of those a test restates.

    <!-- claim: tests/chapters/06_optimizers.cpp#row_27_momentum_wins -->
    Momentum needs 238 steps where SGD needs 4117.

ties.py looks whether the tests are there, twins.py whether both languages name
the same. This file finds the paragraphs whose words conclude something and
that have neither a claim nor a reason why not:

    <!-- no claim: says what the word means -->

Not asked are questions, the lists of works (each line says what is in a work),
the table of contents, which repeats what the pages say, and exercises, which
have checks of their own.
"""
import re

WORDS = {
    "en": re.compile(
        r"\b(beats?|because|costs?|vanish(?:es)?|best|worst|faster|slower|"
        r"better|worse|wins?|loses?|never|always|no \w+ (?:will|can))\b", re.I),
    "zh": re.compile("因为|所以|因此|胜过|最好|最差|更快|更慢|更好|更差|总是|从不|"
                     "永远|消失|代价"),
}
OF_WORKS = {"Further reading", "延伸阅读", "Bibliography", "参考文献"}
# Where one ends: not at the point in 0.5.
END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


def not_asked(page):
    """The lines of lists of works, of exercises and of tables of contents."""
    for tie in page.ties:
        if tie.kind == "exercise":
            yield from tie.lines()
    ends = [line for _, _, line in page.headings[1:]] + [len(page.lines)]
    for (_, title, line), end in zip(page.headings, ends):
        if title in OF_WORKS or page.path.name == "bibliography.md":
            yield from range(line, end)
    inside = False
    for line, text in enumerate(page.lines):
        inside = (inside or text.startswith("<!-- contents:")) and \
            not text.startswith("<!-- /contents")
        if inside:
            yield line


def paragraphs(page):
    """[[(line, text)]]: lines of prose that stand together."""
    found, last = [], None
    skipped = set(not_asked(page))
    for line, text in page.prose:
        if (line in skipped or not text.strip()
                or text.startswith(("#", "|", "<", "!["))):
            last = None
            continue
        if last is None or line != last + 1:
            found.append([])
        found[-1].append((line, text))
        last = line
    return found


def open_sentences(page):
    """(line, sentence) of what concludes something without a claim."""
    words = WORDS.get(page.language)
    if not words:
        return
    spoken_for = {tie.line + 1 for tie in page.ties if tie.kind == "claim"}
    spoken_for |= {line + 1 for line in page.no_claims}
    for paragraph in paragraphs(page):
        if paragraph[0][0] in spoken_for:
            continue
        for line, text in paragraph:
            for sentence in END.split(text):
                if (words.search(sentence)
                        and not sentence.rstrip().endswith(("?", "？"))):
                    yield line, sentence.strip()


def problems(page):
    """What --check says of the open sentences."""
    for line, sentence in open_sentences(page):
        yield line, (f"\"{sentence[:60]}\" concludes something, but neither a "
                     "claim nor a reason for none stands above its paragraph")


def report(pages):
    """Prints the open sentences of all pages, then the numbers."""
    tied = excused = left = 0
    for page in pages:
        tied += sum(tie.kind == "claim" for tie in page.ties)
        excused += len(page.no_claims)
        for line, sentence in open_sentences(page):
            left += 1
            print(f"{page.path.parent.name}/{page.path.name}:{line + 1}: "
                  f"{sentence}")
    print(f"{tied} claims are tied to tests, {excused} paragraphs have a "
          f"reason for none, {left} sentences are left")
