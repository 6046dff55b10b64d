"""For tests that configure and build the project itself."""
import shutil
import sys
import unittest


def main():
    """Runs the tests of the file; exit code 77 where a tool is missing."""
    for tool in ("cmake", "ninja", "g++"):
        if not shutil.which(tool):
            print(f"skipped: {tool} is missing")
            sys.exit(77)
    unittest.main()
