#!/usr/bin/env python3
"""docs/tools/serve.py against what browsers, people and other sites ask."""
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

SERVE = pathlib.Path(__file__).resolve().parents[2] / "docs/tools/serve.py"


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, "-B", str(SERVE), *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


class Serve(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(folder.name)
        self.site = self.top / "site"
        (self.site / "en").mkdir(parents=True)
        for name in ("index.html", "en/index.html", "en/01-alpha.html"):
            (self.site / name).write_text(f"page {name}")
        (self.top / "secret.html").write_text("secret")
        self.process = start(self.site, "--port", 0)
        self.addCleanup(self.end)
        line = self.process.stdout.readline()
        self.port = int(re.match(r"http://127\.0\.0\.1:(\d+)/ ", line)[1])

    def end(self):
        self.process.kill()
        self.process.communicate()

    def ask(self, path, *headers, hosts=None):
        """Status code and text of the answer, as a browser would ask."""
        if hosts is None:
            hosts = [f"127.0.0.1:{self.port}"]
        lines = [f"GET {path} HTTP/1.0", *(f"Host: {host}" for host in hosts),
                 *headers, "", ""]
        with socket.create_connection(("127.0.0.1", self.port), 20) as peer:
            peer.sendall("\r\n".join(lines).encode())
            answer = b"".join(iter(lambda: peer.recv(65536), b"")).decode()
        self.assertTrue(answer, f"no answer to {path[:80]}")
        return int(answer.split()[1]), answer

    def assert_page(self, path, name):
        code, text = self.ask(path)
        self.assertEqual(code, 200)
        self.assertTrue(text.endswith(f"page {name}"), text)

    def assert_nothing_said(self):
        self.assertIsNone(self.process.poll(), "it has ended")
        self.process.terminate()
        _, err = self.process.communicate(timeout=20)
        self.assertEqual(err, "")

    def test_pages_are_found_with_and_without_their_ending(self):
        self.assert_page("/", "index.html")
        self.assert_page("/en/", "en/index.html")
        self.assert_page("/en/01-alpha.html", "en/01-alpha.html")
        self.assert_page("/en/01-alpha?x=1#y", "en/01-alpha.html")
        self.assertEqual(self.ask("/en/02-beta")[0], 404)

    def test_names_that_no_file_can_have(self):
        for path, code in (("/%00", 400), ("/en/a%00.html", 400),
                           ("/%ed%a0%80", 400), ("/" + "a" * 300, 404),
                           ("/" + "b/" * 5000, 404), ("/%ff", 404)):
            with self.subTest(path=path[:20]):
                self.assertEqual(self.ask(path)[0], code)
        self.assert_page("/", "index.html")
        self.assert_nothing_said()

    def test_links_do_not_lead_out_of_the_site(self):
        (self.site / "out").symlink_to(self.top)
        (self.site / "direct.html").symlink_to(self.top / "secret.html")
        (self.site / "folder").mkdir()
        (self.site / "folder/index.html").symlink_to(self.top / "secret.html")
        (self.site / "loop").symlink_to(self.site / "loop")
        for path in ("/out/secret.html", "/out/secret", "/direct.html",
                     "/direct", "/folder/", "/out/", "/loop", "/loop/x",
                     "/../secret.html", "/%2e%2e/secret.html"):
            with self.subTest(path=path):
                code, text = self.ask(path)
                self.assertEqual(code, 404)
                self.assertNotIn("secret", text)
        (self.site / "same.html").symlink_to(self.site / "en/01-alpha.html")
        self.assert_page("/same", "en/01-alpha.html")

    def test_a_site_that_is_reached_by_a_link(self):
        link = self.top / "link"
        link.symlink_to(self.site)
        self.end()
        self.process = start(link, "--port", self.port)
        self.process.stdout.readline()
        self.assert_page("/en/01-alpha", "en/01-alpha.html")

    def test_only_this_machine_s_names_are_answered(self):
        for host in ("localhost", "LOCALHOST", "127.0.0.1", "[::1]"):
            for port in ("", f":{self.port}", ":1234"):  # by ssh -L 1234:…
                self.assertEqual(self.ask("/", hosts=[host + port])[0], 200)
        for hosts in (["evil.example"], [f"evil.example:{self.port}"], [],
                      [""], ["::1"], ["localhost:x"], ["localhost:80:80"],
                      [f"localhost.evil.example:{self.port}"]):
            with self.subTest(hosts=hosts):
                code, text = self.ask("/", hosts=hosts)
                self.assertEqual(code, 403)
                self.assertNotIn("page index.html", text)
                self.assertIn(f"http://localhost:{self.port}/", text)

    def test_connections_wait_for_a_busy_machine(self):
        self.process.send_signal(signal.SIGSTOP)
        peers = [socket.create_connection(("127.0.0.1", self.port), 5)
                 for _ in range(40)]
        self.process.send_signal(signal.SIGCONT)
        for peer in peers:
            with peer:
                peer.settimeout(20)
                peer.sendall(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
                self.assertIn(b" 200 ", peer.recv(65536))

    def test_a_browser_that_leaves_is_no_error(self):
        (self.site / "large").write_bytes(bytes(20_000_000))
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", self.port)) as peer:
                peer.sendall(f"GET /large HTTP/1.0\r\nHost: localhost:"
                             f"{self.port}\r\n\r\n".encode())
                peer.recv(100)
        self.assert_page("/", "index.html")
        self.assert_nothing_said()


class Options(unittest.TestCase):
    def test_ports_that_there_are_not(self):
        for port in ("70000", "65536", "-1", "http", "", "1_0", "9" * 5000):
            with self.subTest(port=port[:9]):
                process = start("site", f"--port={port}")
                _, err = process.communicate(timeout=20)
                self.assertEqual(process.returncode, 2)
                self.assertIn("expected a port, 0 to 65535", err)
                self.assertNotIn("Traceback", err)

    def test_a_port_that_is_taken(self):
        with tempfile.TemporaryDirectory() as folder, \
                socket.create_server(("127.0.0.1", 0)) as taken:
            (pathlib.Path(folder) / "index.html").write_text("page")
            port = taken.getsockname()[1]
            process = start(folder, "--port", port)
            self.assertIn(f"Port {port}: ", process.stdout.readline())
            self.assertIn("http://127.0.0.1:", process.stdout.readline())
            process.kill()
            process.communicate()

    def test_a_folder_without_a_site(self):
        process = start("/nonexistent")
        _, err = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 1)
        self.assertIn("./learn docs builds it", err)


if __name__ == "__main__":
    unittest.main()
