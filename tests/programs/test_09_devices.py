#!/usr/bin/env python3
"""Chapter 9 on other devices than the processor: the emulated one trains as
the processor does, and what is missing is said in one line.

    test_09_devices.py PROGRAM
"""
import os
import shutil
import unittest

import mnist_program
from mnist_program import PROGRAM, ProgramTest

EMULATED = PROGRAM.with_name("09_mnist_cuda_emulated")


@unittest.skipUnless(EMULATED.exists(), f"{EMULATED.name} is not built")
class Emulated(ProgramTest):
    def on_both(self, *arguments):
        """The logs of the same run on both devices."""
        logs = []
        for device in "cpu", "cuda-emulated":
            self.train(*arguments, "--device", device, out=self.here / device)
            run, epochs = self.log(self.here / device)
            self.assertEqual(run["device"], device)
            logs.append(epochs)
        return logs

    def assert_same_training(self, *arguments):
        # Sums are added in another order: 1e-7 a step, and the steps are few.
        # One sample of 100 may be on the border.
        for ours, theirs in zip(*self.on_both(*arguments), strict=True):
            self.assertAlmostEqual(ours["train_loss"], theirs["train_loss"],
                                   delta=1e-3)
            for name in "train_accuracy", "test_accuracy":
                self.assertAlmostEqual(ours[name], theirs[name], delta=0.011)

    def test_mlp(self):
        self.assert_same_training("--model", "mlp", "--batch-size", "32")

    def test_mlp_with_batch_norm_and_augmented_images(self):
        self.assert_same_training(
            "--model", "mlp", "--batch-norm", "--augment", "shift:2",
            "--optimizer", "momentum", "--learning-rate", "0.01",
            "--standardize")

    def test_cnn(self):
        self.assert_same_training("--model", "cnn", "--epochs", "1",
                                  "--train-samples", "100",
                                  "--batch-size", "30")

    def test_deep_with_dropout(self):
        self.assert_same_training("--model", "deep", "--epochs", "1",
                                  "--train-samples", "40",
                                  "--batch-size", "16")

    def test_weights_and_checkpoints_go_from_one_to_the_other(self):
        device = "--device", "cuda-emulated"
        straight = "--model", "mlp", "--epochs", "2"
        self.train(*straight, out=self.here / "straight")
        self.train(*straight, "--checkpoint", self.here / "saved", *device)
        before = self.log()[1][-1]["test_accuracy"]
        shown = self.train("--model", "mlp", "--weights",
                           self.out / "weights.safetensors")
        self.assertIn(f"test accuracy {100 * before:.2f} %", shown)
        files = sorted((self.here / "saved").iterdir())
        self.assertEqual(len(files), 2)
        files[-1].unlink()  # go back to the first epoch, on the processor
        self.train(*straight, "--checkpoint", self.here / "saved", "--resume")
        after = self.log()[1][-1]
        straight = self.log(self.here / "straight")[1][-1]
        self.assertAlmostEqual(after["train_loss"], straight["train_loss"],
                               delta=1e-3)


class Missing(ProgramTest):
    def test_a_build_without_cuda_says_so(self):
        alone = self.here / "09_mnist"
        shutil.copy(PROGRAM, alone)
        for device, words in (("cuda", ("no CUDA", "Toolkit")),
                              ("cuda-emulated", ("build it", "./learn run"))):
            result = self.run_alone(alone, device)
            self.assert_fails(result, 1, f"--device {device}", *words)
            self.assertFalse(self.out.joinpath("metrics.jsonl").exists())

    def run_alone(self, program, device):
        kept, mnist_program.PROGRAM = mnist_program.PROGRAM, program
        try:
            return self.run_program("--device", device)
        finally:
            mnist_program.PROGRAM = kept

    @unittest.skipIf(os.path.exists("/dev/nvidia0"), "there is a GPU")
    def test_a_build_with_cuda_starts_without_a_driver_and_says_so(self):
        if not PROGRAM.with_name("09_mnist_cuda").exists():
            self.skipTest("no nvcc: 09_mnist_cuda is not built")
        result = self.run_program("--device", "cuda")
        self.assert_fails(result, 1, "no CUDA device", "driver")

    def test_wrong_usage(self):
        unknown = self.run_program("--device", "gpu")
        self.assertEqual(unknown.returncode, 2)
        self.assertIn("--device: gpu not in", unknown.stderr)
        self.assert_fails(self.run_program("--tf32"), 2, "--tf32",
                          "--device cuda")


if __name__ == "__main__":
    unittest.main()
