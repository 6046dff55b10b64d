#!/usr/bin/env python3
"""Chapter 9's weights as people have them: what prepares the inputs travels
with them, files of other programs load, and what does not fit is told.

    test_09_weights.py PROGRAM
"""
import json
import os
import re
import struct
import subprocess
import unittest

from mnist_program import PROGRAM, TRAIN, ProgramTest, idx, make_data

MEAN, DEVIATION = "nn.input.mean", "nn.input.deviation"
# The beginning of what torch.save() writes; the old format's magic number.
ZIP = b"PK\3\4" + bytes(26) + b"archive/data.pkl" + bytes(200)
PICKLE = bytes.fromhex("80028a0a6cfc9c46f9206aa850192e") + bytes(200)


def unpack(path):
    """The metadata, and {name: (dtype, shape, bytes)} in the file's order."""
    data = path.read_bytes()
    length, = struct.unpack_from("<Q", data)
    header = json.loads(data[8:8 + length])
    metadata = header.pop("__metadata__", {})
    values = data[8 + length:]
    return metadata, {
        name: (entry["dtype"], entry["shape"],
               values[slice(*entry["data_offsets"])])
        for name, entry in header.items()}


def pack(path, metadata, tensors, **style):
    """As the safetensors package would: tensors sorted by name."""
    header, values = {}, b""
    if metadata:
        header["__metadata__"] = metadata
    for name, (dtype, shape, content) in sorted(tensors.items()):
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets":
                        [len(values), len(values) + len(content)]}
        values += content
    text = json.dumps(header, **{"separators": (",", ":"), **style}).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + values)
    return path


def converted(tensors, dtype, code):
    """The same numbers in another type, where `code` is struct's for it."""
    result = {}
    for name, (_, shape, content) in tensors.items():
        numbers = struct.unpack(f"<{len(content) // 4}f", content)
        result[name] = (dtype, shape,
                        struct.pack(f"<{len(numbers)}{code}", *numbers))
    return result


class WeightsTest(ProgramTest):
    def report(self, text):
        """From the accuracy on."""
        return text[text.index("\ntest accuracy "):]

    def evaluate(self, path, *arguments, **settings):
        return self.train("--weights", path, *arguments,
                          out=self.here / "again", **settings)

    def trained(self, *arguments):
        """The weights' file and what the training said of the test images."""
        data = make_data(self.here / "hard", mistaken=7)
        text = self.train(*arguments, data=data)
        self.data = data
        return self.out / "weights.safetensors", self.report(text)

    def assert_same(self, expected, text):
        """Everything that is printed again matches what training printed."""
        self.assertIn(self.report(text), expected)


class Inputs(WeightsTest):
    def test_standardized_weights_standardize_their_inputs(self):
        path, report = self.trained("--standardize")
        metadata, _ = unpack(path)
        mean, deviation = (float(metadata[key]) for key in (MEAN, DEVIATION))
        self.assertTrue(0 < mean < 1 and 0 < deviation < 1)
        line = (f"pixels    standardized as in training, by {path}: mean "
                f"{mean:.4f}, deviation {deviation:.4f}\n")
        for arguments in ((), ("--standardize",)):
            text = self.evaluate(path, *arguments)
            self.assertEqual(text.count(line), 1)
            self.assert_same(report, text)
        # These are not the other images' mean and deviation: they stay.
        other = make_data(self.here / "other", train=50)
        self.assertIn(line, self.evaluate(path, "--standardize", data=other))

    def test_plain_weights_refuse_standardized_inputs(self):
        path, report = self.trained()
        metadata, _ = unpack(path)
        self.assertEqual((metadata[MEAN], metadata[DEVIATION]), ("0", "1"))
        text = self.evaluate(path)
        self.assertNotIn("pixels  ", text)
        self.assert_same(report, text)
        result = self.run_program("--weights", path, "--standardize")
        self.assert_fails(result, 2, "--standardize", path, f"{MEAN} 0",
                          f"{DEVIATION} 1", "leave the option out")

    def test_files_that_do_not_say_are_taken_as_the_options_say(self):
        path, report = self.trained("--standardize")
        _, tensors = unpack(path)
        older = pack(self.here / "older.safetensors", {"format": "pt"},
                     tensors)
        text = self.evaluate(older, "--standardize")
        self.assertNotIn("pixels  ", text)
        self.assert_same(report, text)

    def test_what_no_pixels_have_is_refused(self):
        path, _ = self.trained()
        _, tensors = unpack(path)
        for mean, deviation, words in (
                ("0.3", "0", ("from 1e-09 to 1", '"0"')),
                ("nan", "1", ("from 0 to 1", '"nan"')),
                ("0.3", "\x1b[31m", (r'"\u001b[31m"',)),
                ("0.3", None, ("found nothing",))):
            metadata = {MEAN: mean, DEVIATION: deviation}
            wrong = pack(self.here / "wrong.safetensors",
                         {k: v for k, v in metadata.items() if v is not None},
                         tensors)
            self.assert_fails(self.run_program("--weights", wrong), 1, wrong,
                              *words)


class Foreign(WeightsTest):
    def test_other_types_and_names_give_the_same_answers(self):
        path, report = self.trained()
        metadata, tensors = unpack(path)
        del metadata["sha256"]
        layers = {"0": "fc1", "2": "fc2", "4": "fc3"}
        named = {layers[name[0]] + name[1:]: tensor
                 for name, tensor in tensors.items()}
        moved = {str(int(name[0]) + 1) + name[1:]: tensor
                 for name, tensor in tensors.items()}
        inner = {f"net.{name}": tensor for name, tensor in tensors.items()}
        taken = "weights   other names, but the same shapes in the same order"
        for content, line in (
                (tensors, None), (moved, taken), (inner, taken),
                (named, taken + ': taking "fc1" for 0, "fc2" for 2, "fc3" '
                                "for 4\n"),
                (converted(tensors, "F64", "d"),
                 "weights   numbers of 6 tensors are rounded from F64")):
            file = pack(self.here / "w.safetensors", metadata, content)
            text = self.evaluate(file)
            self.assertEqual(text.count("weights   "), int(line is not None))
            self.assertIn(line or "", text)
            self.assert_same(report, text)
        half = pack(self.here / "half.safetensors", metadata,
                    converted(tensors, "F16", "e"))
        text = self.evaluate(half)
        self.assertNotIn("weights   ", text)
        accuracy = r"test accuracy (\d+\.\d\d) %"
        self.assertAlmostEqual(float(re.search(accuracy, text)[1]),
                               float(re.search(accuracy, report)[1]), delta=2)

    def test_the_counter_of_batch_norm_is_passed_over(self):
        path, report = self.trained("--batch-norm")
        metadata, tensors = unpack(path)
        del metadata["sha256"]
        for layer in (1, 4):
            tensors[f"{layer}.num_batches_tracked"] = ("I64", [], bytes(8))
        file = pack(self.here / "w.safetensors", metadata, tensors)
        text = self.evaluate(file, "--batch-norm")
        self.assertNotIn("weights   ", text)
        self.assert_same(report, text)

    def test_a_checksum_that_another_program_has_copied_is_no_damage(self):
        path, report = self.trained()
        metadata, tensors = unpack(path)
        for style in ({}, {"indent": 2}, {"separators": (", ", ": ")}):
            file = pack(self.here / "w.safetensors", metadata, tensors,
                        **style)
            text = self.evaluate(file)
            self.assertEqual(
                text.count("weights   written again by another program"), 1)
            self.assert_same(report, text)
        damaged = bytearray(path.read_bytes())
        damaged[-1000] ^= 1
        path.write_bytes(damaged)
        self.assert_fails(self.run_program("--weights", path), 1, path,
                          "damaged")

    def test_files_of_torch_save_are_named_with_the_way_out(self):
        path = self.here / "net.pt"
        for content, what in ((ZIP, "a zip"), (PICKLE, "until PyTorch 1.6")):
            path.write_bytes(content)
            result = self.run_program("--weights", path)
            self.assert_fails(result, 1, path, "torch.save()", what,
                              "pt_to_safetensors.py")
            tool, = re.findall(r"python3 '([^']+)'", result.stderr)
            self.assertTrue(os.access(tool, os.X_OK), tool)

    def test_names_give_the_terminal_no_orders(self):
        path, _ = self.trained()
        metadata, tensors = unpack(path)
        tensors["\x1b]0;owned\x07\n"] = ("F32", [1], bytes(4))
        tensors["x" * 2_000_000] = ("F32", [1] * 100_000, bytes(4))
        file = pack(self.here / "w.safetensors", {}, tensors)
        result = self.run_program("--weights", file)
        self.assert_fails(result, 1, file, r"\u001b]0;owned\u0007\n", "xxx...",
                          "[1, 1, 1, 1, 1, 1, ... of 100000 dimensions]")
        self.assertLess(len(result.stderr), 2000)
        self.assertTrue(result.stderr.rstrip("\n").isprintable())


class Sparse(WeightsTest):
    """Files of gigabytes of zeros, which take no space on disk: memory use does
    not grow with them."""

    def sparse(self, path, header, size):
        """A file with this beginning, followed by this many zeros."""
        with open(path, "wb") as file:
            file.write(header)
            file.truncate(len(header) + size)
        return path

    def tensor(self, name, size, metadata):
        text = json.dumps({"__metadata__": metadata, name: {
            "dtype": "F32", "shape": [size // 4],
            "data_offsets": [0, size]}}).encode()
        return struct.pack("<Q", len(text)) + text

    def assert_refused_in_little_memory(self, arguments, *words):
        with open(self.here / "stderr", "w+") as stderr:
            process = subprocess.Popen(
                [PROGRAM, "--out", self.out, *arguments], stderr=stderr,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            stderr.seek(0)
            self.assert_fails(subprocess.CompletedProcess(
                [], process.returncode, "", stderr.read()), 1, *words)
        self.assertLess(usage.ru_maxrss, 600_000)  # in KB

    def test_weights(self):
        size = 10 << 30
        path = self.sparse(self.here / "w.safetensors",
                           self.tensor("0.weight", size, {}), size)
        self.assert_refused_in_little_memory(
            ("--data", self.data, "--weights", path), path,
            f"the file 0.weight [{size // 4}]")

    def test_a_checkpoint(self):
        size = 1 << 30
        folder = self.here / "run"
        folder.mkdir()
        metadata = {"format": "checkpoint 1", "sha256": 64 * "0"}
        path = self.sparse(folder / "step-000000000001.safetensors",
                           self.tensor("w", size, metadata), size)
        self.assert_refused_in_little_memory(
            ("--data", self.data, "--checkpoint", folder, "--resume"), path,
            "damaged")

    def test_images(self):
        folder = make_data(self.here / "sparse")
        count = (10 << 30) // 784
        self.sparse(folder / "train-images-idx3-ubyte",
                    idx((count, 28, 28), b""), count * 784)
        self.assert_refused_in_little_memory(
            ("--data", folder), folder / "train-labels-idx1-ubyte",
            f"{TRAIN} labels for {count} images")


if __name__ == "__main__":
    unittest.main()
