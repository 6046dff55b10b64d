#!/usr/bin/env python3
"""What chapter 9's program says of broken files and wrong options.

    test_09_mnist_errors.py PROGRAM
"""
import gzip
import os
import shutil
import struct
import unittest

from mnist_program import MODELS, TEST, TRAIN, ProgramTest, idx, make_data


class BrokenData(ProgramTest):
    def broken(self, name, content, *words, packed=False):
        """A copy of the data where one file has other content."""
        folder = self.here / "broken"
        shutil.copytree(self.data, folder)
        path = folder / name
        path.unlink()
        if packed:
            path = path.with_name(name + ".gz")
        if content is not None:
            path.write_bytes(content)
        result = self.run_program(data=folder)
        self.assert_fails(result, 1, path, *words)
        self.assertFalse((self.out / "weights.safetensors").exists())

    def content(self, name):
        return (self.data / name).read_bytes()

    def test_a_gz_that_is_cut_off(self):
        name = "train-images-idx3-ubyte"
        packed = gzip.compress(self.content(name))
        self.broken(name, packed[:len(packed) // 2],
                    "cut off", packed=True)

    def test_a_plain_file_that_is_cut_off(self):
        name = "t10k-images-idx3-ubyte"
        self.broken(name, self.content(name)[:-1], "too short",
                    f"expected {TEST * 784} elements ({TEST} x 28 x 28)",
                    f"found {TEST * 784 - 1}")

    def test_a_wrong_magic(self):
        name = "train-labels-idx1-ubyte"
        self.broken(name, b"\x7fELF" + self.content(name)[4:], "wrong magic",
                    "expected 00 00 08", "found 7f 45 4c 46")

    def test_99_labels_for_100_images(self):
        self.broken("t10k-labels-idx1-ubyte", idx((99,), bytes(99)),
                    "99 labels for 100 images")

    def test_a_label_10(self):
        labels = bytearray(self.content("train-labels-idx1-ubyte"))
        labels[8 + 7] = 10
        self.broken("train-labels-idx1-ubyte", labels,
                    "label 10 of sample 7", "0 to 9")

    def test_an_empty_file(self):
        self.broken("train-images-idx3-ubyte", b"", "empty")

    def test_a_folder_in_place_of_a_file(self):
        folder = make_data(self.here / "with folder")
        path = folder / "train-images-idx3-ubyte"
        path.unlink()
        path.mkdir()
        self.assert_fails(self.run_program(data=folder), 1, path,
                          "a folder", "file")

    def test_a_missing_file(self):
        folder = make_data(self.here / "incomplete")
        (folder / "t10k-labels-idx1-ubyte").unlink()
        self.assert_fails(self.run_program(data=folder), 1, folder,
                          "neither t10k-labels-idx1-ubyte nor "
                          "t10k-labels-idx1-ubyte.gz")

    def test_a_missing_folder(self):
        for data, env in (("nowhere", {}), ("", {"NN_DATA": "nowhere"})):
            self.assert_fails(self.run_program(data=data, **env), 1, "nowhere",
                              "expected mnist, fashion-mnist, cifar-10 or a",
                              *env)

    def test_images_of_another_size(self):
        folder = make_data(self.here / "small")
        for half, count in (("train", TRAIN), ("t10k", TEST)):
            (folder / f"{half}-images-idx3-ubyte").write_bytes(
                idx((count, 20, 20), bytes(count * 400)))
        # What the network can take is taken; windows need some pixels.
        for model in MODELS:
            self.train("--model", model, "--epochs", "1", data=folder)
        for half, count in (("train", TRAIN), ("t10k", TEST)):
            (folder / f"{half}-images-idx3-ubyte").write_bytes(
                idx((count, 1, 3), bytes(count * 3)))
        self.assert_fails(self.run_program("--model", "cnn", data=folder), 1,
                          "MaxPool2d", "1x3")


class End(ProgramTest):
    """A program that fails at once ends like any other: with its exit code.

    NN_EXIT_RUNS sets how often. OpenBLAS starts with old kernels here, so that
    the program must switch them: that once made 2 of 3 runs crash at the end.
    """

    def test_no_run_crashes_after_its_last_line(self):
        folder = make_data(self.here / "broken")
        path = folder / "train-labels-idx1-ubyte"
        path.write_bytes(b"\x7f" + path.read_bytes()[1:])
        for run in range(int(os.environ.get("NN_EXIT_RUNS", 20))):
            with self.subTest(run=run):
                result = self.run_program(data=folder,
                                          OPENBLAS_CORETYPE="Prescott")
                self.assert_fails(result, 1, path, "wrong magic")


class BrokenWeights(ProgramTest):
    def test_a_header_longer_than_the_file(self):
        path = self.here / "long.safetensors"
        path.write_bytes(struct.pack("<Q", 1 << 40) + b"{}")
        self.assert_fails(self.run_program("--weights", path), 1, path,
                          f"length is {1 << 40}", "expected at most 2")

    def test_weights_of_another_model(self):
        self.train("--model", "two-layer")
        path = self.out / "weights.safetensors"
        result = self.run_program("--model", "mlp", "--weights", path)
        self.assert_fails(result, 1, path, "this one has 0.weight [256, 784]",
                          "the file 0.weight [50, 784]")

    def test_weights_that_are_not_there_or_not_weights(self):
        for path, word in ((self.here / "none.safetensors", "cannot open"),
                           (self.here, "expected a safetensors file")):
            self.assert_fails(self.run_program("--weights", path), 1, path,
                              word)


class Usage(ProgramTest):
    def assert_refused(self, *arguments, words):
        result = self.run_program(*arguments)
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        complaint, hint = result.stderr.splitlines()
        complaint = complaint.replace(" - ", " to ")  # CLI11 2.4's ranges
        for word in (arguments[0], *words):
            self.assertIn(word, complaint)
        self.assertIn("--help", hint)

    def test_wrong_values_are_told_the_allowed_ones(self):
        for option, value, allowed in (
                ("--epochs", "-3", "1 to 100000"),
                ("--epochs", "many", "1 to 100000"),
                ("--schedule", "foo", "warmup-linear"),
                ("--augment", "foo", "shift:"),
                ("--model", "foo", "{mlp,cnn,deep,resnet20,linear,two-layer,bpn}"),
                ("--experiment", "foo", "{bpn,augmentation,loop,"),
                ("--optimizer", "foo", "{sgd,momentum,nesterov,adagrad,rmsprop,"),
                ("--batch-size", "0", "1 to 60000"),
                ("--learning-rate", "nan", "1e-09 to 1000000"),
                ("--learning-rate", "-1", "1e-09 to 1000000"),
                ("--threads", "-1", "0 to 256"),
                ("--validation", "60000", "0 to 59999"),
                ("--train-samples", "-1", "0 to 60000")):
            with self.subTest(option=option, value=value):
                self.assert_refused(option, value, words=(value, allowed))

    def test_last_epochs_without_augmentation_need_one(self):
        self.assert_refused("--plain-epochs", "1", words=("--augment",))

    def test_only_the_deep_network_can_be_wide(self):
        for model in MODELS:
            if model != "deep":
                self.assert_fails(self.run_program("--model", model, "--wide"),
                                  2, "--model deep", model)

    def test_an_unknown_option(self):
        self.assert_refused("--epoch-count=3", words=("not expected",))

    def test_help_names_every_option(self):
        result = self.run_program("--help")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        for word in ("--model --data --epochs --batch-size --optimizer "
                     "--learning-rate --threads --validation --train-samples "
                      "--weights --schedule --weight-decay --label-smoothing "
                      "--weight-average --plain-epochs --wide "
                      "--augment --batch-norm --standardize --seed --out "
                      "--experiment augmentation ladder loop features "
                      "--smoke mlp cnn deep linear two-layer bpn").split():
            self.assertIn(word, result.stdout)

    def test_more_samples_than_there_are(self):
        self.assert_fails(self.run_program("--validation", str(TRAIN)), 2,
                          f"{TRAIN} samples for validation", f"of {TRAIN}")
        self.assert_fails(self.run_program("--train-samples", "301"), 2,
                          "first 301 samples", f"has {TRAIN}")

    def test_an_out_that_cannot_be_written(self):
        file = self.here / "file"
        file.write_text("")
        for out in (file, file / "below"):
            self.assert_fails(self.run_program(out=out), 1, out)
        for name in ("metrics.jsonl", "weights.safetensors"):
            (self.out / name).mkdir(parents=True)
            result = self.run_program("--epochs", "1")
            self.assert_fails(result, 1, self.out / name, "Is a directory")
            (self.out / name).rmdir()


if __name__ == "__main__":
    unittest.main()
