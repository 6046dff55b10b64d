"""What should stand below each tie, and whether it does."""
import re
import shutil

import compare
import exercise_text
import runs
from page import CAPTION, FENCE, IMAGE, TAG
from sources import Missing, language_of

KINDS = {"snippet": (1, 1), "output": (1, 2), "measured": (1, 1),
         "figure": (1, 1), "equation": (3, 3), "claim": (1, 4),
         "exercise": (1, 1)}


class Ties:
    """Checks ties against the code and against runs, or renews them.

    `chapters`: the chapters whose programs are run, None for all; outputs and
    figures of the others are left alone.
    """

    def __init__(self, root, sources, programs, chapters=None):
        self.root, self.sources, self.runs = root, sources, programs
        self.chapters = chapters
        self.used = set()      # regions: (file, region)
        self.figures = set()   # names in docs/figures
        self.exercises = set()  # files
        self.renewed = []      # figures that were copied

    def body(self, page, tie, update):
        """The lines that should stand below the comment."""
        least, most = KINDS[tie.kind]
        if not least <= len(tie.words) <= most:
            raise Missing(f"{tie.kind} takes {least} to {most} words, but has "
                          f"{len(tie.words)} (is a heading without quotes?)")
        return getattr(self, tie.kind)(page, tie, update)

    # One function per kind of tie.
    def snippet(self, page, tie, update):
        name, _, region = tie.words[0].partition("#")
        if not region:
            raise Missing("a snippet is FILE#REGION")
        name = self.sources.path(name)
        text = self.sources.region(name, region)
        self.used.add((name, region))
        return [f"{CAPTION}{self.link(page, name, name)}</sub>",
                "```" + language_of(name), *text.split("\n"), "```"]

    def output(self, page, tie, update):
        chapter = tie.words[0]
        if not self.runs_now(chapter):
            return tie.body
        options = tie.options.get("with", "")
        new = self.runs.output(chapter, *tie.words[1:], options=options,
                               lines=tie.options.get("lines", ""))
        old = [line for line in tie.body if not line.startswith(CAPTION)]
        vary = tie.options["vary"].split("|") if "vary" in tie.options else []
        what = compare.difference("\n".join(old[1:-1]), "\n".join(new), vary)
        if old and what is None and FENCE.match(old[0]):
            new = old[1:-1]  # only timings changed
        elif not update:
            raise Missing(what or "the output is missing")
        head = [f"{CAPTION}`./learn run {chapter[:2]} -- {options}`</sub>"]
        return (head if options else []) + ["```text", *new, "```"]

    def measured(self, page, tie, update):
        """What a long command printed once: docs/measured/NAME.txt. Its
        first line is "$ the command", its second says when and on what."""
        name = f"docs/measured/{tie.words[0]}.txt"
        command, *lines = self.sources.text(name).rstrip("\n").split("\n")
        if not command.startswith("$ ./learn ") or len(lines) < 2:
            raise Missing(f"{name} does not begin with '$ ./learn ...'")
        return [f"{CAPTION}`{command[2:]}`</sub>", "```text", *lines, "```"]

    def figure(self, page, tie, update):
        chapter, _, name = tie.words[0].partition("/")
        image = IMAGE.match(tie.body[0]) if tie.body else None
        if not image or not image[1]:
            raise Missing("below it must stand ![what it shows](...)")
        kept = self.kept_name(chapter, name, tie, page.language)
        if self.runs_now(chapter) and runs.gnuplot():
            kept = self.compare_figure(chapter, name, tie, page, update)
        elif not (self.root / "docs/figures" / kept).is_file():
            kept = self.kept_name(chapter, name, tie, "en")
            if not (self.root / "docs/figures" / kept).is_file():
                raise Missing(f"there is no docs/figures/{kept}")
        self.figures.add(kept)
        up = "../" * (len(page.path.relative_to(self.root / "docs").parts) - 1)
        return [f"![{image[1]}]({up}figures/{kept})"]

    def equation(self, page, tie, update):
        number, function, case = tie.words
        text = "\n".join(tie.body)
        tag = TAG.search(text)
        if not text.startswith("$$") or not tag or tag[1] != number:
            raise Missing(f"below it must stand a $$ block with "
                          f"\\tag{{{number}}}")
        if page.chapter() and not re.fullmatch(
                rf"{int(page.chapter())}\.\d+", number):
            raise Missing(f"equation {number} in chapter "
                          f"{int(page.chapter())}")
        files, names = [], []
        for word, require in ((function, self.sources.require_function),
                              (case, self.sources.require_test)):
            file, _, name = word.partition("#")
            require(file, name)
            files.append(self.sources.path(file))
            names.append(name)
        math = [line for line in tie.body if not line.startswith(CAPTION)]
        while not math[-1].strip():
            math.pop()
        words = (("代码", "测试") if page.language == "zh" else
                 ("code", "test"))
        code, test = (self.link(page, file, f"{name} in {file}", word)
                      for file, name, word in zip(files, names, words))
        return [*math, "", f"{CAPTION}({number}) {code} · {test}</sub>"]

    def claim(self, page, tie, update):
        for word in tie.words:
            file, _, case = word.partition("#")
            self.sources.require_test(file, case)
        below = page.lines[tie.line + 1:tie.line + 2]
        if not below or below[0].strip()[:1] in tuple("<#`|$") + ("",):
            raise Missing("below a claim must stand its paragraph")
        return tie.body

    def exercise(self, page, tie, update):
        name = tie.words[0]
        self.exercises.add(name)
        if not tie.body and "".join(page.lines[tie.line + 1:tie.line + 2]):
            raise Missing("below it must stand an empty line, or its block "
                          f"down to {exercise_text.END}")
        master = exercise_text.read(name, self.sources.text(name))
        number = 1 + sum(other.kind == "exercise" and other.line < tie.line
                         for other in page.ties)
        link = self.link(page, name, name.rpartition("/")[2])
        return exercise_text.lines(master, page.language, number, link)

    # What they share.
    def runs_now(self, chapter):
        if not (self.root / "chapters" / chapter).is_dir():
            raise Missing(f"there is no chapter {chapter}")
        return self.chapters is None or chapter in self.chapters

    def link(self, page, file, name, word=""):
        """[`name`](file), or the word, with the name as a hover."""
        up = "../" * (len(page.path.relative_to(self.root).parts) - 1)
        return (f'[{word}]({up}{file} "{name}")' if word
                else f"[`{name}`]({up}{file})")

    def kept_name(self, chapter, name, tie, language):
        """03_loss-curves.zh.svg for curves.svg of chapter 03_loss."""
        stem, _, ending = name.rpartition(".")
        stem = tie.options.get("as", stem)
        middle = ".zh" if language == "zh" else ""
        return f"{chapter}-{stem}{middle}.{ending}"

    def compare_figure(self, chapter, name, tie, page, update):
        """Compares (or copies) a drawn figure; returns its name."""
        options = tie.options.get("with", "")
        new = self.runs.figure(chapter, name, options)
        language = "en"
        if page.language == "zh":  # a figure without words is kept once
            drawn = self.runs.figure(chapter, name, options, "zh")
            if drawn.read_bytes() != new.read_bytes():
                new, language = drawn, "zh"
        name = self.kept_name(chapter, name, tie, language)
        old = self.root / "docs/figures" / name
        what = "it is missing"
        if old.is_file():
            what = compare.figure_difference(
                old, new, exact=runs.gnuplot() == runs.GNUPLOT)
        if what and not update:
            raise Missing(f"docs/figures/{name} is not what {chapter} draws: "
                          + what)
        if what:
            old.parent.mkdir(exist_ok=True)
            shutil.copy(new, old)
            self.renewed.append(name)
        return name
