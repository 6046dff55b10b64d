"""data/fetch against a local server that refuses, stalls, truncates and lies;
see fetch_tools.py."""

import os
import shutil
import signal
import time
import unittest

from fetch_tools import DATA, FetchTest
from mirror import FILES, OTHER, PACKED


class Fetch(FetchTest):
    # One good mirror.

    def test_a_good_mirror_fills_the_folder(self):
        out, _ = self.fetch("good")
        self.assert_complete()
        self.assertIn("complete in", out.splitlines()[-1])

    def test_complete_files_are_not_fetched_again(self):
        self.fetch("good")
        before = len(self.server.requests)
        self.fetch("good")
        self.assertEqual(len(self.server.requests), before)

    def test_a_plain_file_that_is_right_is_kept(self):
        self.folder.mkdir()
        (self.folder / "images").write_bytes(FILES["images"])
        self.fetch("good")
        self.assertEqual(self.asked("good"), [])

    def test_a_damaged_file_is_replaced(self):
        self.folder.mkdir()
        (self.folder / "images.gz").write_bytes(PACKED["images.gz"][:-9])
        self.fetch("good")
        self.assert_complete()

    def test_the_catalogue_s_mirrors_are_used(self):
        self.write_catalogue(["forbidden", "good"])
        self.fetch()
        self.assert_complete()

    def test_another_folder(self):
        self.folder = self.home / "a folder" / "within"
        self.finish(self.start("good", to=self.folder), 0)
        self.assert_complete()

    # Bad mirrors, then a good one.

    def test_after_a_refusal_the_next_mirror_is_tried(self):
        self.fetch("forbidden", "good")
        self.assert_complete()
        # The one that answered is asked first for the second file.
        self.assertEqual(self.asked("forbidden", "labels.gz"), [])

    def test_a_silent_mirror_loses_its_turn(self):
        begin = time.monotonic()
        self.fetch("silent", "good")
        self.assert_complete()
        self.assertLess(time.monotonic() - begin, 15)  # the server waits 20

    def test_what_a_stalled_mirror_gave_is_resumed_elsewhere(self):
        begin = time.monotonic()
        self.fetch("stall", "good")
        self.assertLess(time.monotonic() - begin, 15)  # the server waits 20
        self.assert_complete()
        half = len(PACKED["images.gz"]) // 2
        self.assertEqual(self.asked("good"), [f"bytes={half}-"])

    def test_what_a_truncating_mirror_gave_is_resumed_elsewhere(self):
        self.fetch("truncate", "good")
        self.assert_complete()
        half = len(PACKED["images.gz"]) // 2
        self.assertEqual(self.asked("good"), [f"bytes={half}-"])

    def test_wrong_bytes_are_deleted_and_not_resumed(self):
        self.fetch("wrong", "good")
        self.assert_complete()
        self.assertEqual(self.asked("good"), [None])

    def test_a_web_page_instead_of_the_file_is_refused(self):
        self.fetch("html", "good")
        self.assert_complete()

    def test_an_endless_answer_is_cut(self):
        self.fetch("endless", "good")
        self.assert_complete()

    def test_a_mirror_that_cannot_resume_starts_again(self):
        self.fetch("truncate", "no_range")
        self.assert_complete()

    def test_another_server_s_part_does_not_spoil_a_good_mirror(self):
        self.folder.mkdir()
        part = self.folder / "images.gz.part"
        for length in (1000, len(OTHER), len(OTHER) + 1000):
            with self.subTest(length=length):
                part.write_bytes((OTHER * 2)[:length])
                self.fetch("good")
                self.assert_complete()
                (self.folder / "images.gz").unlink()

    def test_a_complete_part_needs_no_server(self):
        self.folder.mkdir()
        for name, body in PACKED.items():
            (self.folder / f"{name}.part").write_bytes(body)
        self.fetch("forbidden")
        self.assert_complete()
        self.assertEqual(self.server.requests, [])

    # No good mirror.

    def test_without_a_good_mirror_one_line_says_why(self):
        for behaviour, reason in {
            "forbidden": "403", "wrong": "wrong SHA-256",
            "html": "wrong SHA-256",
            "truncate": "remaining to read|bytes missing",  # curl 7, curl 8
        }.items():
            with self.subTest(behaviour=behaviour):
                _, err = self.fetch(behaviour, code=1)
                self.assertEqual(len(err.splitlines()), 1, err)
                self.assertIn("no mirror answered", err)
                self.assertRegex(err, reason)
                self.assertIn("run it again to resume", err)
                self.assert_nothing_final()

    def test_a_closed_port_is_no_answer(self):
        self.server.end()
        _, err = self.fetch("good", code=1)
        self.assertIn("no mirror answered", err)
        self.assert_nothing_final()

    # Interrupted.

    def interrupt(self, send):
        process = self.start("slow")
        part = self.folder / "images.gz.part"
        end = time.monotonic() + 10
        while not part.exists() or part.stat().st_size < 30_000:
            self.assertLess(time.monotonic(), end, "the download never began")
            self.assertIsNone(process.poll())
            time.sleep(0.02)
        asked = time.monotonic()
        send(process)
        out, err = process.communicate(timeout=10)
        self.assertLess(time.monotonic() - asked, 2)
        self.assert_nothing_final()
        had = part.stat().st_size
        self.assertGreaterEqual(had, 30_000)
        self.fetch("good")
        self.assert_complete()
        self.assertEqual(self.asked("good"), [f"bytes={had}-"])
        return process.returncode, err

    def test_ctrl_c_leaves_a_part_that_the_next_call_resumes(self):
        code, err = self.interrupt(
            lambda process: os.killpg(process.pid, signal.SIGINT))
        self.assertEqual(code, 130)
        self.assertIn("interrupted; run it again to resume", err)

    def test_a_termination_of_the_script_alone_ends_curl_too(self):
        code, err = self.interrupt(lambda process: process.terminate())
        self.assertEqual(code, 130)
        self.assertIn("interrupted", err)

    def test_a_kill_leaves_a_part_that_the_next_call_resumes(self):
        code, _ = self.interrupt(
            lambda process: os.killpg(process.pid, signal.SIGKILL))
        self.assertEqual(code, -signal.SIGKILL)

    def test_two_at_once_share_one_download(self):
        if not shutil.which("flock"):
            self.skipTest("needs flock")
        both = [self.start("slow"), self.start("slow")]
        outputs = [self.finish(process, 0)[0] for process in both]
        self.assert_complete()
        self.assertEqual(len(self.asked("slow")), 1)
        self.assertIn("waiting for another", "".join(outputs))

    # Debian's package, options, and the catalogue itself.

    def test_the_package_is_used_where_it_is_or_copied(self):
        self.folder = self.home / "package"
        self.write_catalogue([], self.folder)
        _, err = self.finish(self.spawn("fashion-mnist"), 1)
        self.assertIn("apt-get install dataset-fashion-mnist", err)
        self.folder.mkdir()
        for name, body in PACKED.items():
            (self.folder / name).write_bytes(body)
        out, _ = self.finish(self.spawn("fashion-mnist"), 0)
        self.assertIn(f"complete in {self.folder}", out)
        copy = self.home / "copy"
        self.finish(self.spawn("fashion-mnist", "--to", str(copy)), 0)
        (self.folder / "labels.gz").write_bytes(PACKED["labels.gz"][:-9])
        _, err = self.finish(self.spawn("fashion-mnist"), 1)
        self.assertIn("--reinstall dataset-fashion-mnist", err)
        self.folder = copy
        self.assert_complete()

    def test_wrong_options_are_a_matter_of_usage(self):
        for arguments in ([], ["cifar"], ["mnist", "--form"], ["mnist", "--to"],
                          ["mnist", "--timeout", "0"],
                          ["mnist", "--timeout", "soon"],
                          ["mnist", "fashion-mnist"]):
            with self.subTest(arguments=arguments):
                _, err = self.finish(self.spawn(*arguments), 2)
                self.assertEqual(len(err.splitlines()), 1)
                self.assertIn("--help", err)
        out, _ = self.finish(self.spawn("--help"), 0)
        self.assertIn("--mirror URL", out)

    def test_the_real_catalogue_is_well_formed(self):
        sizes = {"train-images-idx3-ubyte": 16 + 60000 * 784,
                 "train-labels-idx1-ubyte": 8 + 60000,
                 "t10k-images-idx3-ubyte": 16 + 10000 * 784,
                 "t10k-labels-idx1-ubyte": 8 + 10000}
        rows = [line.split("\t")
                for line in (DATA / "catalogue.tsv").read_text().splitlines()
                if not line.startswith("#")]
        for name in ("mnist", "fashion-mnist"):
            files = [row for row in rows if row[:2] == ["file", name]]
            self.assertEqual({row[2]: int(row[3]) for row in files}, sizes)
            for row in files:
                self.assertRegex(row[4], "^[0-9a-f]{64}$")
                self.assertTrue(row[5])
        mirrors = [row[2] for row in rows if row[:2] == ["mirror", "mnist"]]
        self.assertGreaterEqual(len(mirrors), 3)
        for mirror in mirrors:
            self.assertRegex(mirror, "^https?://.*/$")


if __name__ == "__main__":
    unittest.main()
