#!/usr/bin/env python3
"""Runs a Python script with the first Python that has PyTorch.

    with_torch.py SCRIPT [ARGUMENTS ...]

Debian's python3-torch belongs to /usr/bin/python3, which need not be the
first on the PATH. Exit code 77, which ctest takes for "skipped", when there is
no PyTorch at all.
"""
import os
import subprocess
import sys

SKIPPED = 77


def has_torch(python):
    try:
        return subprocess.run([python, "-c", "import torch"],
                              stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def main():
    for python in (sys.executable, "/usr/bin/python3"):
        if has_torch(python):
            os.execv(python, [python, "-B", *sys.argv[1:]])
    print("skipped: no PyTorch (Debian: apt install python3-torch)")
    return SKIPPED


if __name__ == "__main__":
    sys.exit(main())
