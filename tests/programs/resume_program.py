"""Chapter 9's program with --checkpoint: started, watched and asked again."""
import hashlib
import re
import resource
import shutil
import signal
import subprocess
import time

from mnist_program import PROGRAM, ProgramTest, make_data

TIMES = ("train_seconds", "samples_per_second")


def checksum_holds(path):
    """Is the SHA-256 in the file that of the file with zeros in its place?"""
    data = path.read_bytes()
    checksum = re.search(rb'"sha256":"([0-9a-f]{64})"', data)
    if not checksum:
        return False
    zeros = data[:checksum.start(1)] + 64 * b"0" + data[checksum.end(1):]
    return hashlib.sha256(zeros).hexdigest().encode() == checksum[1]


def make_older(path):
    """As version 1 of the digits would have written it, with a new checksum."""
    data = path.read_bytes()
    checksum = re.search(rb'"sha256":"([0-9a-f]{64})"', data)
    data = re.sub(rb'"digits":"[0-9]"', b'"digits":"1"', data)
    zeros = data[:checksum.start(1)] + 64 * b"0" + data[checksum.end(1):]
    new = hashlib.sha256(zeros).hexdigest().encode()
    path.write_bytes(data[:checksum.start(1)] + new + data[checksum.end(1):])


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
        """The program in the background; `limit`: bytes a file may have."""
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

    def kill_at_first_checkpoint(self, *options):
        process = self.start(*options)
        self.wait_for(process, self.checkpoints)
        process.kill()
        process.wait()

    @staticmethod
    def holds(what):
        try:
            return what()
        except ValueError:  # metrics.jsonl is just being started
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
