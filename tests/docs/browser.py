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


# Seconds of silence before a page is loaded again, for one try after another. A
# busy machine is slow, and its connections break.
PATIENCE = (30, 60, 120, 240)
# While something keeps coming, this many times as long.
MOST = 20


class Failure(AssertionError):
    pass


class Slow(Failure):
    """Nothing came, or it never ended."""


class Navigated(Failure):
    """The page was left while it was being queried."""


class Browser:
    """One page of one browser; its requests and complaints are kept."""

    def __init__(self, patience=PATIENCE):
        self.patience = patience
        self.quiet = self.longest = patience[-1]
        self.start()
        self.buffer, self.number, self.session = b"", 0, None
        self.complaints, self.requests, self.loads = [], [], set()
        self.news = 0  # when the last event came
        try:
            self.attach()
        except BaseException:
            self.close()  # nobody else would
            raise

    def attach(self):
        """Connects to a new page."""
        target = self.call("Target.createTarget", url="about:blank")
        self.session = self.call("Target.attachToTarget", flatten=True,
                                 targetId=target["targetId"])["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        self.call("Page.setLifecycleEventsEnabled", enabled=True)

    def start(self):
        self.profile = tempfile.TemporaryDirectory(
            prefix="chromium-", ignore_cleanup_errors=True)
        to_read, self.write_end = os.pipe()
        self.read_end, to_write = os.pipe()
        command = [find(), "--headless=new", "--no-sandbox", "--disable-gpu",
                   "--remote-debugging-pipe", "--hide-scrollbars",
                   "--disable-dev-shm-usage", "--no-first-run",
                   # A page in the background would wait for all others.
                   "--disable-renderer-backgrounding",
                   "--disable-background-timer-throttling",
                   f"--user-data-dir={self.profile.name}", "about:blank"]
        # It reads from 3 and writes to 4.
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{to_read} 4>&{to_write}', "bash",
             *command], pass_fds=(to_read, to_write),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)

    def close(self):
        self.longest = min(self.longest, 30)
        try:
            self.session = None
            self.call("Browser.close")
            self.process.wait(timeout=self.longest)
        except (Failure, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.read_end)
        os.close(self.write_end)
        self.profile.cleanup()

    def message(self, deadline):
        """The next message, if one comes before the deadline."""
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
        begin = time.monotonic()
        while answer := self.message(max(begin, self.news) + self.longest):
            if answer.get("id") == self.number:
                return self.result(method, answer)
            self.note(answer)
        raise Slow(f"{method}: no answer in {self.longest} s")

    def result(self, method, answer):
        if "error" not in answer:
            return answer["result"]
        # The page that was asked has gone, or the next one is not yet there.
        left = any(word in answer["error"]["message"]
                   for word in ("navigated", "context"))
        raise (Navigated if left else Failure)(f"{method}: {answer['error']}")

    def note(self, event):
        self.news = time.monotonic()
        method, what = event.get("method"), event.get("params", {})
        if method == "Page.lifecycleEvent":
            if what["name"] == "load":
                self.loads.add(what["loaderId"])
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

    def patiently(self, action):
        """Does it, starting over when nothing comes of it."""
        for self.quiet in self.patience:
            try:
                return action()
            except Slow as failure:
                reason = failure
            finally:
                self.quiet = self.longest
        self.patience = self.patience[:1]  # it is the site, not the machine
        raise reason

    def open(self, url):
        """Loads a page and waits for it, and for its scripts."""
        self.patiently(lambda: self.load(url))

    def load(self, url):
        self.complaints, self.requests = [], []
        answer = self.call("Page.navigate", url=url)
        if "errorText" in answer:
            raise Slow(f"{url}: {answer['errorText']}")
        self.until(lambda: answer["loaderId"] in self.loads,
                   f"{url} did not load")
        self.wait("!!document.querySelector('#app')?.__vue_app__")
        if broken := [text for text in self.complaints if "net::ERR" in text]:
            raise Slow(f"{url}: {broken}")

    def until(self, condition, complaint):
        """Takes messages until something is so."""
        begin = time.monotonic()
        while not condition():
            event = self.message(self.end(begin))
            if event is None:
                raise Slow(f"{complaint} in {time.monotonic() - begin:.0f} s")
            self.note(event)

    def end(self, begin):
        """When to stop waiting for what began at `begin`."""
        return min(max(begin, self.news) + self.quiet,
                   begin + MOST * self.quiet)

    def value(self, script):
        """The value of an expression; promises are awaited."""
        answer = self.call("Runtime.evaluate", expression=script,
                           returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise Failure(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait(self, script):
        """Until an expression is true; returns its value."""
        begin = now = time.monotonic()
        while not (value := self.value_now(script)):
            if event := self.message(now + 0.05):
                self.note(event)
            now = time.monotonic()
            if now > self.end(begin):
                raise Slow(f"not within {now - begin:.0f} s: {script}")
        return value

    def value_now(self, script):
        """Like value(), but None while another page is loading."""
        try:
            return self.value(script)
        except Navigated:
            return None

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
