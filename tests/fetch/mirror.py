"""A mirror on this machine that refuses, stalls, truncates and lies."""

import gzip
import http.server
import os
import random
import re
import signal
import subprocess
import threading

RNG = random.Random(1)
# Random bytes do not compress: the .gz is as long as the file.
FILES = {"images": RNG.randbytes(300_000), "labels": RNG.randbytes(2_000)}
PACKED = {f"{name}.gz": gzip.compress(data) for name, data in FILES.items()}
OTHER = gzip.compress(RNG.randbytes(300_000))


class Mirror(http.server.BaseHTTPRequestHandler):
    """The first part of the path says how to behave."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        _, behaviour, name = self.path.split("/")
        start = self.headers.get("Range")
        self.server.requests.append((behaviour, name, start))
        try:
            getattr(self, behaviour)(PACKED[name], start)
        except (BrokenPipeError, ConnectionResetError):
            pass
        self.close_connection = True

    def head(self, code, length=None, content_range=None):
        self.send_response(code)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if content_range:
            self.send_header("Content-Range", content_range)
        self.end_headers()

    def resume(self, body, start):
        """Sends the head; returns what is left to send."""
        if start is None:
            self.head(200, len(body))
            return body
        first = int(re.fullmatch(r"bytes=(\d+)-", start)[1])
        if first >= len(body):
            self.head(416, 0, f"bytes */{len(body)}")
            return b""
        span = f"bytes {first}-{len(body) - 1}/{len(body)}"
        self.head(206, len(body) - first, span)
        return body[first:]

    def good(self, body, start):
        self.wfile.write(self.resume(body, start))

    def forbidden(self, body, start):
        page = b"<html>403</html>"
        self.head(403, len(page))
        self.wfile.write(page)

    def silent(self, body, start):
        self.server.stop.wait(20)

    def stall(self, body, start):
        self.wfile.write(self.resume(body, start)[: len(body) // 2])
        self.wfile.flush()
        self.server.stop.wait(20)

    def truncate(self, body, start):
        self.wfile.write(self.resume(body, start)[: len(body) // 2])

    def wrong(self, body, start):
        self.wfile.write(self.resume(OTHER, start))

    def html(self, body, start):
        page = b"<html>Log in to the wireless network</html>"
        self.head(200, len(page))
        self.wfile.write(page)

    def no_range(self, body, start):
        self.head(200, len(body))
        self.wfile.write(body)

    def endless(self, body, start):
        self.head(200)
        while not self.server.stop.is_set():
            self.wfile.write(OTHER)

    def slow(self, body, start, piece=10_000):
        rest = self.resume(body, start)
        for at in range(0, len(rest), piece):
            self.wfile.write(rest[at : at + piece])
            self.wfile.flush()
            if self.server.stop.wait(0.1):
                return

    def drip(self, body, start):
        """2 KB a second: never silent, never done."""
        self.slow(body, start, piece=200)

    def elsewhere(self, body, start):
        """Sends the client on to server.elsewhere, whatever that is."""
        self.send_response(302)
        self.send_header("Location", self.server.elsewhere)
        self.send_header("Content-Length", "0")
        self.end_headers()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Mirror)
        self.requests = []
        self.stop = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.02,),
                         daemon=True).start()

    def end(self):
        self.stop.set()
        self.shutdown()
        self.server_close()


def spawn(script, *arguments, command=None, cwd=None, **variables):
    """Starts the script (as `command`) as the leader of a process group,
    without proxies."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.lower().endswith("_proxy")
    }
    environment["HOME"] = str(script.parent)  # no ~/.curlrc
    environment.update(variables)
    return subprocess.Popen(
        [command or str(script), *arguments], cwd=cwd,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
