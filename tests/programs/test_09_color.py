#!/usr/bin/env python3
"""Chapter 9's program on color images: files of CIFAR-10's format, made here.

    test_09_color.py PROGRAM
"""
import random
import shutil
import unittest

from mnist_program import DARK, ProgramTest
from test_09_weights import pack, unpack

NAMES = [f"data_batch_{i}.bin" for i in range(1, 6)] + ["test_batch.bin"]
TRAIN, TEST = 40, 60  # images in each file

# He et al. 2016, section 4.2, but for the number of epochs.
RECIPE = ("--model", "resnet20", "--optimizer", "momentum", "--learning-rate",
          "0.1", "--weight-decay", "1e-4", "--batch-size", "128", "--schedule",
          "step:0.25:0.1:0.5", "--augment", "flip+shift:4", "--standardize")


def picture(kind, noise):
    """Dark noise; five kinds have two bright rows, red or blue ones."""
    planes = [bytearray(noise.randbytes(1024).translate(DARK))
              for _ in range(3)]
    first = 32 * (5 * (kind % 5) + 4)
    planes[0 if kind < 5 else 2][first:first + 96] = bytes([220]) * 96
    return b"".join(planes)


def make_colors(folder):
    folder.mkdir()
    for name in NAMES:
        noise = random.Random(name)
        count = TEST if name.startswith("test") else TRAIN
        (folder / name).write_bytes(b"".join(
            bytes([i % 10]) + picture(i % 10, noise) for i in range(count)))
    return folder


class ColorTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.data = make_colors(cls.top / "colors")

    def accuracy(self, text):
        line = next(line for line in text.splitlines()
                    if line.startswith("test accuracy"))
        return float(line.split()[2])

    def test_every_network_learns_colors(self):
        for model, epochs in (("linear", 8), ("mlp", 8), ("cnn", 8),
                              ("two-layer", 40)):
            with self.subTest(model=model):
                text = self.train("--model", model, "--epochs", str(epochs))
                self.assertIn("200 images of 3x32x32", text)
                self.assertIn("\nautomobile ", text)
                # Without the color it would be one of two.
                self.assertGreater(self.accuracy(text), 60)

    def test_deep_and_batch_norm_take_three_channels(self):
        for options in (("deep", "--batch-norm", "--wide"), ("bpn",)):
            with self.subTest(options=options):
                self.train("--epochs", "1", "--model", *options)

    def test_the_recipe_of_he_et_al_runs(self):
        text = self.train("--epochs", "2", *RECIPE)
        self.assertIn("model     resnet20", text)
        run, epochs = self.log()
        self.assertEqual((run["optimizer"], run["schedule"]),
                         ("momentum", "step:0.25:0.1:0.5"))
        self.assertEqual(len(epochs), 2)
        # Of the last of two steps each: a quarter and three quarters are done.
        self.assertAlmostEqual(epochs[0]["learning_rate"], 0.1, 9)
        self.assertAlmostEqual(epochs[1]["learning_rate"], 0.001, 9)

    def test_each_channel_is_standardized_and_the_weights_say_how(self):
        text = self.train("--model", "cnn", "--standardize")
        about, tensors = unpack(self.out / "weights.safetensors")
        means = [float(x) for x in about["nn.input.mean"].split(" ")]
        deviations = [float(x) for x in about["nn.input.deviation"].split(" ")]
        self.assertEqual((len(means), len(deviations)), (3, 3))
        # Green is never bright.
        self.assertLess(means[1], min(means[0], means[2]))
        weights = self.out / "weights.safetensors"
        again = self.train("--model", "cnn", "--weights", weights,
                           out=self.here / "again")
        self.assertIn("mean " + ", ".join(f"{m:.4f}" for m in means), again)
        self.assertIn(again[again.index("\ntest accuracy "):], text)

        wrong = self.here / "wrong.safetensors"
        for mean, deviation, code, words in (
                ("0.1 0.2 0.3", "0.5 0.5", 1, ("3 numbers", "but 2 in")),
                ("0.1 0.2", "0.5 0.5", 2, ("2 channels", "3x32x32")),
                ("0.1  0.2 0.3", "1 1 1", 1, ("one for each channel",)),
                ("0.1 0.2 0.3 ", "1 1 1", 1, ("one for each channel",)),
                ("0.1 0.2 1.3", "1 1 1", 1, ("from 0 to 1",))):
            pack(wrong, {"nn.input.mean": mean,
                         "nn.input.deviation": deviation}, tensors)
            result = self.run_program("--model", "cnn", "--weights", wrong)
            self.assert_fails(result, code, *words)

    def test_colors_are_augmented_the_same_with_the_same_seed(self):
        hashes = []
        for augment in ("color:0.4+flip+shift:4", "color:0.4+flip+shift:4",
                        "color:0.3+flip+shift:4"):
            self.train("--augment", augment, "--epochs", "1")
            hashes.append(self.weights_hash())
        self.assertEqual(hashes[0], hashes[1])
        self.assertNotEqual(hashes[0], hashes[2])

    def test_what_is_broken_is_told(self):
        broken = self.here / "broken"
        shutil.copytree(self.data, broken)
        file = broken / NAMES[2]
        whole = file.read_bytes()
        file.write_bytes(whole[:-7])
        self.assert_fails(self.run_program(data=broken), 1, file, "too short",
                          "fetch it again")
        file.write_bytes(b"\x0b" + whole[1:])
        self.assert_fails(self.run_program(data=broken), 1, file, "label 11")
        file.unlink()
        self.assert_fails(self.run_program(data=broken), 1, NAMES[2],
                          "./learn data cifar-10")

    def test_the_help_names_data_and_colors(self):
        text = " ".join(self.run_program("--help", data="").stdout.split())
        for words in ("cifar-10", "color:0.2", "no saturation"):
            self.assertIn(words, text)


if __name__ == "__main__":
    unittest.main()
