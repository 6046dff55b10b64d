#!/usr/bin/env python3
"""ResNet-18 as torchvision saves it, with random weights, in chapter 15's
program: PyTorch's logits, from the image file on.

    test_15_torchvision.py PROGRAM     (ctest runs it through with_torch.py)

Exit code 77, for ctest "skipped", without PyTorch.
"""
import csv
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
TOOL = TESTS.parent / "common/nn/io/pt_to_safetensors.py"
sys.path.insert(0, str(TESTS / "golden"))
from resnet import ResNet18, shake  # noqa: E402  (exit code 77 without PyTorch)
import torch  # noqa: E402

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
MEAN = torch.tensor([0.485, 0.456, 0.406]).double().reshape(3, 1, 1)
DEVIATION = torch.tensor([0.229, 0.224, 0.225]).double().reshape(3, 1, 1)


def write_picture(path, pixels):
    """uint8, 3 x height x width (PPM) or height x width (PGM)."""
    kind = "P6" if pixels.dim() == 3 else "P5"
    height, width = pixels.shape[-2:]
    rows = pixels.permute(1, 2, 0) if pixels.dim() == 3 else pixels
    path.write_bytes(f"{kind}\n# a comment\n{width} {height}\n255\n".encode()
                     + rows.contiguous().numpy().tobytes())


def prepared(pixels):
    """torchvision's Resize(256), CenterCrop(224), ToTensor, Normalize; without
    Pillow's rounding to bytes in between."""
    x = pixels.double() / 255
    if x.dim() == 2:
        x = x.expand(3, *x.shape)
    height, width = x.shape[1:]
    short = min(height, width)
    size = (256 * height // short, 256 * width // short)
    x = torch.nn.functional.interpolate(x[None], size=size, mode="bilinear",
                                        antialias=True)[0]
    top, left = (round((n - 224) / 2.0) for n in size)
    x = x[:, top:top + 224, left:left + 224]
    return (x - MEAN) / DEVIATION


def read_safetensors(path):
    """{name: tensor}, all float."""
    content = path.read_bytes()
    length, = struct.unpack("<Q", content[:8])
    header = json.loads(content[8:8 + length])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = (8 + length + at for at in entry["data_offsets"])
            numbers = torch.frombuffer(bytearray(content[begin:end]),
                                       dtype=torch.float32)
            tensors[name] = numbers.reshape(entry["shape"]).clone()
    return tensors


class Torchvision(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.manual_seed(2)
        torch.set_num_threads(2)
        cls.folder = tempfile.TemporaryDirectory()
        cls.here = pathlib.Path(cls.folder.name)
        cls.pictures = [torch.randint(0, 256, (3, 300, 431)).byte(),
                        torch.randint(0, 256, (3, 257, 200)).byte(),
                        torch.randint(0, 256, (260, 256)).byte()]
        cls.files = [cls.here / f"{i}.ppm" for i in range(3)]
        for path, pixels in zip(cls.files, cls.pictures):
            write_picture(path, pixels)
        cls.x = torch.stack([prepared(p) for p in cls.pictures])
        cls.model = ResNet18()
        shake(cls.model, cls.x.float())
        cls.model.eval()
        torch.save(cls.model.state_dict(), cls.here / "net.pt")
        cls.weights = cls.here / "net.safetensors"
        subprocess.run([sys.executable, "-B", TOOL, cls.here / "net.pt",
                        cls.weights], check=True, timeout=60)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_program(self, *arguments):
        return subprocess.run(
            [PROGRAM, "--out", self.here / "out", *arguments],
            capture_output=True, text=True, timeout=60)

    def logits(self):
        with torch.no_grad():
            return self.model.double()(self.x)

    def test_logits_are_pytorchs(self):
        result = self.run_program("--weights", self.weights, *self.files,
                                  "--save", self.here / "again.safetensors")
        self.assertEqual(result.returncode, 0, result.stderr)
        with (self.here / "out/logits.csv").open() as file:
            rows = list(csv.reader(file))
        found = torch.tensor([[float(v) for v in row[1:]] for row in rows],
                             dtype=torch.float64)
        expected = self.logits()
        self.assertEqual(found.shape, expected.shape)
        worst = ((found - expected).abs().max() / expected.abs().max()).item()
        print(f"logits: largest {expected.abs().max():.2f}, deviation "
              f"{expected.std():.2f}, worst difference {worst:.1e} of the "
              "largest")
        self.assertGreater(expected.std().item(), 1)
        self.assertLess(worst, 1e-5)
        for i, path in enumerate(self.files):
            best = expected[i].argmax().item()
            after = result.stdout.split(str(path) + "\n")[1]
            self.assertEqual(int(after.split("%")[1].split()[0]), best)
        self.check_written_again(self.here / "again.safetensors")

    def check_written_again(self, path):
        """PyTorch reads what we have written: the same network."""
        tensors = read_safetensors(path)
        original = self.model.float().state_dict()
        for name, tensor in original.items():
            if name.endswith("num_batches_tracked"):
                tensors[name] = tensor
        other = ResNet18()
        other.load_state_dict(tensors, strict=True)
        for name, tensor in other.state_dict().items():
            self.assertTrue(torch.equal(tensor, original[name]), name)

    def test_class_names(self):
        names = self.here / "names.txt"
        names.write_text("".join(f"kind {i}\n" for i in range(1000)))
        result = self.run_program("--weights", self.weights, "--classes",
                                  names, self.files[0])
        best = self.logits()[0].argmax().item()
        self.assertIn(f"{best}  kind {best}\n", result.stdout)
        names.write_text("one\ntwo\n")
        result = self.run_program("--weights", self.weights, "--classes",
                                  names, self.files[0])
        self.assertEqual(result.returncode, 1)
        self.assertIn("2 lines, expected one for each of 1000",
                      result.stderr)

    def test_errors(self):
        result = self.run_program("--weights", self.here / "net.pt",
                                  self.files[0])
        self.assertEqual(result.returncode, 1)
        self.assertIn("pt_to_safetensors.py", result.stderr)
        result = self.run_program(self.files[0])
        self.assertEqual(result.returncode, 2)
        result = self.run_program("--weights", self.weights)
        self.assertEqual(result.returncode, 2)
        self.assertIn("at least one image", result.stderr)


if __name__ == "__main__":
    unittest.main()
