#!/usr/bin/env python3
"""Do the records of long runs still say what the pages conclude from them?

    run.py                  all conclusions, on docs/measured/*.txt
    run.py --again [NAME]   runs the recorded commands again, and then asks

A line tells of each conclusion. Exit code 1 if one does not hold.
"""
import argparse
import shlex
import subprocess
import sys
import time
import traceback

import records


def again(record):
    """What the record's command prints today."""
    command, *_ = records.read(record)
    print(f"{record}: {command} ...", flush=True)
    begin = time.monotonic()
    result = subprocess.run(shlex.split(command), cwd=records.ROOT, text=True,
                            stdin=subprocess.DEVNULL, capture_output=True)
    print(f"{record}: {time.monotonic() - begin:.0f} s", flush=True)
    if result.returncode != 0:
        sys.exit(f"{record}: exit code {result.returncode}\n"
                 f"{result.stdout[-2000:]}{result.stderr[-2000:]}")
    return result.stdout.splitlines()


def holds(record, function, printed):
    try:
        function(printed)
    except Exception:  # whatever goes wrong, the others are asked, too
        traceback.print_exc()
        print(f"{record}: {function.__name__} does NOT hold: "
              f"{function.__doc__}")
        return False
    print(f"{record}: {function.__name__} holds")
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--again", nargs="*", metavar="NAME",
                        help="run these records' commands again (default: all)")
    args = parser.parse_args()
    conclusions = records.conclusions()
    names = {record for record, _ in conclusions}
    if unknown := set(args.again or ()) - names:
        parser.error(f"no record {', '.join(sorted(unknown))}; valid: "
                     f"{', '.join(sorted(names))}")
    chosen = sorted(args.again or names)
    passed = []
    for name in chosen:
        printed = (again(name) if args.again is not None
                   else records.read(name)[2])
        passed += [holds(record, function, printed)
                   for record, function in conclusions
                   if record == name]
    sys.exit(not passed or not all(passed))


if __name__ == "__main__":
    main()
