#!/usr/bin/env python3
"""Does a dashboard with many readers slow training down?

    dashboard.py [--rounds N] [--model M] [--epochs N] [--threads N]

Trains chapter 9's network in turns without a dashboard and with one that
twenty readers are connected to, half of whom have stopped reading. Compares
the time of the training loop, round by round, and the weights. Exit code 1 if
the median is more than 5 % slower, or if weights differ. For a quiet machine;
`./learn build` first.
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading

from programs import PROGRAM

READERS, STALLED = 20, 10
LIMIT = 1.05
ASK = b"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def connect(port):
    """A connected reader; nothing has been read yet."""
    reader = socket.socket()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    reader.settimeout(20)
    reader.connect(("127.0.0.1", port))
    reader.sendall(ASK)
    start = reader.recv(12, socket.MSG_PEEK)
    if start != b"HTTP/1.1 200":
        sys.exit(f"a reader was not served: {start}")
    return reader


def read_on(reader, counts):
    """Reads until the program hangs up; notes how many bytes came."""
    total = 0
    try:
        while piece := reader.recv(4096):
            total += len(piece)
    except OSError:
        pass
    counts.append(total)


def attach(process):
    """Connects all readers as soon as the program says where."""
    for line in process.stdout:
        address = re.match(r"dashboard http://127\.0\.0\.1:(\d+)/", line)
        if address:
            break
    else:
        sys.exit("no dashboard")
    readers = [connect(int(address[1])) for _ in range(READERS)]
    counts = []
    threads = [threading.Thread(target=read_on, args=(reader, counts))
               for reader in readers[STALLED:]]
    for thread in threads:
        thread.start()
    return readers, threads, counts


def train(options, readers):
    """Seconds of the training loop, and the weights' hash."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        command = [PROGRAM, "--out", out, "--model", options.model, "--epochs",
                   str(options.epochs), "--threads", str(options.threads)]
        process = subprocess.Popen(
            [*command, *(["--dashboard", "0"] if readers else [])],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        attached = attach(process) if readers else None
        process.stdout.read()
        if process.wait() != 0:
            sys.exit("the program failed")
        if attached:
            sockets, threads, counts = attached
            for thread in threads:
                thread.join()
            for reader in sockets:
                reader.close()
            if len(counts) != READERS - STALLED or min(counts) < 500:
                sys.exit(f"readers got only {counts} bytes")
        lines = (out / "metrics.jsonl").read_text().splitlines()
        epochs = [json.loads(line) for line in lines[1:]]
        weights = (out / "weights.safetensors").read_bytes()
        # The first epoch warms up.
        seconds = sum(epoch["train_seconds"] for epoch in epochs[1:])
        return seconds, hashlib.sha256(weights).hexdigest()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", default="mlp")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--threads", type=int,
                        default=len(os.sched_getaffinity(0)))
    options = parser.parse_args()
    ratios, hashes = [], set()
    for number in range(options.rounds):
        times = {}
        # Alternates which one goes first.
        for readers in (False, True) if number % 2 == 0 else (True, False):
            times[readers], weights = train(options, readers)
            hashes.add(weights)
        ratios.append(times[True] / times[False])
        print(f"round {number + 1}: alone {times[False]:.3f} s, with "
              f"{READERS} readers ({STALLED} stalled) {times[True]:.3f} s, "
              f"ratio {ratios[-1]:.3f}", flush=True)
    median = statistics.median(ratios)
    print(f"median ratio {median:.3f}, at most {LIMIT}; weights "
          f"{'the same' if len(hashes) == 1 else 'DIFFERENT'}")
    sys.exit(median > LIMIT or len(hashes) != 1)


if __name__ == "__main__":
    main()
