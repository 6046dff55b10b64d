#!/usr/bin/env python3
"""Data as people have it: names with dots, EMNIST, padded archives.

    test_09_data.py PROGRAM
"""
import gzip
import pathlib
import random
import struct
import unittest

from mnist_program import ProgramTest, idx, picture


def lying(image):
    """As EMNIST stores it: column by column."""
    return bytes(image[28 * y + x] for x in range(28) for y in range(28))


class NamesTest(ProgramTest):
    def rename(self, change):
        folder = self.here / "renamed"
        folder.mkdir()
        for file in self.data.iterdir():
            (folder / change(file.name)).write_bytes(file.read_bytes())
        return folder

    def test_a_dot_before_idx(self):
        self.train()
        expected = self.weights_hash()
        folder = self.rename(lambda name: name.replace("-idx", ".idx"))
        self.train(data=folder)
        self.assertEqual(self.weights_hash(), expected)

    def test_zeros_behind_a_gzip_member(self):
        self.train()
        expected = self.weights_hash()
        folder = self.here / "packed"
        folder.mkdir()
        for file in self.data.iterdir():
            packed = gzip.compress(file.read_bytes())
            (folder / (file.name + ".gz")).write_bytes(packed + bytes(512))
        self.train(data=folder)
        self.assertEqual(self.weights_hash(), expected)
        file = next(folder.iterdir())
        file.write_bytes(file.read_bytes() + b"x")
        self.assert_fails(self.run_program(data=folder), 1, file,
                          "trailing bytes")
        file.write_bytes(packed + bytes(512) + packed)
        self.assertEqual(self.run_program(data=folder).returncode, 1)


class EmnistTest(ProgramTest):
    CLASSES = {"letters": 26, "balanced": 47, "byclass": 62, "digits": 10}

    def make(self, folder, split, count=200):
        first = 1 if split == "letters" else 0
        classes = self.CLASSES[split]
        folder.mkdir(exist_ok=True)
        for half in ("train", "test"):
            noise = random.Random(half)
            # Ten kinds of picture; labels up to the last class.
            kinds = [i % 10 for i in range(count)]
            labels = bytes(first + (kind if kind < 9 else classes - 1)
                           for kind in kinds)
            images = b"".join(lying(picture(k, noise)) for k in kinds)
            name = f"emnist-{split}-{half}"
            (folder / f"{name}-images-idx3-ubyte.gz").write_bytes(
                gzip.compress(idx((count, 28, 28), images)))
            (folder / f"{name}-labels-idx1-ubyte.gz").write_bytes(
                gzip.compress(idx((count,), labels)))
        return folder

    def outputs(self):
        weights = (self.out / "weights.safetensors").read_bytes()
        length, = struct.unpack("<Q", weights[:8])
        return weights[8:8 + length].decode()

    def test_each_split_has_its_classes(self):
        for split, classes in self.CLASSES.items():
            with self.subTest(split=split):
                folder = self.make(self.here / split, split)
                text = self.train("--epochs", "6", data=folder)
                self.assertIn(f"EMNIST {split}: 200 images of 1x28x28", text)
                self.assertIn(f'"shape":[{classes},128]', self.outputs())
                # Rows are bright in upright pictures: easy to learn.
                self.assertRegex(text, r"test accuracy (9\d|100)\.")

    def test_a_label_beyond_the_split(self):
        folder = self.make(self.here / "letters", "letters")
        labels = folder / "emnist-letters-train-labels-idx1-ubyte.gz"
        for wrong in (0, 27):
            labels.write_bytes(gzip.compress(
                idx((200,), bytes([wrong]) + bytes([1]) * 199)))
            self.assert_fails(self.run_program(data=folder), 1, labels,
                              f"label {wrong} of sample 0", "1 to 26")

    def test_of_several_splits_one_is_named(self):
        for split in ("letters", "digits"):
            folder = self.make(self.here / "all", split)
        self.assert_fails(self.run_program(data=folder), 1, folder,
                          "digits, letters", "--data")
        text = self.train(data=folder / "emnist-digits")
        self.assertIn("EMNIST digits", text)
        self.assert_fails(self.run_program(data=folder / "emnist-bymerge"), 1,
                          "no such folder")


    def test_pictures_stand(self):
        """The same pictures, transposed as in EMNIST, give the same network."""
        folder = self.make(self.here / "digits", "digits")
        plain = self.here / "plain"
        plain.mkdir()
        for half, name in (("train", "train"), ("test", "t10k")):
            noise = random.Random(half)
            kinds = [i % 10 for i in range(200)]
            images = b"".join(picture(k, noise) for k in kinds)
            (plain / f"{name}-images-idx3-ubyte").write_bytes(
                idx((200, 28, 28), images))
            (plain / f"{name}-labels-idx1-ubyte").write_bytes(
                idx((200,), bytes(kinds)))
        results = []
        for data in (folder, plain):
            self.train(data=pathlib.Path(data))
            results.append(self.weights_hash())
        self.assertEqual(*results)


if __name__ == "__main__":
    unittest.main()
