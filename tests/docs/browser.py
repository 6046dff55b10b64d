"""Drives a headless Chromium through a pipe: its DevTools protocol is JSON
with a zero byte behind each message, so Python's own library is enough."""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


def find():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    return None


class Failure(AssertionError):
    pass


class Navigated(Failure):
    """The page was left while it was being asked."""


class Browser:
    """One page of one browser; what it asks for and complains of is kept."""

    def __init__(self, seconds=120):
        self.seconds = seconds
        self.profile = tempfile.TemporaryDirectory(
            prefix="chromium-", ignore_cleanup_errors=True)
        to_read, self.write_end = os.pipe()
        self.read_end, to_write = os.pipe()
        command = [find(), "--headless=new", "--no-sandbox", "--disable-gpu",
                   "--remote-debugging-pipe", "--hide-scrollbars",
                   "--disable-dev-shm-usage", "--no-first-run",
                   f"--user-data-dir={self.profile.name}", "about:blank"]
        # It reads from 3 and writes to 4.
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{to_read} 4>&{to_write}', "bash",
             *command], pass_fds=(to_read, to_write),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.buffer, self.number, self.session = b"", 0, None
        self.complaints, self.requests, self.loaded = [], [], False
        target = self.call("Target.createTarget", url="about:blank")
        self.session = self.call("Target.attachToTarget", flatten=True,
                                 targetId=target["targetId"])["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    def close(self):
        try:
            self.session = None
            self.call("Browser.close")
        except (Failure, OSError):
            self.process.kill()
        self.process.wait(timeout=30)
        os.close(self.read_end)
        os.close(self.write_end)
        self.profile.cleanup()

    def message(self, deadline):
        """The next message, as far as there is one before the deadline."""
        while b"\0" not in self.buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.read_end], [], [],
                                              left)[0]:
                return None
            data = os.read(self.read_end, 1 << 20)
            if not data:
                raise Failure("Chromium has ended")
            self.buffer += data
        text, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(text)

    def call(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.write_end, json.dumps(request).encode() + b"\0")
        deadline = time.monotonic() + self.seconds
        while answer := self.message(deadline):
            if answer.get("id") == self.number:
                if "error" in answer:
                    left = "navigated" in answer["error"]["message"]
                    raise (Navigated if left else Failure)(
                        f"{method}: {answer['error']}")
                return answer["result"]
            self.note(answer)
        raise Failure(f"{method}: no answer in {self.seconds} s")

    def note(self, event):
        method, what = event.get("method"), event.get("params", {})
        if method == "Page.loadEventFired":
            self.loaded = True
        elif method == "Network.requestWillBeSent":
            self.requests.append(what["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(what["exceptionDetails"])[:500])
        elif method == "Runtime.consoleAPICalled":
            if what["type"] in ("error", "warning", "assert"):
                self.complaints.append(json.dumps(what["args"])[:500])
        elif method == "Log.entryAdded":
            if what["entry"]["level"] in ("error", "warning"):
                self.complaints.append(what["entry"]["text"] + " " +
                                       what["entry"].get("url", ""))

    def size(self, width, height=900):
        self.call("Emulation.setDeviceMetricsOverride", width=width,
                  height=height, deviceScaleFactor=1, mobile=width < 600)

    def open(self, url):
        """Loads a page and waits for it, and for its scripts."""
        self.complaints, self.requests, self.loaded = [], [], False
        self.call("Page.navigate", url=url)
        deadline = time.monotonic() + self.seconds
        while not self.loaded:
            event = self.message(deadline)
            if event is None:
                raise Failure(f"{url} did not load in {self.seconds} s")
            self.note(event)
        self.wait("!!document.querySelector('#app')?.__vue_app__")

    def value(self, script):
        """What an expression gives; promises are waited for."""
        answer = self.call("Runtime.evaluate", expression=script,
                           returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise Failure(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait(self, script):
        """Until an expression is true; returns its value."""
        deadline = time.monotonic() + self.seconds
        while time.monotonic() < deadline:
            try:
                if value := self.value(script):
                    return value
            except Navigated:
                pass
            time.sleep(0.05)
        raise Failure(f"not within {self.seconds} s: {script}")

    def type(self, text):
        self.call("Input.insertText", text=text)

    def screenshot(self, file, part=3000):
        """The page from top to bottom: FILE-1.png, FILE-2.png ..."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        for number in range(int(-(-size["height"] // part))):
            clip = {"x": 0, "y": number * part, "width": size["width"],
                    "height": min(part, size["height"] - number * part),
                    "scale": 1}
            picture = self.call("Page.captureScreenshot", format="png",
                                captureBeyondViewport=True, clip=clip)
            with open(f"{file}-{number + 1}.png", "wb") as out:
                out.write(base64.b64decode(picture["data"]))
