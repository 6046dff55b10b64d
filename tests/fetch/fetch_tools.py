"""What the tests of data/fetch share.

The script runs on a copy with a small catalogue of its own, so that nothing
here needs the network.
"""

import gzip
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

from mirror import FILES, PACKED, Server, spawn

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"


class FetchTest(unittest.TestCase):
    def setUp(self):
        self.server = Server()
        self.addCleanup(self.server.end)
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.home = pathlib.Path(temporary.name)
        shutil.copy(DATA / "fetch", self.home)
        self.folder = self.home / "mnist"
        self.write_catalogue([])

    def write_catalogue(self, mirrors, package=None):
        name = "fashion-mnist" if package else "mnist"
        rows = [
            ["file", name, stem, str(len(data)),
             hashlib.sha256(data).hexdigest(), "none"]
            for stem, data in FILES.items()
        ]
        rows += [["mirror", name, self.url(m)] for m in mirrors]
        if package:
            rows += [["package", name, "dataset-fashion-mnist", str(package)]]
        text = "".join("\t".join(row) + "\n" for row in rows)
        (self.home / "catalogue.tsv").write_text(text)

    def url(self, behaviour):
        return f"http://127.0.0.1:{self.server.server_port}/{behaviour}"

    def start(self, *behaviours, to=None):
        options = []
        for behaviour in behaviours:
            options += ["--mirror", self.url(behaviour)]
        if to:
            options += ["--to", str(to)]
        return self.spawn("mnist", "--timeout", "1", *options)

    def spawn(self, *arguments, **how):
        return spawn(self.home / "fetch", *arguments, **how)

    def finish(self, process, code):
        try:
            out, err = process.communicate(timeout=25)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # with its curl
            process.communicate()
            raise
        self.assertEqual(process.returncode, code, out + err)
        return out, err

    def fetch(self, *behaviours, code=0):
        return self.finish(self.start(*behaviours), code)

    def assert_complete(self):
        found = {path.name for path in self.folder.iterdir()}
        self.assertEqual(found, set(PACKED))
        for name in PACKED:
            unpacked = gzip.decompress((self.folder / name).read_bytes())
            self.assertEqual(unpacked, FILES[name[:-3]])

    def assert_nothing_final(self):
        for name in FILES:
            for final in (name, name + ".gz"):
                self.assertFalse((self.folder / final).exists(), final)

    def asked(self, behaviour, name="images.gz"):
        return [r for b, n, r in self.server.requests
                if (b, n) == (behaviour, name)]
