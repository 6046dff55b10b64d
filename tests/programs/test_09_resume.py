#!/usr/bin/env python3
"""Runs that are killed and resumed end with the weights of those that are not.

    test_09_resume.py PROGRAM [--kills N]
"""
import hashlib
import os
import random
import re
import resource
import shutil
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

from mnist_program import PROGRAM, ProgramTest, make_data  # noqa: E402

TIMES = ("train_seconds", "samples_per_second")


def seal_holds(path):
    """Is the SHA-256 in the file that of the file with zeros in its place?"""
    data = path.read_bytes()
    seal = re.search(rb'"sha256":"([0-9a-f]{64})"', data)
    if not seal:
        return False
    zeros = data[:seal.start(1)] + 64 * b"0" + data[seal.end(1):]
    return hashlib.sha256(zeros).hexdigest().encode() == seal[1]


class ResumeTest(ProgramTest):
    OPTIONS = ("--epochs", "3", "--checkpoint-every", "3")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.data = make_data(cls.top / "more data", train=2000)

    def setUp(self):
        super().setUp()
        self.folder = self.here / "checkpoints"

    def arguments(self, *more):
        return [*self.OPTIONS, "--checkpoint", self.folder, *more]

    def start(self, *more, limit=None):
        """The program in the background; `limit`: bytes that a file may have."""
        def prepare():
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            if limit:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        process = subprocess.Popen(
            [PROGRAM, "--data", self.data, "--out", self.out,
             *self.arguments(*more)], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            restore_signals=False, preexec_fn=prepare)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.addCleanup(process.stderr.close)
        return process

    @staticmethod
    def holds(what):
        try:
            return what()
        except ValueError:  # metrics.jsonl is just being begun
            return False

    def wait_for(self, process, what):
        end = time.monotonic() + 60
        while not self.holds(what):
            if process.poll() is not None:
                return
            self.assertLess(time.monotonic(), end, "nothing in 60 s")
            time.sleep(0.0005)

    def result(self):
        """The weights' hash, and the log without times."""
        run, epochs = self.log()
        for key in TIMES:
            for epoch in epochs:
                del epoch[key]
        del run["time"]
        return self.weights_hash(), run, epochs

    def checkpoints(self):
        return sorted(self.folder.glob("step-*.safetensors"))

    def partial(self):
        return list(self.folder.glob("*.partial"))

    def forget(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.out, ignore_errors=True)


class Killed(ResumeTest):
    def kill(self, process, delay, in_writing):
        """SIGKILL after a while; then, if so asked, while it writes."""
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
            self.assertTrue(seal_holds(path), path)

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
        process = self.start(*options)
        self.wait_for(process, self.checkpoints)
        process.kill()
        process.wait()
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


class Refused(ResumeTest):
    OPTIONS = ("--epochs", "2", "--train-samples", "600")

    def setUp(self):
        super().setUp()
        self.train(*self.arguments())
        self.expected = self.result()

    def resume(self, *more, data=None):
        return self.run_program(*self.arguments("--resume", *more), data=data)

    def test_other_options_are_named(self):
        path = self.checkpoints()[-1]
        for option, then, now in (
                ("--batch-size", "128", "64"), ("--seed", "1", "2"),
                ("--model", "mlp", "two-layer"), ("--schedule", "linear",
                "constant"), ("--optimizer", "adam", "sgd"),
                ("--learning-rate", "0.001", "0.002"), ("--augment", "none",
                "flip"), ("--weight-decay", "0", "0.5"),
                ("--weight-average", "0", "0.9"),
                ("--validation", "0", "10")):
            self.assert_fails(self.resume(option, now), 2, path,
                              f"{option} {then} (now {now})")
        for flag in ("--batch-norm", "--standardize"):
            self.assert_fails(self.resume(flag), 2, f"{flag} off (now on)")
        other = make_data(self.here / "other", train=700)
        self.assert_fails(self.resume(data=other), 2, "--data ")
        self.assertEqual(self.result(), self.expected)

    def test_other_training_labels_are_other_data(self):
        other = self.here / "other"
        shutil.copytree(self.data, other)
        labels = other / "train-labels-idx1-ubyte"
        changed = bytearray(labels.read_bytes())
        changed[8] = (changed[8] + 1) % 10
        labels.write_bytes(changed)
        self.assert_fails(self.resume(data=other), 2, "--data ")

    def test_a_folder_with_a_run_is_not_written_over(self):
        before = [path.read_bytes() for path in self.checkpoints()]
        self.assert_fails(self.run_program(*self.arguments()), 2,
                          self.folder, "--resume")
        self.assertEqual(before,
                         [path.read_bytes() for path in self.checkpoints()])

    def test_options_without_their_folder(self):
        for option in (("--resume",), ("--checkpoint-every", "3")):
            result = self.run_program(*option)
            self.assertEqual(result.returncode, 2)
            self.assertIn("--checkpoint", result.stderr)

    def test_a_finished_run_only_tests_again(self):
        self.assertEqual(self.resume().returncode, 0)
        self.assertEqual(self.result(), self.expected)

    def test_the_checkpoint_before_a_broken_one_is_taken(self):
        older, newest = self.checkpoints()
        data = bytearray(newest.read_bytes())
        data[-5] ^= 1
        newest.write_bytes(data)
        result = self.resume()
        self.assertEqual(result.returncode, 0, result.stderr)
        line = result.stderr.splitlines()[0]
        for word in (newest, "SHA-256", "the checkpoint before it"):
            self.assertIn(str(word), line)
        self.assertIn(str(older), result.stdout)
        self.assertEqual(self.result(), self.expected)
        for path in self.checkpoints():
            self.assertTrue(seal_holds(path))

    def test_when_all_are_broken_nothing_is_lost(self):
        for path in self.checkpoints():
            path.write_bytes(path.read_bytes()[:-1])
        result = self.resume()
        self.assertEqual(result.returncode, 1)
        self.assertEqual(len(result.stderr.splitlines()), 2)
        self.assertEqual(len(self.checkpoints()), 2)


class FullDisk(ResumeTest):
    def first_checkpoint(self):
        process = self.start()
        self.wait_for(process, self.checkpoints)
        process.kill()
        process.wait()
        return {path: path.read_bytes() for path in self.checkpoints()}

    def after(self, before, stderr, *words):
        self.assertEqual(len(stderr.splitlines()), 1, stderr)
        for word in (self.folder, "cannot write", *words):
            self.assertIn(str(word), stderr)
        self.assertEqual(before, {path: path.read_bytes()
                                  for path in self.checkpoints()})
        self.assertEqual(self.partial(), [])

    def test_a_disk_that_takes_no_more_leaves_the_old_checkpoints(self):
        self.train(*self.arguments())
        expected = self.result()
        self.forget()
        before = self.first_checkpoint()
        process = self.start("--resume", limit=1_000_000)
        _, stderr = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1)
        self.after(before, stderr, "File too large")
        self.train(*self.arguments("--resume"))
        self.assertEqual(self.result(), expected)

    @unittest.skipUnless(os.geteuid() == 0, "only root may mount")
    def test_a_full_file_system(self):
        self.folder.mkdir()
        mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m",
                                "checkpoints", self.folder],
                               capture_output=True, check=False)
        if mount.returncode != 0:
            self.skipTest("no tmpfs here")
        self.addCleanup(subprocess.run, ["umount", self.folder], check=True)
        # Room for one checkpoint, not for two.
        process = self.start()
        _, stderr = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1)
        self.assertEqual(len(self.checkpoints()), 1)
        self.assertTrue(seal_holds(self.checkpoints()[0]))
        self.after({self.checkpoints()[0]: self.checkpoints()[0].read_bytes()},
                   stderr, "No space left on device")

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_a_read_only_folder(self):
        self.folder.mkdir(mode=0o555)
        self.assert_fails(self.run_program(*self.arguments()), 1,
                          self.folder, "cannot write", "--checkpoint")

    def test_a_file_in_place_of_the_folder(self):
        self.folder.write_text("")
        self.assert_fails(self.run_program(*self.arguments()), 1,
                          self.folder, "cannot write", "--checkpoint")


if __name__ == "__main__":
    unittest.main()
