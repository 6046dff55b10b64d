#!/usr/bin/env python3
"""PyTorch's own files in chapter 9: networks that PyTorch has made, saved in
the ways that people have, give the program PyTorch's answers.

    test_09_weights_torch.py PROGRAM     (ctest runs it through with_torch.py)

Exit code 77, for ctest "skipped", without PyTorch. What needs the safetensors
package is left out without it.
"""
import pathlib
import re
import subprocess
import sys
import unittest

SKIPPED = 77

try:
    import torch
    from torch import nn
except ImportError as error:
    print(f"skipped: {sys.executable} has no PyTorch ({error})")
    sys.exit(SKIPPED)
try:
    from safetensors.torch import load_file, save_file
except ImportError:
    save_file = None

from mnist_program import TEST, ProgramTest

TOOL = (pathlib.Path(__file__).resolve().parents[2]
        / "common/nn/io/pt_to_safetensors.py")


def mlp(norm=False):
    layers = []
    for before, after in ((784, 256), (256, 128)):
        layers += [nn.Linear(before, after)]
        layers += [nn.BatchNorm1d(after)] if norm else []
        layers += [nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(128, 10))


class Inner(nn.Module):
    """The network as a member."""

    def __init__(self):
        super().__init__()
        self.net = mlp()

    def forward(self, x):
        return self.net(x)


class Own(nn.Module):
    """The network as people write it."""

    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 128)
        self.out = nn.Linear(128, 10)

    def forward(self, x):
        return self.out(self.fc2(self.fc1(x).relu()).relu())


class TorchFiles(ProgramTest):
    def setUp(self):
        super().setUp()
        torch.manual_seed(1)

    def images(self):
        raw = (self.data / "t10k-images-idx3-ubyte").read_bytes()[16:]
        pixels = torch.frombuffer(bytearray(raw), dtype=torch.uint8)
        return pixels.reshape(TEST, 784).float() / 255

    def labels(self):
        raw = (self.data / "t10k-labels-idx1-ubyte").read_bytes()[8:]
        return torch.frombuffer(bytearray(raw), dtype=torch.uint8).long()

    def right(self, model):
        """Images that PyTorch itself classifies correctly."""
        with torch.no_grad():
            scores = model.eval()(self.images())
        return int((scores.argmax(1) == self.labels()).sum())

    def learn(self, model):
        """A few steps, so that more than chance is compared."""
        optimizer = torch.optim.Adam(model.parameters(), 1e-3)
        model.train()
        for _ in range(40):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(self.images()),
                                               self.labels())
            loss.backward()
            optimizer.step()
        return model

    def convert(self, model):
        """By our tool; the file's path."""
        source, path = self.here / "net.pt", self.here / "net.safetensors"
        torch.save(model.state_dict(), source)
        result = self.run_program("--weights", source)
        self.assert_fails(result, 1, source, "torch.save()", TOOL, path)
        subprocess.run([sys.executable, "-B", TOOL, source, path], check=True,
                       timeout=60)
        return path

    def assert_right(self, model, path, *arguments, note):
        """The program finds what PyTorch finds (an image on the edge may fall
        on either side), and says this much about the weights."""
        text = self.train("--weights", path, *arguments)
        found, = re.findall(r"in batches of 100 +(\d+) of", text)
        self.assertLessEqual(abs(int(found) - self.right(model)), 1)
        self.assertIn(note or "", text)
        self.assertEqual("\nweights   " in text, note is not None)

    def test_what_the_tool_converts(self):
        flat = nn.Sequential(nn.Flatten(), *mlp())
        taken = "the same shapes in the same order"
        for model, note in ((mlp(), None), (flat, taken), (Inner(), taken),
                            (Own(), '"fc1" for 0, "fc2" for 2, "out" for 4'),
                            (mlp().half(), None), (mlp().bfloat16(), None),
                            (mlp().double(), "are rounded from F64")):
            path = self.convert(model)
            self.assert_right(model.float(), path, note=note)

    def test_trained_with_batch_norm(self):
        model = self.learn(mlp(norm=True))
        self.assert_right(model, self.convert(model), "--batch-norm",
                          note=None)
        self.assertGreater(self.right(model), TEST // 2)

    @unittest.skipUnless(save_file, "no safetensors package")
    def test_what_the_safetensors_package_writes(self):
        path = self.here / "net.safetensors"
        for model, note in ((mlp(), None), (Inner(), "shapes"),
                            (Own(), "shapes"), (mlp().half(), None),
                            (mlp().double(), "rounded")):
            save_file(model.state_dict(), path)
            self.assert_right(model.float(), path, note=note)

    @unittest.skipUnless(save_file, "no safetensors package")
    def test_our_file_saved_again_with_our_metadata(self):
        self.train()
        ours = self.out / "weights.safetensors"
        model = mlp()
        tensors = load_file(ours)
        model.load_state_dict(tensors)
        path = self.here / "again.safetensors"
        save_file(tensors, path, {"format": "pt", "sha256": 64 * "0"})
        self.assert_right(model, path, note="written again by another program")


if __name__ == "__main__":
    unittest.main()
