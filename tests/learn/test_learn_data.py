#!/usr/bin/env python3
"""./learn data (and doctor): which data set is in a folder; see learn_tools.py.

Needs no compiler, no network and no root.
"""
import gzip
import hashlib
import os
import unittest

from learn_tools import LearnTest

FILES = [f"{half}-{kind}-ubyte" for half in ("train", "t10k")
         for kind in ("images-idx3", "labels-idx1")]


class Data(LearnTest):
    def setUp(self):
        super().setUp()
        self.folder = self.tree / "data/mnist"
        self.folder.mkdir(parents=True)
        self.write_catalogue("\n")
        # Not this machine's own, whose 30 MB take half a second each time.
        script = self.tree / "common/doctor/machine.sh"
        script.write_text(script.read_text().replace("/usr/share/", "/no/"))

    def write_catalogue(self, end):
        rows = [["file", name, file, "9", hashlib.sha256(
            self.content(name, file)).hexdigest(), "none"]
            for name in ("mnist", "fashion-mnist") for file in FILES]
        text = "".join("\t".join(row) + end for row in rows)
        (self.tree / "data/catalogue.tsv").write_bytes(text.encode())

    @staticmethod
    def content(name, file):
        return f"{file} of {name}".encode()

    def fill(self, name="mnist", files=FILES):
        for file in files:
            (self.folder / f"{file}.gz").write_bytes(
                gzip.compress(self.content(name, file)))

    def answer(self, subject="MNIST", **environment):
        """The line of a subject, as [status, subject, text]."""
        result = self.learn("data", **environment)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return next(line.split(maxsplit=2)
                    for line in result.stdout.splitlines()
                    if line.split()[1] == subject)

    def assert_wrong(self, text, subject="MNIST", **environment):
        status, _, found = self.answer(subject, **environment)
        self.assertEqual(status, "missing", found)
        self.assertIn(text, found)

    def test_right_data_is_called_right(self):
        for end in ("\n", "\r\n"):
            self.write_catalogue(end)
            self.fill()
            self.assertEqual(self.answer(), [
                "ok", "MNIST", f"{self.folder} (SHA-256 right)"])
        for file in FILES:  # unpacked
            (self.folder / f"{file}.gz").unlink()
            (self.folder / file).write_bytes(self.content("mnist", file))
        self.assertEqual(self.answer()[0], "ok")

    def test_another_set_is_not_taken_for_mnist(self):
        self.fill("fashion-mnist")
        self.assert_wrong("fashion-mnist")

    def test_labels_of_another_set_are_wrong(self):
        self.fill()
        self.fill("fashion-mnist", FILES[1:2])
        self.assert_wrong(f"{self.folder}/{FILES[1]}.gz: fashion-mnist")

    def test_files_of_the_wrong_name_are_wrong(self):
        self.fill()
        one, other = (self.folder / f"{FILES[i]}.gz" for i in (1, 3))
        one.write_bytes(other.read_bytes())
        self.assert_wrong(f"{one}: wrong SHA-256")

    def test_a_damaged_gz_is_damaged(self):
        file = self.folder / f"{FILES[0]}.gz"
        for cut in (1, 4, 8):
            self.fill()
            file.write_bytes(file.read_bytes()[:-cut])
            self.assert_wrong(f"{file} cannot be read, or is damaged")

    def test_what_is_no_file_is_wrong_and_hangs_nobody(self):
        self.fill()
        for make in (os.mkdir, os.mkfifo):
            path = self.folder / FILES[0]  # read before the .gz
            make(path)
            self.assert_wrong(f"{path} cannot be read, or is damaged")
            path.rmdir() if path.is_dir() else path.unlink()

    def test_data_of_one_s_own_may_be_any_but_no_mixture(self):
        here = {"subject": "NN_DATA", "NN_DATA": str(self.folder)}
        self.fill("fashion-mnist")
        self.assertEqual(self.answer(**here)[2], f"{self.folder} "
                         "(fashion-mnist, SHA-256 right)")
        self.fill("mnist", FILES[1:2])
        self.assert_wrong("mixes the files of fashion-mnist mnist", **here)
        self.fill("another", FILES[1:2])
        self.assertIn("data of your own", self.answer(**here)[2])
        (self.folder / f"{FILES[3]}.gz").write_bytes(b"\x1f\x8b\x08")
        self.assert_wrong("damaged", **here)


if __name__ == "__main__":
    unittest.main()
