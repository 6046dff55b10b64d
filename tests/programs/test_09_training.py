#!/usr/bin/env python3
"""How chapter 9's program trains: what its options change, and what they may
not change.

    test_09_training.py PROGRAM
"""
import array
import re
import unittest

from mnist_program import AVERAGED, MODELS, TRAIN, ProgramTest

# What else a run prints of its epochs is the same in every run.
TIMES = re.compile(r"^(.* %) +\d+\.\d\d +\d+$", re.MULTILINE)
SECONDS = re.compile(r"\d+\.\d+ seconds")


class Training(ProgramTest):
    def test_same_seed_same_text_and_weights(self):
        outs = [self.here / name / "out" for name in ("a", "b", "c")]
        texts = []
        for out, seed in zip(outs, "778"):
            out.parent.mkdir()
            text = self.train("--seed", seed, "--validation", "50",
                              cwd=out.parent, out="out")
            self.assertEqual(len(TIMES.findall(text)), 2, text)
            texts.append(SECONDS.sub("", TIMES.sub(r"\1", text)))
        self.assertEqual(texts[0], texts[1])
        self.assertNotEqual(texts[0], texts[2])
        self.assertEqual(self.weights_hash(outs[0]), self.weights_hash(outs[1]))
        self.assertNotEqual(self.weights_hash(outs[0]),
                            self.weights_hash(outs[2]))

    def test_the_seed_decides_where_weights_start(self):
        starts = []
        for seed in "12":  # one step that hardly changes them
            self.train("--seed", seed, "--epochs", "1", "--batch-size",
                       str(TRAIN), "--learning-rate", "1e-9")
            data = (self.out / "weights.safetensors").read_bytes()
            starts.append(array.array("f", data[-4 * 128 * 10 - 40:-40]))
        self.assertGreater(
            max(abs(a - b) for a, b in zip(*starts)), 0.01)

    def test_any_number_of_threads_trains_the_same(self):
        for model in MODELS:
            results = set()
            for threads in (1, 2, 3, 16):
                self.train("--model", model, "--threads", str(threads))
                run, epochs = self.log()
                self.assertEqual(run["threads"], threads)
                losses = [epoch["train_loss"] for epoch in epochs]
                results.add((self.weights_hash(), *losses))
            self.assertEqual(len(results), 1, model)

    def test_it_learns_what_a_glance_tells_apart(self):
        self.train("--epochs", "5", "--batch-size", "10")
        _, epochs = self.log()
        self.assertEqual(epochs[-1]["test_accuracy"], 1)

    def test_averaged_weights_are_tested_and_training_is_the_same(self):
        plain = self.here / "plain"
        self.train(*AVERAGED[:-2], out=plain)
        self.train(*AVERAGED)
        (_, epochs), (_, plain_epochs) = self.log(), self.log(plain)
        self.assertEqual([epoch["train_loss"] for epoch in epochs],
                         [epoch["train_loss"] for epoch in plain_epochs])
        # After six steps the average still holds 0.9^6, half, of the weights
        # that it began with, and knows less.
        self.assertLess(epochs[-1]["test_accuracy"],
                        plain_epochs[-1]["test_accuracy"])
        self.assertNotEqual(self.weights_hash(), self.weights_hash(plain))

    def losses(self, *options):
        """At a constant rate: how many epochs follow changes nothing."""
        self.train("--schedule", "constant", *options)
        return [epoch["train_loss"] for epoch in self.log()[1]]

    def test_the_last_epochs_show_the_images_as_they_are(self):
        changed = self.losses("--augment", "shift:2")
        last = self.losses("--augment", "shift:2", "--plain-epochs", "1")
        self.assertEqual(last[0], changed[0])
        self.assertLess(last[1], changed[1])  # they are easier to tell apart
        never = self.losses("--augment", "shift:2", "--plain-epochs", "2")
        self.assertEqual(never, self.losses())
        self.assertNotEqual(never[0], changed[0])

    def test_a_loss_beyond_all_bounds_ends_the_run(self):
        result = self.run_program("--optimizer", "sgd", "--learning-rate",
                                  "1e6", "--epochs", "50")
        self.assert_fails(result, 1, "the loss is", " in step ", ", and layer ",
                          "smaller learning rate")
        self.assertFalse((self.out / "weights.safetensors").exists())


if __name__ == "__main__":
    unittest.main()
