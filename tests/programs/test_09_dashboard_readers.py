#!/usr/bin/env python3
"""Training goes on whatever the readers of chapter 9's page do.

    test_09_dashboard_readers.py PROGRAM
"""
import collections
import concurrent.futures
import os
import pathlib
import random
import re
import threading
import time
import unittest

from dashboard_test import MANY, DashboardTest


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
