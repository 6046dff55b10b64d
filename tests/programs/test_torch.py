#!/usr/bin/env python3
"""PyTorch as the judge of chapter 9: it takes the weights that 09_mnist has
trained and must find the same accuracy on the same test images.

    test_torch.py PROGRAM       (ctest runs it through with_torch.py)

Nothing here but torch reads what the program wrote: the images and the
weights are unpacked with struct and json. Exit code 77, for ctest "skipped",
without PyTorch or without Debian's Fashion-MNIST.
"""
import gzip
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77
FASHION = pathlib.Path("/usr/share/datasets/fashion-mnist")

try:
    import torch
except ImportError as error:
    print(f"skipped: {sys.executable} has no PyTorch ({error})")
    sys.exit(SKIPPED)
if not FASHION.is_dir():
    print(f"skipped: no Fashion-MNIST in {FASHION} (Debian: apt install "
          "dataset-fashion-mnist)")
    sys.exit(SKIPPED)

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()


def read_idx(name):
    """The unsigned bytes of an IDX file, in its shape."""
    data = gzip.decompress((FASHION / f"{name}.gz").read_bytes())
    dims = struct.unpack_from(f">{data[3]}I", data, 4)
    values = torch.frombuffer(bytearray(data[4 + 4 * len(dims):]),
                              dtype=torch.uint8)
    return values.reshape(dims)


def read_safetensors(path):
    """{name: tensor}, by https://github.com/huggingface/safetensors#format."""
    data = path.read_bytes()
    length, = struct.unpack_from("<Q", data)
    header = json.loads(data[8:8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        assert entry["dtype"] == "F32", entry
        begin, end = (8 + length + at for at in entry["data_offsets"])
        tensors[name] = torch.frombuffer(
            bytearray(data[begin:end]),
            dtype=torch.float32).reshape(entry["shape"])
    return tensors


def mlp():
    return torch.nn.Sequential(
        torch.nn.Linear(784, 256), torch.nn.ReLU(),
        torch.nn.Linear(256, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))


def cnn():
    return torch.nn.Sequential(
        torch.nn.Conv2d(1, 16, 3, padding=1), torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Conv2d(16, 32, 3, padding=1), torch.nn.ReLU(),
        torch.nn.MaxPool2d(2), torch.nn.Flatten(),
        torch.nn.Linear(1568, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], check=True, timeout=100,
                          stdout=subprocess.PIPE, text=True).stdout


class Torch(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = pathlib.Path(folder.name)

    def count_right(self, model, shape):
        """Test images that PyTorch classifies correctly."""
        pixels = read_idx("t10k-images-idx3-ubyte").reshape(shape)
        labels = read_idx("t10k-labels-idx1-ubyte").long()
        self.assertEqual(len(labels), 10000)
        with torch.no_grad():
            scores = model(pixels.float() / 255)
        return int((scores.argmax(dim=1) == labels).sum())

    def compare(self, name, model, shape):
        printed = run("--model", name, "--epochs", "1", "--train-samples",
                      "5000", "--data", "fashion-mnist", "--out", self.out)
        lines = (self.out / "metrics.jsonl").read_text().splitlines()
        logged = json.loads(lines[-1])["test_accuracy"]
        self.assertIn(f"\ntest accuracy {100 * logged:.2f} % (10000 images",
                      printed)
        untrained = self.count_right(model, shape)
        model.load_state_dict(
            read_safetensors(self.out / "weights.safetensors"), strict=True)
        right = self.count_right(model, shape)
        # Both add the same float products in another order: an image whose
        # two best scores are equal to six digits may fall on either side. Of
        # 10,000 images no more than two are that close.
        self.assertLessEqual(abs(right - round(10000 * logged)), 2)
        self.assertGreater(right, 7000)
        self.assertLess(untrained, 3500)

    def test_torch_finds_the_accuracy_of_the_mlp(self):
        torch.manual_seed(1)
        self.compare("mlp", mlp(), (-1, 784))

    def test_torch_finds_the_accuracy_of_the_cnn(self):
        # We store the channels of a pixel side by side, PyTorch in planes: the
        # weights after Flatten must be put in PyTorch's order.
        torch.manual_seed(1)
        self.compare("cnn", cnn(), (-1, 1, 28, 28))


if __name__ == "__main__":
    unittest.main()
