#!/usr/bin/env python3
"""Chapter 9's network as an .onnx file, and tested from one.

    test_09_onnx.py PROGRAM
"""
import re
import unittest

from mnist_program import PROGRAM, TEST, ProgramTest

EMULATED = PROGRAM.with_name("09_mnist_cuda_emulated")


class Onnx(ProgramTest):
    def setUp(self):
        super().setUp()
        self.net = self.here / "net.onnx"

    def right(self, text):
        """How many test images are classified correctly."""
        return int(re.search(r"in batches of 100 +(\d+) of", text)[1])

    def assert_the_same(self, *options):
        trained = self.train("--export", self.net, *options)
        self.assertIn(f"exported  {self.net}", trained)
        read = self.train("--weights", self.net)
        self.assertEqual(self.right(trained), self.right(read))
        self.assertGreater(self.right(read), TEST // 4)
        # What is read can be written; nothing is added but once.
        again, third = self.here / "again.onnx", self.here / "third.onnx"
        self.train("--weights", self.net, "--export", again)
        self.train("--weights", again, "--export", third)
        self.assertEqual(again.read_bytes(), third.read_bytes())

    def test_each_network(self):
        self.assert_the_same("--model", "mlp")
        self.assert_the_same("--model", "cnn", "--train-samples", "100")
        self.assert_the_same("--model", "deep", "--train-samples", "100")
        self.assert_the_same("--model", "resnet20", "--train-samples", "100",
                             "--batch-size", "16")

    def test_inputs_are_prepared_as_in_training(self):
        self.assert_the_same("--model", "mlp", "--standardize")
        text = self.train("--weights", self.net)
        self.assertIn("standardized as in training", text)
        self.assertIn(b"nn.classes", self.net.read_bytes())

    def test_weights_become_a_network(self):
        self.train("--model", "mlp", "--batch-norm")
        weights = self.out / "weights.safetensors"
        text = self.train("--model", "mlp", "--batch-norm", "--weights",
                          weights, "--export", self.net)
        self.assertEqual(self.right(text),
                         self.right(self.train("--weights", self.net)))

    @unittest.skipUnless(EMULATED.exists(), f"{EMULATED.name} is not built")
    def test_the_emulated_device(self):
        device = "--device", "cuda-emulated"
        trained = self.train("--export", self.net, "--model", "cnn",
                             "--train-samples", "60", *device)
        for where in ((), device):
            read = self.train("--weights", self.net, *where)
            self.assertLessEqual(abs(self.right(trained) - self.right(read)),
                                 1)

    def test_what_cannot_be_is_said_in_one_line(self):
        run = self.run_program
        nowhere = "/proc/nowhere/net.onnx"
        self.assert_fails(run("--export", nowhere), 1, nowhere)
        self.net.write_bytes(b"hello, world")
        self.assert_fails(run("--weights", self.net), 1, self.net, "cut short")
        self.train("--model", "mlp", "--export", self.net)
        whole = self.net.read_bytes()
        self.net.write_bytes(whole.replace(b"Relu", b"LSTM"))
        self.assert_fails(run("--weights", self.net), 1, "LSTM",
                          "not supported")
        both = run("--export", self.net, "--experiment", "bpn")
        self.assertEqual(both.returncode, 2)
        self.assertIn("--export excludes --experiment", both.stderr)


if __name__ == "__main__":
    unittest.main()
