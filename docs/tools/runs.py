"""Runs chapter programs, in an empty folder, and keeps what they made."""
import functools
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile

from sources import Missing

UNDERLINE = re.compile(r"-{3,}\s*$")
FASHION = pathlib.Path("/usr/share/datasets/fashion-mnist")
SECONDS = 900
GNUPLOT = "gnuplot 5.4 patchlevel 4"  # Debian 12's, which drew docs/figures


def steps(text):
    """{heading: its lines, heading and underline included} of an output."""
    lines, found, title = text.split("\n"), {}, None
    for at, line in enumerate(lines):
        if line.strip() and UNDERLINE.match("".join(lines[at + 1:at + 2])):
            title = line.strip()
            found[title] = []
        if line.startswith("Figures: "):  # the last line, part of no step
            title = None
        if title is not None:
            found[title].append(line.rstrip())
    for part in found.values():
        while part and not part[-1]:
            part.pop()
    return found


def out_of_order(printed, shown):
    """A heading that a program prints too late for its page, or None.

    `printed`: the headings in the program's order; `shown`: those that the
    page quotes, in its order. A page may quote a heading several times: one of
    the places must fit. What it does not quote may come anywhere.
    """
    at = 0
    for heading in printed:
        places = [i for i, name in enumerate(shown) if name == heading]
        if places and places[-1] < at:
            return heading
        at = next((i for i in places if i >= at), at)
    return None


class Runs:
    """What the chapters print and draw; each command runs once.

    `build` is a build tree (build/release); `programs` maps chapters to
    programs that are elsewhere.
    """

    def __init__(self, build, programs=None):
        self.build, self.programs = build, programs or {}
        self.made = {}
        self.folder = None

    def program(self, chapter):
        path = self.programs.get(
            chapter, self.build / "chapters" / chapter / chapter)
        if not os.access(path, os.X_OK):
            raise Missing(f"chapter {chapter} is not built; ./learn docs "
                          "builds it")
        return path.resolve()

    def run(self, chapter, options=""):
        """(stdout, folder of the figures) of `chapter options`."""
        key = chapter, options
        if key not in self.made:
            self.made[key] = self.start(*key)
        if isinstance(self.made[key], Missing):
            raise self.made[key]
        return self.made[key]

    def start(self, chapter, options):
        if self.folder is None:
            self.folder = tempfile.TemporaryDirectory(prefix="docs-")
        place = pathlib.Path(tempfile.mkdtemp(dir=self.folder.name))
        command = [self.program(chapter), *shlex.split(options), "--lang",
                   "both"]
        # Not what the reader has in data/mnist: the pages show garments.
        environment = dict(os.environ, NN_DATA="fashion-mnist")
        print("running", chapter, *command[1:], flush=True)
        try:
            done = subprocess.run(
                command, cwd=place, env=environment, capture_output=True,
                text=True, timeout=SECONDS, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return Missing(f"{chapter} {options}: still running after "
                           f"{SECONDS} s")
        if done.returncode != 0:
            return Missing(f"{chapter} {options}: exit code "
                           f"{done.returncode}: {done.stderr.strip()}")
        return done.stdout, place / "out" / chapter

    def close(self):
        if self.folder is not None:
            self.folder.cleanup()

    def output(self, chapter, heading=None, options="", lines=""):
        """The lines of a step, or of all of it; `lines` is FIRST-LAST."""
        text = self.run(chapter, options)[0]
        if heading is None:
            body = text.strip("\n").split("\n")
        else:
            found = steps(text)
            if heading not in found:
                raise Missing(f"{chapter} prints no heading \"{heading}\"; its "
                              "headings: " + "; ".join(found))
            body = found[heading]
        if lines:
            first, _, last = lines.partition("-")
            body = body[int(first) - 1:int(last or first)]
        return [line.rstrip() for line in body]

    def figure(self, chapter, name, options="", language="en"):
        """The path of a figure that was just drawn."""
        path = self.run(chapter, options)[1] / name
        if language != "en":
            path = path.with_suffix(f".{language}{path.suffix}")
        if not path.is_file():
            raise Missing(f"{chapter} {options} draws no {name}; it draws: "
                          + ", ".join(sorted(p.name for p in
                                             path.parent.glob("*.*"))))
        return path


@functools.cache
def gnuplot():
    """Its name and version, or nothing."""
    return shutil.which("gnuplot") and subprocess.run(
        ["gnuplot", "--version"], capture_output=True, text=True).stdout.strip()


def lacks_data(root, chapter):
    """Does the chapter ask for images that this machine does not have?"""
    if FASHION.is_dir():
        return False
    return any("nn/data/" in file.read_text(encoding="utf-8")
               for file in (root / "chapters" / chapter).glob("*.[ch]pp"))
