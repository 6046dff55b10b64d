#!/usr/bin/env python3
"""Runs that are killed and resumed end with the weights of those that are not.

    test_09_resume.py PROGRAM [--kills N]
"""
import random
import signal
import subprocess
import sys
import time
import unittest

KILLS = 10
if "--kills" in sys.argv:
    at = sys.argv.index("--kills")
    KILLS = int(sys.argv[at + 1])
    del sys.argv[at:at + 2]

from resume_program import make_older, ResumeTest, checksum_holds  # noqa: E402


class Killed(ResumeTest):
    # The last epoch is of a different kind than those before it.
    OPTIONS = (*ResumeTest.OPTIONS, "--augment", "shift:2", "--plain-epochs",
               "1")

    def kill(self, process, delay, in_writing):
        """SIGKILL after a while; then, if asked, while it writes."""
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            pass
        if in_writing:
            self.wait_for(process, self.partial)
        process.kill()
        process.wait()
        return process.returncode == -signal.SIGKILL

    def check_files(self):
        self.assertLessEqual(len(self.checkpoints()), 3)
        for path in self.checkpoints():
            self.assertTrue(checksum_holds(path), path)

    def test_killed_at_any_moment_and_resumed_it_ends_the_same(self):
        start = time.monotonic()
        self.train(*self.arguments())
        seconds = time.monotonic() - start
        expected = self.result()
        self.assertEqual(len(expected[2]), 3)
        chance = random.Random(1)
        kills = writing = trials = 0
        while kills < KILLS:
            self.forget()
            for _ in range(chance.choice((1, 1, 2))):
                process = self.start("--resume")
                kills += self.kill(process, chance.uniform(0, seconds),
                                   chance.random() < 0.5)
                writing += len(self.partial())
                self.check_files()
            self.train(*self.arguments("--resume"))
            self.assertEqual(self.result(), expected)
            self.assertEqual(self.partial(), [])
            trials += 1
        print(f"{kills} kills, {writing} of them while a checkpoint was being "
              f"written; {trials} of {trials} runs ended the same")
        self.assertGreater(writing, 0)


class EveryKind(ResumeTest):
    OPTIONS = ("--epochs", "2", "--train-samples", "600", "--batch-size", "50",
               "--checkpoint-every", "5")

    def stopped_and_resumed(self, *options):
        """Killed at the first checkpoint within an epoch, then resumed."""
        self.forget()
        self.train(*self.arguments(*options))
        expected = self.result()
        self.forget()
        self.kill_at_first_checkpoint(*options)
        first = self.checkpoints()[0].name
        text = self.train(*self.arguments("--resume", *options))
        self.assertIn("\nresumed   after step ", text, first)
        self.assertEqual(self.result(), expected, options)

    def test_every_optimizer(self):
        for name in ("sgd", "momentum", "nesterov", "adagrad", "rmsprop",
                     "adamw"):
            self.stopped_and_resumed("--optimizer", name)

    def test_dropout_batch_norm_and_augmentation(self):
        self.stopped_and_resumed("--model", "deep", "--batch-norm",
                                 "--augment", "shift:2", "--schedule",
                                 "warmup-cosine", "--validation", "70")

    def test_averaged_weights(self):
        self.stopped_and_resumed("--weight-average", "0.9")

    def test_a_graph_of_layers(self):
        self.stopped_and_resumed("--model", "resnet20", "--augment", "flip")

    def test_on_another_number_of_threads(self):
        options = ("--model", "cnn", "--augment", "shift:2")
        self.train(*self.arguments(*options, "--threads", "1"))
        expected = self.weights_hash()
        self.forget()
        self.kill_at_first_checkpoint(*options, "--threads", "2")
        self.train(*self.arguments("--resume", *options, "--threads", "5"))
        self.assertEqual(self.weights_hash(), expected)

    def test_products_of_openblas_are_named_and_not_mixed(self):
        options = ("--products", "openblas")
        text = self.train(*self.arguments(*options))
        self.assertRegex(text, r"(?m)^products  by OpenBLAS .*other digits")
        done = self.run_program(*self.arguments("--resume"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("--products openblas (now own)", done.stderr)

    def test_a_checkpoint_of_other_digits_is_named(self):
        self.kill_at_first_checkpoint()
        for file in self.checkpoints():
            make_older(file)
        text = self.train(*self.arguments("--resume"))
        self.assertIn("written by another version, which rounded", text)


class CtrlC(ResumeTest):
    OPTIONS = ("--epochs", "200", "--train-samples", "300")

    def test_it_writes_a_checkpoint_to_go_on_from(self):
        process = self.start()
        self.wait_for(process, lambda: len(self.checkpoints()) > 1)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 130, stderr)
        self.assertIn("--resume goes on", stderr)
        done = int(self.checkpoints()[-1].stem[5:])
        result = self.start("--resume")
        self.wait_for(result, lambda: len(self.log()[1]) * 3 > done + 3)
        self.assertIsNone(result.poll())
        epochs = [epoch["epoch"] for epoch in self.log()[1]]
        self.assertEqual(epochs, list(range(1, len(epochs) + 1)))


if __name__ == "__main__":
    unittest.main()
