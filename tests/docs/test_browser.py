#!/usr/bin/env python3
"""browser.py on a busy machine, whose part a stand-in for Chromium plays.

The stand-in speaks the DevTools protocol and behaves as FAKE says. It shows
one page, whose app is there or not; asked for "visits" it says how often the
page was loaded.
"""
import os
import pathlib
import sys
import tempfile
import time
import unittest
from unittest import mock

import browser

STAND_IN = f"#!{sys.executable}\n" + r"""
import json, os, select, time
fake, visits, events = os.environ["FAKE"], 0, []  # (when, event)

def send(message):
    os.write(4, json.dumps(message).encode() + b"\0")

def event(after, method, **params):
    events.append((time.monotonic() + after,
                   {"method": method, "params": params}))

def navigate():
    global visits
    visits += 1
    loaded = 3 if fake == "slow" else 0
    if fake == "stale":
        loaded = 0.3
        event(0, "Page.lifecycleEvent", name="load", loaderId=str(visits - 1))
    if fake in ("slow", "starved"):
        for number in range(10):
            event(number * 0.3, "Network.dataReceived")
    event(loaded, "Page.lifecycleEvent", name="load", loaderId=str(visits))
    if fake == "broken" and visits < 3:
        event(0, "Log.entryAdded", entry={
            "level": "error", "text": "net::ERR_CONNECTION_RESET", "url": "x"})
    return {"loaderId": str(visits)}

def evaluate(expression):
    age = time.monotonic() - begin
    if expression == "visits":
        return visits
    if expression == "document":
        return visits - any(e["params"].get("loaderId") == str(visits)
                            for _, e in events)
    return {"lost": visits > 2, "dead": False,
            "starved": age > 3}.get(fake, True)

buffer, begin = b"", 0
while True:
    ready = select.select([3], [], [], 0.02)[0]
    for item in [e for e in events if e[0] <= time.monotonic()]:
        events.remove(item)
        send(item[1])
    if not ready:
        continue
    data = os.read(3, 65536)
    if not data:
        break
    buffer += data
    while b"\0" in buffer:
        text, _, buffer = buffer.partition(b"\0")
        asked = json.loads(text)
        method, given = asked["method"], asked["params"]
        result = {"targetId": "t", "sessionId": "s"}
        if method == "Page.navigate":
            begin = time.monotonic()
            result = navigate()
        elif method == "Runtime.evaluate":
            if fake == "gone" and visits == 1:
                visits = 2
                send({"id": asked["id"], "error": {
                    "message": "Cannot find default execution context"}})
                continue
            result = {"result": {"value": evaluate(given["expression"])}}
        send({"id": asked["id"], "result": result})
        if method == "Browser.close":
            raise SystemExit
"""
# Long where nothing is waited for: this test's machine may be busy, too.
LONG = 20


class Busy(unittest.TestCase):
    def open(self, fake, *patience):
        """A browser that has opened a page."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        program = pathlib.Path(folder.name) / "chromium"
        program.write_text(STAND_IN)
        program.chmod(0o755)
        with mock.patch.dict(os.environ, FAKE=fake, PATH=(
                f"{folder.name}:{os.environ['PATH']}")):
            self.browser = browser.Browser(patience)
        self.addCleanup(self.browser.close)
        self.browser.open("http://site/")
        return self.browser

    def assert_visits(self, fake, count, *patience):
        self.assertEqual(self.open(fake, *patience).value("visits"), count)

    def test_a_quick_page_is_loaded_once(self):
        self.assert_visits("good", 1, LONG)

    def test_a_page_whose_scripts_were_lost_is_loaded_again(self):
        self.assert_visits("lost", 3, 1, 1, LONG)

    def test_a_page_with_a_broken_connection_is_loaded_again(self):
        self.assert_visits("broken", 3, LONG, LONG, LONG)
        self.assertEqual(self.browser.complaints, [])

    def test_as_long_as_something_comes_it_waits(self):
        self.assert_visits("slow", 1, 2, LONG)
        self.assert_visits("starved", 1, 2, LONG)

    def test_the_end_of_another_page_s_loading_is_not_this_one_s(self):
        opened = self.open("stale", LONG)
        self.assertEqual(opened.value("document"), 1)
        opened.open("http://site/")
        self.assertEqual(opened.value("document"), 2)

    def test_a_page_that_has_gone_is_asked_again(self):
        self.assert_visits("gone", 2, LONG)

    def test_a_broken_site_is_given_up_and_only_once_waited_for(self):
        with self.assertRaisesRegex(browser.Slow, "__vue_app__"):
            self.open("dead", 1, 2)
        self.assertEqual(self.browser.value("visits"), 2)
        begin = time.monotonic()
        with self.assertRaises(browser.Slow):
            self.browser.open("http://site/")
        self.assertLess(time.monotonic() - begin, 3)  # one try, not two
        self.assertEqual(self.browser.value("visits"), 3)


if __name__ == "__main__":
    unittest.main()
