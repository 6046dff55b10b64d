#!/usr/bin/env python3
"""The page that shows a run of chapter 9: what it tells, whom, and what not.

    test_09_dashboard.py PROGRAM
"""
import collections
import concurrent.futures
import http.client
import json
import os
import pathlib
import random
import re
import socket
import subprocess
import threading
import time
import unittest

from mnist_program import PROGRAM, ProgramTest

LONG = 100_000  # epochs: more than any test waits for
# Enough to go on while readers come and stall. A sanitizer makes an epoch many
# times as long, so fewer of them take as much time.
MANY = 60 if "NN_SANITIZED" in os.environ else 200


class DashboardTest(ProgramTest):
    def start(self, *arguments, epochs=LONG):
        """A run with a dashboard in the background; sets self.port."""
        process = subprocess.Popen(
            [PROGRAM, "--data", self.data, "--out", self.out, "--epochs",
             str(epochs), "--dashboard", "0", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        for line in process.stdout:
            address = re.fullmatch(r"dashboard http://127\.0\.0\.1:(\d+)/\n",
                                   line)
            if address:
                self.port = int(address[1])
                # Somebody must keep reading: a full pipe would stop training.
                threading.Thread(target=process.stdout.read,
                                 daemon=True).start()
                return process
        self.fail("no address: " + process.stderr.read())

    def get(self, path, method="GET", **headers):
        """Status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=10)
        try:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read().decode()
        finally:
            connection.close()

    def events(self):
        """The open stream, and a generator of (event, data)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=10)
        self.addCleanup(connection.close)
        connection.request("GET", "/events")
        response = connection.getresponse()
        self.addCleanup(response.close)
        self.assertEqual((response.status, response.getheader("Content-Type")),
                         (200, "text/event-stream"))

        def read():
            name = "message"
            for line in response:
                field, _, value = line.decode().rstrip("\n").partition(": ")
                if field == "event":
                    name = value
                elif field in ("data", "data:"):
                    yield name, value
                    name = "message"
        return read()

    def raw(self, request):
        """An open socket to the program, the request sent."""
        reader = socket.socket()
        self.addCleanup(reader.close)
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        reader.settimeout(10)
        reader.connect(("127.0.0.1", self.port))
        reader.sendall(request)
        return reader


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


class BadReaders(DashboardTest):
    ASK = b"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"

    def test_readers_that_stall_do_not_hold_up_training(self):
        process = self.start()
        readers = [self.raw(self.ASK) for _ in range(24)]
        self.wait_for_epochs(process, MANY)
        self.assertEqual(len(readers), 24)
        # More readers are turned away, and the page is there all the same.
        time.sleep(0.5)
        self.assertEqual(self.get("/events")[0], 503)
        self.assertEqual(self.get("/")[0], 200)
        self.wait_for_epochs(process, 20)

    def test_readers_that_vanish_make_room_for_others(self):
        process = self.start()
        for _ in range(40):
            self.raw(self.ASK).close()
        self.wait_for_epochs(process, 50)
        end = time.monotonic() + 20
        while True:
            try:
                first = next(self.events())
                break
            except AssertionError:
                self.assertLess(time.monotonic(), end, "no room")
                time.sleep(0.1)
        self.assertIn('"run"', first[1])

    def test_requests_that_never_end_do_not_hold_up_training(self):
        process = self.start()
        for start in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n",
                      b"POST / HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n",
                      b"\x00\xff\r\n\r\n", b"GET " + 9000 * b"x"):
            self.raw(start)
        self.wait_for_epochs(process, 50)
        self.assertEqual(self.get("/")[0], 200)

    def answer(self, request):
        """The first piece of what the program says, "" if it hangs up."""
        with self.raw(request) as reader:
            try:
                return reader.recv(65536).decode(errors="replace")
            except OSError:  # reset: also an answer
                return ""

    def test_random_requests_get_nothing_but_the_pages(self):
        process = self.start()
        noise = random.Random(1)
        seeds = (self.ASK, b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n",
                 b"GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                 b"Range: bytes=0-99\r\nContent-Length: 5\r\n\r\n12345")
        requests = []
        for _ in range(400):
            request = bytearray(noise.choice(seeds))
            for _ in range(noise.randrange(1, 4)):
                at = noise.randrange(len(request))
                request[at:at + noise.randrange(3)] = noise.randbytes(
                    noise.randrange(3)) * noise.choice((1, 1, 1, 500))
            requests.append(bytes(request) + b"\r\n\r\n")
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(self.answer, requests))
        page = self.get("/")[2]
        for answer in answers:
            body = answer.partition("\r\n\r\n")[2]
            # Nothing, (a part of) the page, or events.
            self.assertTrue(body in page or "\ndata: {" in body
                            or ": still here" in body
                            or body.startswith("HTTP/1.1 400"), answer)
        statuses = collections.Counter(answer[9:12] for answer in answers)
        self.assertLessEqual(set(statuses), {"", "200", "400", "404", "431",
                                             "503"})
        self.assertGreater(statuses["404"] + statuses["400"], 50, statuses)
        self.assertGreater(statuses["200"], 10, statuses)
        self.assertIsNone(process.poll())
        self.wait_for_epochs(process, 20)

    def memory(self, process):
        """The most that the program has ever held, in bytes."""
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        return 1024 * int(re.search(r"VmHWM:\s+(\d+) kB", status)[1])

    def flood(self, start, more, size=20_000_000):
        """Sends as much as the program takes; it hangs up long before."""
        reader = self.raw(start)
        sent = 0
        try:
            while sent < size:
                sent += reader.send(more * (65536 // len(more)))
        except OSError:
            return sent
        return sent

    def test_no_request_takes_memory(self):
        process = self.start()
        self.wait_for_epochs(process, 20)
        before = self.memory(process)
        ranges = ",".join(f"{i}-{i}" for i in range(2500)).encode()
        floods = (
            (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", b"x"),
            (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"X: y\r\n"),
            (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
             b"Transfer-Encoding: chunked\r\n\r\n",
             b"1000\r\n" + 4096 * b"x" + b"\r\n"),
            (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=" + ranges
             + b"\r\n\r\n", b"x"))
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for _ in pool.map(lambda flood: self.flood(*flood), 6 * floods):
                pass
        # 64 connections, some KB each; a sanitizer keeps what is freed.
        room = 200e6 if "NN_SANITIZED" in os.environ else 20e6
        self.assertLess(self.memory(process) - before, room)
        self.assertEqual(self.get("/")[0], 200)
        self.wait_for_epochs(process, 20)

    def test_slow_connections_do_not_hold_up_the_end(self):
        process = self.start(epochs=MANY + 100)
        ended = threading.Event()

        def drip(start):
            with self.raw(start) as reader:
                while not ended.wait(0.1):
                    try:
                        reader.send(b"x")
                    except OSError:
                        return
        starts = (b"GET / HTTP/1.1\r\nX: ",
                  b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                  b"Content-Length: 100000\r\n\r\n")
        drips = [threading.Thread(target=drip, args=(start,))
                 for start in 3 * starts]
        for thread in drips:
            thread.start()
        while process.poll() is None and self.last_epoch() < MANY + 100:
            time.sleep(0.01)
        start = time.monotonic()
        weights = self.out / "weights.safetensors"
        while not weights.exists() and time.monotonic() < start + 20:
            time.sleep(0.01)
        saved = time.monotonic()
        self.assertEqual(process.wait(20), 0)
        ended.set()
        for thread in drips:
            thread.join()
        self.assertLess(saved - start, 2)
        self.assertLess(time.monotonic() - start, 10)

    def test_a_stalled_reader_does_not_hold_up_the_end(self):
        process = self.start(epochs=MANY + 100)
        self.raw(self.ASK)
        while process.poll() is None and self.last_epoch() < MANY + 100:
            time.sleep(0.01)
        start = time.monotonic()
        self.assertEqual(process.wait(20), 0)
        # Half a second for the reader, the rest for figures.
        self.assertLess(time.monotonic() - start, 10)


if __name__ == "__main__":
    unittest.main()
