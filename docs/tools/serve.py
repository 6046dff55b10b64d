#!/usr/bin/env python3
"""Shows a built site on this machine: serve.py DIR [--port N]."""
import argparse
import functools
import http.server
import os
import pathlib
import re
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    """Says nothing, and finds 01-perceptron.html for 01-perceptron."""

    def log_message(self, *_):
        pass

    def translate_path(self, path):
        file = super().translate_path(path)
        page = file + ".html"
        return page if not os.path.exists(file) and os.path.isfile(page) \
            else file

    def send_head(self):
        """Answers GET and HEAD: with an error, or as Python's server does."""
        if refusal := self.refusal():
            self.send_error(*refusal)
            return None
        return super().send_head()

    def refusal(self):
        if not self.asks_for_us():
            return 403, f"Open http://localhost:{self.server.server_port}/"
        file = self.translate_path(self.path)
        try:
            if self.is_inside(file) and all(
                    self.is_inside(os.path.join(file, page))
                    for page in ("index.html", "index.htm")):
                return None
        except ValueError:  # a zero byte or half a character
            return 400, "No file can have this name"
        return 404, "There is no such page"

    def asks_for_us(self):
        """Another site can point its own name at our address, and its page
        could then read what is here; but the browser sends the name it asked
        for. Any port will do: `ssh -L` has its own."""
        host = re.sub(r":\d+$", "", self.headers.get("Host", "").lower())
        return host in ("localhost", "127.0.0.1", "[::1]")

    def is_inside(self, file):
        """False for a link that leads out of the site."""
        root = os.path.realpath(self.directory)
        return os.path.commonpath((root, os.path.realpath(file))) == root


class Server(http.server.ThreadingHTTPServer):
    # How many connections may wait for a busy machine; Python's default of 5 is
    # fewer than a browser opens, and the rest break.
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A browser that has gone away is not an error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def port_number(text):
    if not text.isascii() or not text.isdecimal() or int(text[:6]) > 65535:
        raise argparse.ArgumentTypeError(
            f"{text!r}: expected a port, 0 to 65535 (0: any that is free)")
    return int(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--port", type=port_number, default=8000)
    given = parser.parse_args()
    if not (given.site / "index.html").is_file():
        sys.exit(f"serve: {given.site} holds no site; ./learn docs builds it")
    handler = functools.partial(Handler, directory=given.site)
    for port in (given.port, 0):  # 0: any that is free
        try:
            server = Server(("127.0.0.1", port), handler)
            break
        except OSError as error:
            print(f"Port {port}: {error.strerror}; taking another one.")
    print(f"http://127.0.0.1:{server.server_port}/   (Ctrl-C ends it)",
          flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
