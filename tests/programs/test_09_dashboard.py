#!/usr/bin/env python3
"""The page that shows a run of chapter 9: what it tells, whom, and what not.

    test_09_dashboard.py PROGRAM
"""
import json
import os
import pathlib
import re
import unittest

from dashboard_test import MANY, DashboardTest


class Page(DashboardTest):
    def test_it_loads_and_asks_nobody_else(self):
        self.start()
        status, headers, text = self.get("/")
        self.assertEqual((status, headers["Content-Type"]),
                         (200, "text/html; charset=utf-8"))
        self.assertTrue(text.lstrip().startswith("<!doctype html>"))
        self.assertTrue(text.rstrip().endswith("</html>"))
        self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertIn("prefers-color-scheme: dark", text)
        links = re.findall(r"https?://[^\"' ]+", text)
        self.assertEqual(set(links), {"http://www.w3.org/2000/svg"})
        self.assertNotRegex(text, r"<(link|img|iframe)|\bsrc=|@import|url\(")

    def test_nothing_else_can_be_read(self):
        self.start()
        for path in ("/metrics.jsonl", "/index.html", "/events/", "//",
                     "/..", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
                     "/..%2f..%2fetc%2fpasswd", "/events/../../etc/passwd",
                     str(self.out / "metrics.jsonl"), "/weights.safetensors"):
            status, _, text = self.get(path)
            self.assertEqual((path, status, text), (path, 404, ""))
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            self.assertEqual(self.get("/", method)[0], 404, method)

    def test_only_under_its_own_name(self):
        self.start()
        for host in ("evil.example", f"evil.example:{self.port}", ""):
            self.assertEqual(self.get("/", Host=host)[0], 404)
            self.assertEqual(self.get("/events", Host=host)[0], 404)
        self.assertEqual(self.get("/", Host=f"localhost:{self.port}")[0], 200)

    @unittest.skipUnless(pathlib.Path("/proc/net/tcp").exists(), "no /proc")
    def test_it_listens_on_the_loopback_address_alone(self):
        self.start()
        found = []
        for name in ("tcp", "tcp6"):
            table = pathlib.Path("/proc/net", name)
            for line in table.read_text().splitlines()[1:]:
                address, _, state = line.split()[1:4]
                host, port = address.split(":")
                if int(port, 16) == self.port and state == "0A":
                    found.append(host)
        self.assertEqual(found, ["0100007F"])

    def test_a_port_that_is_taken_is_refused(self):
        self.start()
        result = self.run_program("--dashboard", str(self.port),
                                  out=self.here / "second")
        self.assert_fails(result, 2, f"--dashboard {self.port}", "taken")


class Events(DashboardTest):
    def test_they_replay_the_log_and_then_follow_it(self):
        process = self.start()
        self.wait_for_epochs(process, 3)
        before = self.last_epoch()
        told = []
        for name, data in self.events():
            self.assertEqual(name, "message")
            told.append(data)
            if len(told) > before + 20:
                break
        log = (self.out / "metrics.jsonl").read_text().splitlines()
        self.assertEqual(told, log[:len(told)])
        self.assertEqual(json.loads(told[0])["type"], "run")

    def test_the_end_of_the_run_is_told_after_the_last_epoch(self):
        process = self.start(epochs=MANY)
        events = list(self.events())
        self.assertEqual(process.wait(30), 0)
        self.assertEqual(events.pop(), ("end", ""))
        log = (self.out / "metrics.jsonl").read_text().splitlines()
        self.assertEqual([data for _, data in events], log)
        self.assertEqual(len(log), MANY + 1)

    def test_after_a_resume_they_begin_with_the_first_epoch(self):
        options = ("--checkpoint", self.here / "checkpoints", "--resume")
        process = self.start(*options)
        self.wait_for_epochs(process, 5)
        process.kill()
        process.wait()
        process = self.start(*options)
        epochs = []
        for _, data in self.events():
            epochs.append(json.loads(data).get("epoch"))
            if len(epochs) > 12:
                break
        self.assertEqual(epochs, [None, *range(1, 13)])

    def test_another_runs_shorter_log_is_told_from_its_start(self):
        process = self.start()
        self.wait_for_epochs(process, 20)
        events = self.events()
        for _ in range(20):
            next(events)
        new = ['{"type": "run", "model": "another"}', '{"epoch": 1}']
        other = self.here / "another.jsonl"
        other.write_text("\n".join([*new, ""]))
        os.replace(other, self.out / "metrics.jsonl")
        told = (data for _, data in events)
        # What was still on its way comes first.
        first = next(data for data in told if "another" in data)
        self.assertEqual([first, next(told)], new)

    def test_the_weights_are_the_same_with_and_without(self):
        self.train("--epochs", str(MANY))
        expected = self.weights_hash()
        process = self.start(epochs=MANY)
        list(self.events())
        self.assertEqual(process.wait(30), 0)
        self.assertEqual(self.weights_hash(), expected)


if __name__ == "__main__":
    unittest.main()
