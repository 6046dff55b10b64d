#!/usr/bin/env python3
"""Tests the kernels in builds for older processors: AVX2, and any x86-64.

    run.py [--jobs N] [BUILD ...]

The usual build is for the very processor it is made on. Each BUILD (avx2 and
plain if none is named) compiles the library for less, runs the tests that hold
its kernels to the reference, and trains the networks of test_reproduce.py,
which must come near to those of the usual build. Two minutes a build; exit code
1 if anything fails. What this processor cannot run is left out with a line.
"""
import argparse
import os
import pathlib
import platform
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILDS = {"avx2": "-march=x86-64-v3", "plain": "-march=x86-64"}
TESTS = ["augment_agreement", "backend", "backend_activations",
         "backend_losses", "backend_optimizers", "golden_images",
         "image_layers", "threads", "vector_math", "winograd"]


def run(*command):
    """False if the command fails; then what it said is shown."""
    result = subprocess.run(command, cwd=ROOT, text=True, errors="replace",
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode != 0:
        print(*result.stdout.splitlines()[-60:], sep="\n")
    return result.returncode == 0


def can_run(build):
    flags = pathlib.Path("/proc/cpuinfo").read_text().split()
    return build != "avx2" or {"avx2", "fma", "bmi2"} <= set(flags)


def test(build, jobs):
    folder = ROOT / "build" / build
    targets = [f"test_unit_{name}" for name in TESTS]
    return (run("cmake", "-S", ROOT, "-B", folder, "-G", "Ninja",
                "-DCMAKE_BUILD_TYPE=Release", "-DNN_NATIVE=OFF",
                "-DNN_CUDA=OFF", f"-DCMAKE_CXX_FLAGS={BUILDS[build]}",
                *os.environ.get("NN_CMAKE_ARGS", "").split())
            and run("cmake", "--build", folder, "-j", str(jobs), "--target",
                    *targets, "reproduce")
            and run("ctest", "--test-dir", folder, "--output-on-failure",
                    "--no-tests=error", f"-j{jobs}",
                    "-R", f"^unit[.]({'|'.join(TESTS)})$"))


def reproduce(builds):
    """Their trainings, and the usual build's, come to nearly the same."""
    programs = [ROOT / "build" / build / "tests/reproduce"
                for build in ("release", *builds)]
    return subprocess.run([sys.executable, "-B",
                           ROOT / "tests/programs/test_reproduce.py",
                           *programs]).returncode in (0, 77)


def main():
    parser = argparse.ArgumentParser(
        prog="./learn test portable --",
        description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("builds", nargs="*", metavar="BUILD", default=[],
                        help=", ".join(BUILDS))
    args = parser.parse_args()
    if unknown := set(args.builds) - set(BUILDS):
        parser.error(f"no build {', '.join(sorted(unknown))}; valid: "
                     f"{', '.join(BUILDS)}")
    if platform.machine() != "x86_64":
        print("skipped: these builds are for x86-64")
        return
    passed = []
    for build in args.builds or BUILDS:
        if not can_run(build):
            print(f"{build}: left out, this processor lacks its instructions")
            continue
        print(f"{build} ({BUILDS[build]}): building and testing ...",
              flush=True)
        if not test(build, args.jobs):
            sys.exit(f"{build}: failed (see above)")
        passed.append(build)
    sys.exit(not reproduce(passed))


if __name__ == "__main__":
    main()
