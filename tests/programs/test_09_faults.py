#!/usr/bin/env python3
"""Chapter 9's program on machines that are short of something, started in odd
ways, or started twice.

    test_09_faults.py PROGRAM
"""
import gzip
import os
import pathlib
import resource
import shutil
import signal
import socket
import subprocess
import unittest

from mnist_program import PROGRAM, TEST, ProgramTest, idx


class FaultTest(ProgramTest):
    def shell(self, line, *arguments, **settings):
        """A line for the shell, where "$@" is the program and its options."""
        settings.setdefault("timeout", 60)
        return subprocess.run(
            ["bash", "-c", line, "bash", PROGRAM, "--out", self.out,
             *(() if "--data" in arguments else ("--data", self.data)),
             *arguments], cwd=self.here, text=True,
            stdin=subprocess.DEVNULL, capture_output=True, **settings)

    def start(self, *arguments, prepare=None):
        """A long training in the background, after its first epochs."""
        process = subprocess.Popen(
            [PROGRAM, "--data", self.data, "--out", self.out, "--epochs",
             "100000", *arguments], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            restore_signals=False, preexec_fn=prepare)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.addCleanup(process.stderr.close)
        self.wait_for_epochs(process, 3)
        return process

    def assert_whole(self):
        """Every line of metrics.jsonl adds one epoch."""
        _, epochs = self.log()
        self.assertEqual([epoch["epoch"] for epoch in epochs],
                         list(range(1, len(epochs) + 1)))


class Output(FaultTest):
    def test_closed_descriptors_do_not_become_files(self):
        for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
            with self.subTest(closed=closed):
                shutil.rmtree(self.out, ignore_errors=True)
                result = self.shell(f'"$@" {closed}', "--epochs", "1")
                self.assertEqual(result.returncode, 1 if ">&-" in
                                 closed.replace("2>&-", "") else 0)
                self.assert_whole()
                weights = self.out / "weights.safetensors"
                self.assertIn(f"({TEST} images;",
                              self.train("--weights", weights))

    def test_output_that_cannot_be_written_is_an_error(self):
        for line in ('"$@" >/dev/full', '"$@" --help >/dev/full'):
            result = self.shell(line, "--epochs", "1")
            self.assertNotEqual(result.returncode, 0, line)
            self.assertIn("No space left on device", result.stderr)

    def test_a_folder_with_control_characters_is_refused(self):
        for name in ("a\nb", "a\x1b[31mb", "a\x7f"):
            result = self.run_program(out=self.here / name)
            self.assert_fails(result, 2, "--out", "control character")
            self.assertFalse((self.here / name).exists())
            self.assertNotIn("\x1b", result.stderr)

    def test_a_file_may_not_grow_any_further(self):
        """Under ulimit -f, as on a full disk, no partial files remain."""
        result = self.shell('ulimit -f 64; "$@"', "--epochs", "1")
        self.assert_fails(result, 1, "weights.safetensors", "File too large")
        self.assertEqual(list(self.out.glob("*.partial")), [])


class Numbers(FaultTest):
    def test_seeds_are_decimal(self):
        for seed, same in (("010", "10"), ("08", "8"), ("0", "00")):
            hashes = set()
            for text in (seed, same):
                self.train("--epochs", "1", "--seed", text)
                self.assertEqual(self.log()[0]["seed"], int(same))
                hashes.add(self.weights_hash())
            self.assertEqual(len(hashes), 1)
        for seed in ("18446744073709551616", "-1", "", "1e3", "0x10", "+1"):
            result = self.run_program("--seed", seed)
            self.assertEqual(result.returncode, 2, seed)
            self.assertIn("from 0 to 18446744073709551615", result.stderr)

    def test_an_empty_value_takes_no_other_option(self):
        for option in ("--seed=", "--model=", "--epochs="):
            result = self.run_program(option, "--threads", "1")
            self.assert_fails(result, 2, option, "value is missing")

    def test_nan_is_named_with_its_own_option(self):
        for option in ("--weight-decay", "--label-smoothing",
                       "--weight-average", "--learning-rate"):
            result = self.run_program(option, "nan")
            self.assertEqual(result.returncode, 2)
            self.assertIn(option, result.stderr)
            self.assertIn("expected a number from", result.stderr)

    def test_batch_norm_has_a_place_or_is_refused(self):
        for model in ("bpn", "two-layer", "linear"):
            result = self.run_program("--model", model, "--batch-norm")
            self.assert_fails(result, 2, "--batch-norm", model)

    def test_a_single_sample_left_for_batch_norm(self):
        for size, samples in (("1", "300"), ("100", "201")):
            result = self.run_program("--batch-norm", "--batch-size", size,
                                      "--train-samples", samples)
            self.assert_fails(result, 2, "--batch-norm", "left alone",
                              f"--batch-size {int(size) + 1}")
        self.train("--epochs", "1", "--batch-norm", "--batch-size", "101",
                   "--train-samples", "201")

    def test_kernels_that_are_none_of_this_processor(self):
        for core in ("nonsense", "", "Power9", "skylakex"):
            result = self.run_program(NN_BLAS_CORE=core)
            self.assert_fails(result, 2, f"NN_BLAS_CORE={core}", "Nehalem")
        flags = pathlib.Path("/proc/cpuinfo").read_text()
        if " avx512f " not in flags:
            self.assert_fails(self.run_program(NN_BLAS_CORE="SkylakeX"), 2,
                              "SkylakeX", "Nehalem")
        if " amx_tile " not in flags and " avx512_bf16 " not in flags:
            result = self.run_program(NN_BLAS_CORE="SapphireRapids")
            self.assert_fails(result, 2, "SapphireRapids")


class Threads(FaultTest):
    def limited(self, limit):
        """Threads that an ordinary user may not start."""
        def prepare():
            resource.setrlimit(resource.RLIMIT_NPROC, (limit, limit))
            os.setuid(65534)
        return prepare

    @unittest.skipUnless(os.geteuid() == 0, "needs another user's limits")
    def test_threads_that_cannot_be_started(self):
        self.out.mkdir()
        os.chmod(self.out, 0o777)
        for folder in (self.top, self.here):
            os.chmod(folder, 0o755)
        result = subprocess.run(
            [PROGRAM, "--data", self.data, "--out", self.out, "--threads",
             "64"], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=60, preexec_fn=self.limited(12))
        self.assertNotIn("terminate", result.stderr)
        self.assert_fails(result, 1, "of 64 threads", "--threads")

    def big_data(self):
        """60,000 images, packed small."""
        folder = self.here / "big"
        folder.mkdir()
        for half, count in (("train", 60_000), ("t10k", 100)):
            for name, content in (
                    ("images-idx3", idx((count, 28, 28), bytes(count * 784))),
                    ("labels-idx1", idx((count,), bytes(count)))):
                (folder / f"{half}-{name}-ubyte.gz").write_bytes(
                    gzip.compress(content, 1))
        return folder

    @unittest.skipIf("NN_SANITIZED" in os.environ, "it takes terabytes")
    def test_too_little_memory_is_said_soon(self):
        data = self.big_data()
        for limit in range(100_000, 500_000, 25_000):
            result = self.shell(
                f'ulimit -v {limit}; exec "$@"', "--data", data, "--epochs",
                "1", "--threads", str(1 + limit // 25_000 % 2), timeout=30)
            if result.returncode != 0:
                self.assert_fails(result, 1, "not enough memory")
        result = self.shell('ulimit -v 3000000; "$@"', "--threads", "2",
                            "--epochs", "1")
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_no_more_threads_than_processors(self):
        if not hasattr(os, "sched_setaffinity"):
            self.skipTest("no affinity here")
        one = min(os.sched_getaffinity(0))
        result = subprocess.run(
            [PROGRAM, "--data", self.data, "--out", self.out, "--epochs", "1"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=60, preexec_fn=lambda: os.sched_setaffinity(0, {one}))
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual(self.log()[0]["threads"], 1)


class Twice(FaultTest):
    def test_a_taken_port_leaves_an_earlier_record_alone(self):
        self.train()
        before = (self.out / "metrics.jsonl").read_bytes()
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            self.assert_fails(self.run_program("--dashboard", port), 2,
                              f"--dashboard {port}", "taken")
        self.assertEqual((self.out / "metrics.jsonl").read_bytes(), before)

    def test_two_runs_do_not_share_a_folder(self):
        process = self.start()
        result = self.run_program("--epochs", "1")
        self.assert_fails(result, 2, self.out, "another run", "--out")
        self.wait_for_epochs(process, 3)
        process.kill()  # leaves no lock behind
        process.wait()
        self.assert_whole()
        self.train("--epochs", "1")

    def test_a_second_start_does_not_harm_the_first(self):
        folder = self.here / "checkpoints"
        options = ("--checkpoint", folder, "--checkpoint-every", "1")
        process = self.start(*options)
        for _ in range(3):
            for more in ((), ("--resume",)):
                result = self.run_program(*options, *more,
                                          out=self.here / "second")
                self.assert_fails(result, 2, folder, "another run",
                                  "--checkpoint")
        self.wait_for_epochs(process, 3)
        process.kill()
        process.wait()
        self.assert_whole()

    def test_the_same_folder_for_both(self):
        self.train("--epochs", "1", "--checkpoint", self.out)

    def test_files_of_the_user_are_not_checkpoints(self):
        folder = self.here / "checkpoints"
        folder.mkdir()
        mine = folder / "step-best.safetensors"
        mine.write_text("mine")
        for more in ((), ("--resume",)):
            self.train("--checkpoint", folder, "--checkpoint-every", "1", *more)
            self.assertEqual(mine.read_text(), "mine")


class Signals(FaultTest):
    @staticmethod
    def usual():
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)

    def test_each_is_called_by_its_name_and_keeps_the_weights(self):
        for number, name in ((signal.SIGINT, "Ctrl-C"),
                             (signal.SIGTERM, "SIGTERM"),
                             (signal.SIGHUP, "SIGHUP")):
            with self.subTest(name=name):
                shutil.rmtree(self.out, ignore_errors=True)
                process = self.start(prepare=self.usual)
                process.send_signal(number)
                _, stderr = process.communicate(timeout=20)
                result = subprocess.CompletedProcess([], process.returncode,
                                                     "", stderr)
                weights = self.out / "weights.safetensors"
                self.assert_fails(result, 128 + number, f"by {name}", weights)
                self.assertIn(f"({TEST} images;",
                              self.train("--weights", weights))

    def test_under_nohup_a_closed_terminal_means_nothing(self):
        process = self.start(prepare=lambda: signal.signal(signal.SIGHUP,
                                                           signal.SIG_IGN))
        process.send_signal(signal.SIGHUP)
        self.wait_for_epochs(process, 3)


if __name__ == "__main__":
    unittest.main()
