#!/usr/bin/env python3
"""Shows a built site on this machine: serve.py DIR [--port N]."""
import argparse
import functools
import http.server
import pathlib
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    """Says nothing, and finds 01-perceptron.html for 01-perceptron."""

    def log_message(self, *_):
        pass

    def translate_path(self, path):
        file = super().translate_path(path)
        page = pathlib.Path(file + ".html")
        return str(page) if not pathlib.Path(file).exists() and (
            page.is_file()) else file


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--port", type=int, default=8000)
    given = parser.parse_args()
    if not (given.site / "index.html").is_file():
        sys.exit(f"serve: {given.site} holds no site; ./learn docs builds it")
    handler = functools.partial(Handler, directory=given.site)
    for port in (given.port, 0):  # 0: any that is free
        try:
            server = http.server.ThreadingHTTPServer(("127.0.0.1", port),
                                                     handler)
            break
        except OSError:
            print(f"Port {port} is taken; taking another one.")
    print(f"http://127.0.0.1:{server.server_port}/   (Ctrl-C ends it)",
          flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
