"""data/fetch for a data set that comes as one archive; see fetch_tools.py."""

import hashlib
import io
import os
import random
import shutil
import tarfile
import unittest

import mirror
from fetch_tools import DATA, FetchTest

ARCHIVE, FOLDER = "cifar-10-binary.tar.gz", "cifar-10-batches-bin"
RNG = random.Random(2)
NAMES = [f"data_batch_{i}.bin" for i in range(1, 6)] + ["test_batch.bin"]
# A file of the real set begins with a label, 0 to 9.
FILES = {name: bytes([i]) + RNG.randbytes(40_000)
         for i, name in enumerate(NAMES)}


def archive(files):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, body in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(body)
            tar.addfile(member, io.BytesIO(body))
    return packed.getvalue()


WHOLE = {**{f"{FOLDER}/{name}": body for name, body in FILES.items()},
         f"{FOLDER}/readme.html": b"<html>", "../escaped": b"x",
         f"{FOLDER}/../escaped": b"x"}


def row(kind, name, body, last):
    return [kind, "cifar-10", name, str(len(body)),
            hashlib.sha256(body).hexdigest(), last]


class Archive(FetchTest):
    def setUp(self):
        super().setUp()
        self.folder = self.home / "cifar-10"
        self.offer(archive(WHOLE))

    def offer(self, packed, files=None):
        """What the mirrors have, and a catalogue that says so."""
        mirror.PACKED[ARCHIVE] = packed
        self.addCleanup(mirror.PACKED.pop, ARCHIVE, None)
        rows = [row("archive", ARCHIVE, packed, FOLDER)]
        rows += [row("file", name, body, "none stated")
                 for name, body in (files or FILES).items()]
        rows.append(["mirror", "cifar-10", self.url("good")])
        (self.home / "catalogue.tsv").write_text(
            "".join("\t".join(r) + "\n" for r in rows))

    def start(self, *behaviours, to=None):
        options = []
        for behaviour in behaviours:
            options += ["--mirror", self.url(behaviour)]
        return self.spawn("cifar-10", "--timeout", "1", *options)

    def assert_complete(self):
        """These six files and nothing else, nowhere."""
        found = {path.name: path.read_bytes()
                 for path in self.folder.iterdir()}
        self.assertEqual(set(found), set(FILES))
        for name, body in FILES.items():
            self.assertEqual(found[name], body)
        self.assertEqual(list(self.home.rglob("*escaped*")), [])

    def assert_nothing_final(self):
        for name in FILES:
            self.assertFalse((self.folder / name).exists(), name)

    def test_six_files_and_nothing_else_are_unpacked(self):
        out, _ = self.fetch()
        self.assert_complete()
        self.assertIn("cifar-10 is complete in", out.splitlines()[-1])
        self.assertIn("6 files, SHA-256 checked", out.splitlines()[-1])

    def test_complete_files_are_not_fetched_again(self):
        self.fetch("good")
        before = len(self.server.requests)
        self.fetch("good")
        self.assertEqual(len(self.server.requests), before)

    def test_a_damaged_or_missing_file_is_replaced(self):
        self.fetch("good")
        (self.folder / NAMES[1]).write_bytes(FILES[NAMES[1]][:-1])
        (self.folder / NAMES[4]).unlink()
        self.fetch("good")
        self.assert_complete()

    def test_the_next_mirror_resumes(self):
        self.fetch("forbidden", "truncate", "good")
        self.assert_complete()
        half = len(mirror.PACKED[ARCHIVE]) // 2
        self.assertEqual(self.asked("good", ARCHIVE), [f"bytes={half}-"])

    def test_another_archive_is_refused(self):
        _, err = self.fetch("wrong", code=1)
        self.assertIn("wrong SHA-256", err)
        self.assertIn(f"no mirror answered with {ARCHIVE}:", err)
        self.assert_nothing_final()

    def test_an_archive_is_unpacked_where_a_fetch_was_interrupted(self):
        self.folder.mkdir()
        (self.folder / f"{ARCHIVE}.part").write_bytes(mirror.PACKED[ARCHIVE])
        self.fetch("forbidden")
        self.assert_complete()
        self.assertEqual(self.server.requests, [])

    def test_a_file_that_is_missing_in_it_or_wrong_has_no_name(self):
        short = dict(WHOLE)
        del short[f"{FOLDER}/{NAMES[0]}"]
        wrong = {**WHOLE, f"{FOLDER}/{NAMES[0]}": b"\1other"}
        for files in (short, wrong):
            with self.subTest(files=len(files)):
                shutil.rmtree(self.folder, ignore_errors=True)
                self.offer(archive(files))
                _, err = self.fetch("good", code=1)
                self.assertEqual(len(err.splitlines()), 1)
                self.assertIn(f"{FOLDER}/{NAMES[0]} cannot be unpacked", err)
                self.assert_nothing_final()

    def test_links_are_not_written_through_and_folders_not_filled(self):
        self.folder.mkdir()
        victim = self.home / "victim"
        victim.write_bytes(b"mine")
        for name in (f"{ARCHIVE}.part", f"{NAMES[2]}.part"):
            os.symlink(victim, self.folder / name)
        self.fetch("good")
        self.assert_complete()
        self.assertEqual(victim.read_bytes(), b"mine")
        (self.folder / NAMES[3]).unlink()
        (self.folder / NAMES[3]).mkdir()
        _, err = self.fetch("good", code=1)
        self.assertIn(f"{self.folder / NAMES[3]} is not a file", err)

    def test_the_real_catalogue_has_the_six_files(self):
        rows = [line.split("\t")
                for line in (DATA / "catalogue.tsv").read_text().splitlines()
                if "\tcifar-10\t" in line]
        files = [r for r in rows if r[0] == "file"]
        self.assertEqual([r[2] for r in files], NAMES)
        self.assertEqual({int(r[3]) for r in files}, {10000 * 3073})
        archives = [r for r in rows if r[0] == "archive"]
        self.assertEqual([r[2] for r in archives], [ARCHIVE])
        self.assertEqual(archives[0][5], FOLDER)
        for r in files + archives:
            self.assertRegex(r[4], "^[0-9a-f]{64}$")
        mirrors = [r[2] for r in rows if r[0] == "mirror"]
        self.assertGreaterEqual(len(mirrors), 2)
        for address in mirrors:
            self.assertRegex(address, "^https://.*/$")


if __name__ == "__main__":
    unittest.main()
