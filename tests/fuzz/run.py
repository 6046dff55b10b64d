#!/usr/bin/env python3
"""Fuzzes the readers of files and options; needs clang++ with libFuzzer.

    run.py [--seconds N] [--jobs N] [--build DIR] [TARGET ...]

Each TARGET (all of them if none is named) runs N seconds, from corpus/TARGET
on; what reaches new code is kept in DIR/corpus/TARGET for the next run, what
goes wrong in DIR/findings. Exit code 1 if anything goes wrong, 77 if there is
no such compiler.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
BUILDS = pathlib.Path(os.environ.get("NN_BUILD_DIR")
                      or HERE.parent.parent / "build")
TARGETS = sorted(p.name for p in (HERE / "corpus").iterdir())
JSON = ("safetensors", "weights", "checkpoint", "run_log")
# A reader takes no more memory than a small multiple of the file, which a .gz
# of 64 KB fills with 64 MB.
LIMITS = ["-max_len=65536", "-rss_limit_mb=1024", "-malloc_limit_mb=512",
          "-timeout=20"]


def find_compiler():
    """clang++ with libFuzzer, or None."""
    program = "#include <cstdint>\n#include <cstddef>\nextern \"C\" int " \
              "LLVMFuzzerTestOneInput(const std::uint8_t*, std::size_t) " \
              "{ return 0; }"
    for name in ("clang++-14", "clang++"):
        path = shutil.which(name)
        if path and subprocess.run(
                [path, "-fsanitize=fuzzer", "-x", "c++", "-", "-o",
                 os.devnull], input=program, text=True,
                capture_output=True).returncode == 0:
            return path
    return None


def build(compiler, folder, targets):
    for command in (
            ["cmake", "-S", HERE, "-B", folder, "-G", "Ninja",
             "-DCMAKE_CXX_COMPILER=" + compiler],
            ["cmake", "--build", folder, "--target",
             *("fuzz_" + target for target in targets)]):
        result = subprocess.run(command, text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT)
        if result.returncode != 0:
            sys.exit("\n".join(result.stdout.splitlines()[-30:]))


def fuzz(folder, target, seconds):
    """The number of executions, and what went wrong ("" if nothing)."""
    kept = folder / "corpus" / target
    findings = folder / "findings"
    for needed in (kept, findings):
        needed.mkdir(parents=True, exist_ok=True)
    command = [folder / f"fuzz_{target}", *LIMITS, "-print_final_stats=1",
               f"-max_total_time={seconds}",
               f"-artifact_prefix={findings}/{target}-"]
    if target in JSON:
        command.append(f"-dict={HERE / 'json.dict'}")
    result = subprocess.run([*command, kept, HERE / "corpus" / target],
                            text=True, errors="replace",
                            capture_output=True)
    (folder / f"{target}.log").write_text(result.stderr)
    count = re.search(r"number_of_executed_units: (\d+)", result.stderr)
    wrong = ""
    if result.returncode != 0 or not count:
        wrong = "\n".join(result.stderr.splitlines()[-60:])
    return int(count[1]) if count else 0, wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--build", type=pathlib.Path,
                        default=BUILDS / "fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET",
                        help=", ".join(TARGETS))
    options = parser.parse_args()
    unknown = set(options.targets) - set(TARGETS)
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    compiler = find_compiler()
    if not compiler:
        print("no clang++ with libFuzzer here; Debian has both in clang")
        sys.exit(77)
    targets = options.targets or TARGETS
    build(compiler, options.build.resolve(), targets)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        runs = {target: pool.submit(fuzz, options.build.resolve(), target,
                                    options.seconds) for target in targets}
        failed = False
        for target, run in runs.items():
            count, wrong = run.result()
            print(f"{target:<14}{count:>12,} executions"
                  f"{', a finding:' if wrong else ''}", flush=True)
            if wrong:
                failed = True
                print(wrong)
    sys.exit(failed)


if __name__ == "__main__":
    main()
