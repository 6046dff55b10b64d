"""data/fetch: damaged packages, odd names and servers that mean harm; see
fetch_tools.py."""

import os
import shutil
import socket
import time
import unittest

from fetch_tools import FetchTest
from mirror import PACKED


class Fetch(FetchTest):
    def test_a_gz_that_unpacks_but_is_damaged_is_replaced(self):
        body = PACKED["images.gz"]
        for damaged in (body[:-1], body[:-8], body[:-5] + b"\0" + body[-4:],
                        body[:-8] + bytes(4) + body[-4:], body + b"rest"):
            for name in ("images.gz", "images.gz.part"):
                with self.subTest(end=damaged[-9:], name=name):
                    shutil.rmtree(self.folder, ignore_errors=True)
                    self.folder.mkdir()
                    (self.folder / name).write_bytes(damaged)
                    self.fetch("good")
                    self.assert_complete()
                    found = (self.folder / "images.gz").read_bytes()
                    self.assertEqual(found, body)

    def test_what_has_the_file_s_name_and_is_none_is_refused(self):
        def folder(path):
            path.mkdir(parents=True)
        for make in (folder, os.mkfifo):
            for name in ("images", "images.gz", "images.gz.part"):
                with self.subTest(name=name, make=make.__name__):
                    shutil.rmtree(self.folder, ignore_errors=True)
                    self.folder.mkdir()
                    make(self.folder / name)
                    _, err = self.fetch("good", code=1)
                    self.assertIn(f"{self.folder / name} is not a file", err)
                    self.assertIn("move it away", err)

    def test_a_link_as_part_is_not_written_through(self):
        self.folder.mkdir()
        (self.folder / "images.gz.part").symlink_to(self.home / "victim")
        self.fetch("good")
        self.assert_complete()
        self.assertFalse((self.home / "victim").exists())

    def test_a_wrong_plain_file_hides_no_right_one(self):
        self.fetch("good")
        (self.folder / "images").write_bytes(b"programs read this first")
        _, err = self.fetch("good", code=1)
        self.assertIn(f"{self.folder}/images has the wrong SHA-256", err)
        self.assertIn("move it away", err)

    def test_cdpath_does_not_lead_astray(self):
        out, err = self.finish(
            self.spawn("mnist", "--mirror", self.url("good"), CDPATH=".",
                       cwd=self.home.parent, command=f"{self.home.name}/fetch"),
            0)
        self.assert_complete()

    def test_folders_with_odd_names(self):
        for name in ("-x", "it's (1) & [2] {3}", "new\nline", "$(id);"):
            with self.subTest(name=name):
                self.folder = self.home / name
                self.finish(self.spawn("mnist", "--to", name, "--mirror",
                                       self.url("good"), cwd=self.home), 0)
                self.assert_complete()
        (self.home / "[1-2]{3}").mkdir()
        for file, body in PACKED.items():
            (self.home / "[1-2]{3}" / file).write_bytes(body)
        self.folder = self.home / "copy"
        self.finish(self.spawn("mnist", "--to", str(self.folder), "--mirror",
                               f"file://{self.home}/[1-2]{{3}}"), 0)
        self.assert_complete()

    def test_a_folder_that_cannot_be_written(self):
        for folder in ("/proc/mnist", "/dev/null"):
            _, err = self.finish(self.spawn("mnist", "--to", folder), 1)
            self.assertIn(f"cannot write to the folder {folder}", err)
            self.assertIn("--to DIR", err)

    def test_a_catalogue_with_the_line_ends_of_windows(self):
        self.write_catalogue(["good"])
        path = self.home / "catalogue.tsv"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        self.fetch()
        self.assert_complete()

    def test_a_dripping_mirror_loses_its_turn(self):
        begin = time.monotonic()
        self.fetch("drip", "good")
        self.assert_complete()
        self.assertLess(time.monotonic() - begin, 15)  # it would take 150 s

    def test_a_redirect_to_another_protocol_is_not_followed(self):
        with socket.create_server(("127.0.0.1", 0)) as ftp:
            address = f"127.0.0.1:{ftp.getsockname()[1]}/images.gz"
            (self.home / "images.gz").write_bytes(PACKED["images.gz"])
            for url in (f"ftp://{address}", f"tftp://{address}",
                        f"file://{self.home}/images.gz"):
                with self.subTest(url=url):
                    self.server.elsewhere = url
                    _, err = self.fetch("elsewhere", code=1)
                    self.assertIn("no mirror answered", err)
                    self.assert_nothing_final()
            ftp.settimeout(0.1)
            self.assertRaises(TimeoutError, ftp.accept)


if __name__ == "__main__":
    unittest.main()
