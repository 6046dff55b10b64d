"""A run of chapter 9 with its page, for tests that look at it."""
import http.client
import os
import re
import socket
import subprocess
import threading

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
