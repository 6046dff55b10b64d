#!/usr/bin/env python3
"""Chapter 9's program as a user meets it: what it prints, logs and leaves.

    test_09_mnist.py PROGRAM

Whether the network is any good on real images is for
tests/chapters/09_mnist.cpp.
"""
import re
import shutil
import signal
import subprocess
import time
import unittest

from mnist_program import (AVERAGED, MODELS, PROGRAM, TEST, TRAIN, ProgramTest,
                           make_data)

EPOCH_KEYS = ["epoch", "step", "learning_rate", "train_loss", "train_accuracy",
              "validation_accuracy", "test_accuracy", "train_seconds",
              "samples_per_second"]


class Runs(ProgramTest):
    def test_the_log_has_a_run_and_a_line_an_epoch(self):
        text = self.train("--epochs", "3", "--batch-size", "32", "--optimizer",
                          "momentum", "--learning-rate", "0.05", "--seed", "9")
        run, epochs = self.log()
        for key, value in {
                "type": "run", "model": "mlp", "seed": 9, "epochs": 3,
                "batch_size": 32, "optimizer": "momentum", "device": "cpu",
                "learning_rate": 0.05, "parameters": 235146,
                "train_samples": TRAIN, "validation_samples": 0,
                "test_samples": TEST}.items():
            self.assertEqual(run[key], value, key)
        self.assertRegex(run["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertRegex(run["data_sha256"], "^[0-9a-f]{64}$")
        self.assertIn(f"SHA-256 {run['data_sha256'][:8]}", text)
        self.assertEqual([list(e) for e in epochs], 3 * [EPOCH_KEYS])
        self.assertEqual([e["epoch"] for e in epochs], [1, 2, 3])
        self.assertEqual([e["step"] for e in epochs], [10, 20, 30])
        for epoch in epochs:
            self.assertIsNone(epoch["validation_accuracy"])
            self.assertAlmostEqual(
                epoch["samples_per_second"] * epoch["train_seconds"], TRAIN)
        self.assertLess(epochs[2]["train_loss"], epochs[0]["train_loss"])

    def test_saved_weights_give_the_accuracy_that_training_ended_with(self):
        data = make_data(self.here / "hard", mistaken=7)
        for options in [("--model", model) for model in MODELS] + [
                ("--model", "deep", "--wide"), AVERAGED]:
            trained = self.train(*options, data=data)
            again = self.train(*options, "--weights",
                               self.out / "weights.safetensors", data=data,
                               out=self.here / "again")
            report = trained[trained.index("\ntest accuracy "):]
            self.assertIn(again[again.index("\ntest accuracy "):], report)
            _, epochs = self.log()
            self.assertIn(
                f"\ntest accuracy {100 * epochs[-1]['test_accuracy']:.2f} % "
                f"({TEST} images;", again)
            self.assertFalse((self.here / "again/metrics.jsonl").exists())

    def test_the_wide_network_is_shown_and_trained(self):
        text = self.train("--model", "deep", "--wide", "--epochs", "1")
        self.assertIn("Conv2d(128 -> 128, 3x3, padding 1)", text)

    def test_one_by_one_or_by_100_as_many_are_right(self):
        data = make_data(self.here / "hard", mistaken=7)
        for model in MODELS:
            text = self.train("--model", model, data=data)
            found = re.findall(r"^(one by one|in batches of 100) +(\d+) of "
                               rf"{TEST} right, \d+\.\d+ seconds$", text,
                               re.MULTILINE)
            self.assertEqual([how for how, _ in found],
                             ["one by one", "in batches of 100"])
            right = 100 * self.log()[1][-1]["test_accuracy"]
            for _, count in found:
                self.assertAlmostEqual(int(count), right)

    def test_sample_counts_are_honoured(self):
        self.train("--train-samples", "200", "--validation", "40")
        run, epochs = self.log()
        self.assertEqual((run["train_samples"], run["validation_samples"],
                          run["test_samples"]), (160, 40, TEST))
        for epoch in epochs:
            right = 40 * epoch["validation_accuracy"]
            self.assertAlmostEqual(right, round(right))
            self.assertAlmostEqual(
                epoch["samples_per_second"] * epoch["train_seconds"], 160)

    def test_packed_and_plain_data_are_the_same(self):
        packed = make_data(self.here / "packed", packed=True)
        self.train()
        plain = self.log()[0]["data_sha256"], self.weights_hash()
        self.train(data=packed)
        self.assertEqual((self.log()[0]["data_sha256"], self.weights_hash()),
                         plain)

    def test_nn_data_names_the_data_and_data_goes_before_it(self):
        self.assertIn(f"images in {self.data}: {TRAIN} images of 1x28x28",
                      self.train(data="", NN_DATA=str(self.data)))
        self.assertIn(f"images in {self.data}", self.train(NN_DATA="nowhere"))

    def test_fewer_than_100_test_images(self):
        data = make_data(self.here / "few", train=30, test=5)
        text = self.train("--epochs", "60", "--batch-size", "10", data=data)
        self.assertIn("test accuracy 100.00 % (5 images;", text)
        self.assertIn("in batches of 100: from 100 % to 100 %", text)
        classes = text[text.index("most often taken for"):].splitlines()[1:6]
        self.assertEqual([line.split() for line in classes],
                         [[str(i), "100.00", "%", "none"] for i in range(5)])
        self.assertNotIn("nan", text)


class Output(ProgramTest):
    FILES = {"weights.safetensors", "metrics.jsonl", "curves.svg",
             "confusion.svg"}

    def files(self, folder=None):
        return {path.name for path in (folder or self.out).iterdir()}

    @unittest.skipUnless(shutil.which("gnuplot"), "no gnuplot")
    def test_every_model_leaves_weights_and_figures(self):
        data = make_data(self.here / "hard", mistaken=7)
        for model in MODELS:
            out = self.here / model
            self.train("--model", model, data=data, out=out)
            self.assertLess(self.log(out)[1][-1]["test_accuracy"], 1)
            self.assertEqual(self.files(out), self.FILES | {"mistakes.png"})
            for name in ("curves.svg", "confusion.svg"):
                self.assertIn("</svg>", (out / name).read_text())
            self.assertEqual((out / "mistakes.png").read_bytes()[:8],
                             b"\x89PNG\r\n\x1a\n")

    @unittest.skipUnless(shutil.which("gnuplot"), "no gnuplot")
    def test_without_mistakes_there_is_no_picture_of_them(self):
        self.out.mkdir()
        (self.out / "mistakes.png").write_text("of an earlier run")
        self.train("--epochs", "5", "--batch-size", "10")
        self.assertEqual(self.log()[1][-1]["test_accuracy"], 1)
        self.assertEqual(self.files(), self.FILES)

    def test_without_gnuplot_the_scripts_are_kept(self):
        data = make_data(self.here / "hard", mistaken=7)
        result = self.run_program("--epochs", "1", data=data, PATH="/nowhere")
        self.assertEqual(result.returncode, 0)
        figures = {"curves.svg", "confusion.svg", "mistakes.png"}
        self.assertEqual(self.files(), {"weights.safetensors", "metrics.jsonl"}
                         | {f"{name}.gp" for name in figures})
        lines = result.stderr.splitlines()
        self.assertEqual(len(lines), 3, lines)
        for name in figures:
            self.assertIn(f"gnuplot {self.out / name}.gp", result.stderr)

    def test_a_relative_out_is_below_the_current_folder(self):
        self.train(out="results/first", cwd=self.here)
        self.assertLessEqual({"weights.safetensors", "metrics.jsonl"},
                             self.files(self.here / "results/first"))
        self.assertFalse((PROGRAM.parent / "results").exists())


def usual_signals():
    """Ctrl-C counts, even if this script runs in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class CtrlC(ProgramTest):
    def start(self):
        with open(self.here / "stdout", "w") as stdout:
            process = subprocess.Popen(
                [PROGRAM, "--data", self.data, "--out", self.out, "--epochs",
                 "100000"], stdin=subprocess.DEVNULL, stdout=stdout,
                stderr=subprocess.PIPE, text=True, preexec_fn=usual_signals)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.addCleanup(process.stderr.close)
        end = time.monotonic() + 30
        log = self.out / "metrics.jsonl"
        while not log.exists() or log.read_text().count("\n") < 3:
            self.assertIsNone(process.poll())
            self.assertLess(time.monotonic(), end, "no epoch in 30 s")
            time.sleep(0.01)
        return process

    def test_it_ends_within_two_seconds_and_keeps_the_weights(self):
        process = self.start()
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=20)
        self.assertLess(time.monotonic() - start, 2)
        path = self.out / "weights.safetensors"
        result = subprocess.CompletedProcess([], process.returncode, "", stderr)
        self.assert_fails(result, 130, "Ctrl-C", path)
        self.assertIn(f"({TEST} images;", self.train("--weights", path))
        self.assertEqual([list(epoch) for epoch in self.log()[1][:2]],
                         2 * [EPOCH_KEYS])


if __name__ == "__main__":
    unittest.main()
