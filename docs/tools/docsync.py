#!/usr/bin/env python3
"""Ties the pages in docs/ to the code: renews them, or checks them.

    docs/tools/docsync.py            renew all blocks and figures
    docs/tools/docsync.py 03         only those that chapter 03 prints or draws
    docs/tools/docsync.py --check    change nothing; exit code 1 on any drift
    docs/tools/docsync.py --check --no-runs   the same without programs

WRITING.md explains the pages. ./learn docs builds the programs first.
"""
import argparse
import pathlib
import re
import sys

import bibliography
import claims
import contents
import exercise_text
import lint
import links
import page as pages
import runs
import sources
import ties
import twins

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77
OPENING = "opening"  # the program of the introduction: it has no number


def chapter_folders(root):
    return sorted(folder for folder in root.glob("chapters/*")
                  if re.match(rf"\d\d_|{OPENING}$", folder.name))


class Docs:
    def __init__(self, root, build, chapters=None, programs=None):
        self.root = root
        self.sources = sources.Sources(root)
        self.runs = runs.Runs(build, programs)
        self.ties = ties.Ties(root, self.sources, self.runs, chapters)
        self.errors = []
        self.changed = []

    def pages(self):
        """The twins: (page in docs/en, page in docs/zh) or None for one."""
        names = sorted({file.name for language in ("en", "zh")
                        for file in self.root.glob(f"docs/{language}/*.md")})
        for name in names:
            pair = [self.root / "docs" / language / name
                    for language in ("en", "zh")]
            yield [pages.read(path, path.parent.name) if path.is_file()
                   else None for path in pair]

    def say(self, page, line, what):
        where = page.path.relative_to(self.root).as_posix()
        self.errors.append(f"{where}:{line + 1}: {what}")

    def sync(self, page, update):
        """Checks every tie of a page; with `update` writes the page."""
        bodies = [self.body(page, tie, update) for tie in page.ties]
        lines = list(page.lines)
        for tie, body in zip(reversed(page.ties), reversed(bodies)):
            lines[tie.line + 1:tie.end] = body
        if update:
            lines = contents.renewed(page, lines)
            if lines != page.lines:
                page.path.write_text("\n".join(lines), encoding="utf-8")
                self.changed.append(page.path)
        elif contents.renewed(page, page.lines) != page.lines:
            self.say(page, 0, "its table of contents is not up to date")

    def body(self, page, tie, update):
        """What should be below a tie; after a fault, what is there now."""
        try:
            body = self.ties.body(page, tie, update)
        except sources.Missing as error:
            self.say(page, tie.line, error)
            return tie.body
        if body != tie.body and not update:
            self.say(page, tie.line, stale(tie, body))
        return body

    def check_order(self, page):
        """A program takes its steps in the order of its page."""
        quoted = [tie for tie in page.ties
                  if tie.kind == "output" and len(tie.words) == 2
                  and tie.words[0][:2] == page.chapter()
                  and "with" not in tie.options]
        if not quoted or not self.ties.runs_now(quoted[0].words[0]):
            return
        chapter = quoted[0].words[0]
        try:
            printed = runs.steps(self.runs.run(chapter)[0])
        except sources.Missing:
            return  # a tie has said so
        shown = [tie.words[1] for tie in quoted]
        if late := runs.out_of_order(printed, shown):
            line = quoted[shown.index(late)].line
            self.say(page, line, f"{chapter} takes the step \"{late}\" later: "
                     "let main.cpp call its steps in the order of the page")

    def check_text(self, page, dead):
        found = [*page.errors, *lint.problems(page), *dead.problems(page)]
        if page.chapter():
            found += lint.stray_numbers(page)
            found += lint.numbering(page)
        found += claims.problems(page)
        for line, what in sorted(found, key=lambda problem: problem[0]):
            self.say(page, line, what)

    def check_regions(self):
        """Every region must be quoted: a chapter's once it has a page, the
        library's once all chapters have one."""
        folders, missing = [], []
        for folder in chapter_folders(self.root):
            number = folder.name[:2] if folder.name != OPENING else "intro"
            page = list(self.root.glob(f"docs/en/{number}*.md"))
            (folders if page else missing).append(f"chapters/{folder.name}")
        if missing:
            print("no page yet for", *missing,
                  "(so the regions of common/ may wait for one)")
        else:
            folders.append("common")
        for name, region in self.sources.all_regions(folders):
            if (name, region) not in self.ties.used:
                self.errors.append(f"{name}: no page shows region '{region}'")

    def check_figures(self):
        """Every file in docs/figures is shown by a page or a README."""
        shown = set(self.ties.figures)
        for file in [*self.root.glob("docs/*/*.md"), *self.root.glob("*.md"),
                     *self.root.glob("docs/*.md")]:
            shown |= set(re.findall(r"figures/([\w./-]+)",
                                    file.read_text(encoding="utf-8")))
        folder = self.root / "docs/figures"
        for file in sorted(folder.rglob("*.*")):
            name = file.relative_to(folder).as_posix()
            if name not in shown:
                self.errors.append(f"docs/figures/{name}: no page shows it")

    def other_pages(self):
        """Markdown outside the book, whose links must work, too."""
        for pattern in ("*.md", ".ci/*.md", "data/*.md", "common/*/*.md",
                        "tests/*/*.md", "docs/*.md"):
            for path in sorted(self.root.glob(pattern)):
                yield pages.read(path)

    def everything(self, update):
        dead = links.Links(self.root)
        for pair in self.pages():
            for page in filter(None, pair):
                self.sync(page, update)
        try:
            self.check_regions()
        except sources.Missing as error:
            self.errors.append(str(error))
        self.errors += exercise_text.not_shown(self.root, self.ties.exercises)
        self.check_figures()
        now = list(self.pages())
        for pair in now:
            for page in filter(None, pair):
                self.check_order(page)
                self.check_text(page, dead)
            self.check_twins(*pair)
        for language in zip(*now):
            self.check_bibliography(list(filter(None, language)))
        for page in self.other_pages():
            for line, what in dead.problems(page):
                self.say(page, line, what)

    def check_bibliography(self, of_one_language):
        for page in of_one_language:
            for line, what in bibliography.wrong_labels(page):
                self.say(page, line, what)
            if page.path.name == bibliography.PAGE:
                for line, what in bibliography.problems(page, of_one_language):
                    self.say(page, line, what)

    def check_twins(self, english, chinese):
        if english is None or chinese is None:
            page, folder = ((chinese, "en") if english is None
                            else (english, "zh"))
            self.say(page, 0, f"has no twin in docs/{folder}")
            return
        for line, what in twins.differences(english, chinese):
            self.say(english, line, what)

    def one_chapter(self):
        """Only what programs print and draw; another test does the rest."""
        for pair in self.pages():
            for page in filter(None, pair):
                page.ties = [tie for tie in page.ties
                             if tie.kind in ("output", "figure")]
                self.sync(page, update=False)
                self.check_order(page)

    def quoted(self):
        """The chapters that pages quote."""
        return sorted({tie.words[0].partition("/")[0]
                       for pair in self.pages() for page in filter(None, pair)
                       for tie in page.ties if tie.words
                       and tie.kind in ("output", "figure")})


def stale(tie, body):
    for old, new in zip(tie.body, body):
        if old != new:
            return (f"the {tie.kind} is not up to date (./learn docs renews "
                    f"it); it has\n  {old}\nbut should have\n  {new}")
    return (f"the {tie.kind} is not up to date (./learn docs renews it): "
            f"{len(tie.body)} lines, should be {len(body)}")


def options():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0],
        epilog="docs/WRITING.md explains the pages.")
    parser.add_argument("chapters", nargs="*",
                        help="run only these, e.g. 03 or 03_propagation")
    parser.add_argument("--check", action="store_true",
                        help="change nothing; exit code 1 on any drift")
    parser.add_argument("--no-runs", action="store_true",
                        help="run no program: leave outputs and figures alone")
    parser.add_argument("--quoted", action="store_true",
                        help="only print the chapters that pages quote")
    parser.add_argument("--claims", action="store_true",
                        help="only print the sentences that conclude "
                        "something and have no test")
    parser.add_argument("--program", metavar="FILE", type=pathlib.Path,
                        help="with --check and one chapter: its program; "
                        "only outputs and figures are checked")
    parser.add_argument("--build", type=pathlib.Path, metavar="DIR",
                        default=ROOT / "build/release",
                        help="where the programs are built")
    parser.add_argument("--root", type=pathlib.Path, default=ROOT,
                        help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    given = options()
    root = given.root.resolve()
    names = [folder.name for folder in chapter_folders(root)]
    chosen = None if not given.chapters else [
        name for name in names
        if any(word in (name, name[:2], name[3:]) for word in given.chapters)]
    if chosen == []:
        sys.exit(f"docsync: no such chapter; valid: {' '.join(names)}")
    if given.no_runs:
        chosen = []
    programs = {chosen[0]: given.program} if given.program else None
    docs = Docs(root, given.build, chosen, programs)
    if given.quoted:
        print(*docs.quoted())
        return 0
    if given.claims:
        claims.report(page for pair in docs.pages() for page in pair if page)
        return 0
    if given.program and chosen[0] not in docs.quoted():
        print(f"no page quotes {chosen[0]}")
        return 0
    if given.program and runs.lacks_data(root, chosen[0]):
        print("skipped: the package dataset-fashion-mnist is missing")
        return SKIPPED
    try:
        if given.program:
            docs.one_chapter()
        else:
            docs.everything(update=not given.check)
    finally:
        docs.runs.close()
    return report(docs)


def report(docs):
    for path in docs.changed:
        print("renewed", path.relative_to(docs.root))
    for name in docs.ties.renewed:
        print("renewed", f"docs/figures/{name}")
    for error in docs.errors:
        print(error, file=sys.stderr)
    if docs.errors:
        print(f"{len(docs.errors)} faults in the text (docs/WRITING.md "
              "explains the pages)", file=sys.stderr)
    else:
        print("The text agrees with the code.")
    return 1 if docs.errors else 0


if __name__ == "__main__":
    sys.exit(main())
