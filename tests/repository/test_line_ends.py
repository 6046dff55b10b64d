#!/usr/bin/env python3
"""A clone made by Git for Windows has the same bytes (.gitattributes).

Needs git; exit code 77 (skipped) without it, or outside of a clone.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def git(folder, *arguments):
    """As Git for Windows is set up, without anybody's own settings."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull,
                   "GIT_CONFIG_SYSTEM": os.devnull}
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        environment.pop(name, None)
    return subprocess.run(
        ["git", "-c", "core.autocrlf=true", "-c", "core.safecrlf=false",
         "-c", "safe.directory=*", "-c", "user.name=a", "-c", "user.email=b",
         "-C", str(folder), *arguments], check=True, capture_output=True,
        text=True).stdout


def tracked():
    return git(ROOT, "ls-files", "-z").split("\0")[:-1]


class LineEnds(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.clone = pathlib.Path(folder.name)

    def keep(self, name, content):
        path = self.clone / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return content

    def after_checkout(self, files):
        """What git makes of them, when they are committed and fetched."""
        for name, content in files.items():
            self.keep(name, content)
        shutil.copy(ROOT / ".gitattributes", self.clone)
        git(self.clone, "init", "-q")
        git(self.clone, "add", "-A", "-f")
        git(self.clone, "commit", "-q", "-m", "all")
        for name in files:
            (self.clone / name).unlink()
        git(self.clone, "checkout", "-q", "--", ".")
        return {name: (self.clone / name).read_bytes() for name in files}

    def test_every_kind_of_file_keeps_its_bytes(self):
        names = {}
        for name in tracked():
            path = ROOT / name
            if path.is_file():
                names.setdefault(path.suffix or name, name)
        files = {name: (ROOT / name).read_bytes() for name in names.values()}
        for name, content in self.after_checkout(files).items():
            self.assertTrue(content == files[name], name)

    def test_data_that_looks_like_text_is_left_alone(self):
        files = {"tests/fuzz/corpus/run_log/crlf": b"{}\r\n{}\r\n",
                 "a.png": b"a\r\n", "data/a.gz": b"a\r\n",
                 "a.safetensors": b"a\r\n"}
        self.assertEqual(self.after_checkout(files), files)

    def test_windows_line_ends_do_not_come_in(self):
        files = {name: b"a\r\nb\r\n" for name in ("learn", "a.py", "b.hpp")}
        for content in self.after_checkout(files).values():
            self.assertEqual(content, b"a\nb\n")

    def test_no_file_has_them_now(self):
        for line in git(ROOT, "ls-files", "--eol").splitlines():
            words, _, name = line.partition("\t")
            if not name.startswith("tests/fuzz/corpus/"):
                self.assertNotRegex(words, "crlf|mixed", name)


if __name__ == "__main__":
    if not shutil.which("git") or not (ROOT / ".git").exists():
        print("skipped: needs git, and a clone of the project")
        sys.exit(77)
    unittest.main()
