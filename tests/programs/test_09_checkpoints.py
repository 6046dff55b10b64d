#!/usr/bin/env python3
"""What chapter 9's program does with checkpoints that it cannot go on from,
or cannot write.

    test_09_checkpoints.py PROGRAM
"""
import os
import shutil
import subprocess
import unittest

from mnist_program import make_data, without_progress
from resume_program import ResumeTest, checksum_holds


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
        self.assert_fails(
            self.resume("--augment", "none", "--plain-epochs", "1"), 2,
            "--plain-epochs 0 (now 1)")
        for flag in ("--batch-norm", "--standardize"):
            self.assert_fails(self.resume(flag), 2, f"{flag} off (now on)")
        self.assert_fails(self.resume("--model", "deep", "--wide"), 2,
                          "--wide off (now on)")
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
            self.assertTrue(checksum_holds(path))

    def test_when_all_are_broken_nothing_is_lost(self):
        for path in self.checkpoints():
            path.write_bytes(path.read_bytes()[:-1])
        result = self.resume()
        self.assertEqual(result.returncode, 1)
        self.assertEqual(len(result.stderr.splitlines()), 2)
        self.assertEqual(len(self.checkpoints()), 2)


class FullDisk(ResumeTest):
    def first_checkpoint(self):
        self.kill_at_first_checkpoint()
        return {path: path.read_bytes() for path in self.checkpoints()}

    def after(self, before, stderr, *words):
        said = without_progress(stderr)
        self.assertEqual(len(said.splitlines()), 1, said)
        for word in (self.folder, "cannot write", *words):
            self.assertIn(str(word), said)
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
        self.assertTrue(checksum_holds(self.checkpoints()[0]))
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
