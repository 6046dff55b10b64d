#!/usr/bin/env python3
"""What nvcc makes of the kernels: no warning, no spill, no double.

    test_device_code.py [75 80 90]   the architectures; default 75

Registers that spill go to memory, and a double costs 64 floats on most GPUs;
one forgotten `f` makes one. Chapter 10's kernels are compiled, too. Exit code
77: there is no nvcc.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = sorted([*(ROOT / "common/nn/cuda").glob("*.cu"),
                  *(ROOT / "chapters/10_cuda").glob("*.cu")])
SPILL = re.compile(r"([1-9]\d*) bytes spill")
DOUBLE = re.compile(r"^.*\.f64.*$", re.M)


def nvcc():
    return shutil.which("nvcc") or shutil.which(
        "nvcc", path="/usr/local/cuda/bin")


def faults_of(source, architecture, work):
    """What is wrong with the device code of a file."""
    command = [nvcc(), "-std=c++20", "-O3", f"-I{ROOT / 'common'}",
               f"-arch=sm_{architecture}", "--Werror=all-warnings",
               "-Xcompiler=-Wall,-Wextra", "--keep", f"--keep-dir={work}",
               "-Xptxas=-v,-warn-spills,-warn-lmem-usage", "-cubin",
               f"-o={work}/out.cubin", source]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode != 0:
        yield made.stderr + made.stdout
    for line in made.stderr.splitlines():
        if SPILL.search(line):
            yield line.strip()
    ptx = work / (source.stem + ".ptx")
    if made.returncode == 0 and not ptx.exists():
        yield "nvcc kept no PTX: is this a new version of it?"
    elif ptx.exists():
        for line in DOUBLE.findall(ptx.read_text()):
            yield "a double: " + line.strip()


def main():
    if not nvcc():
        print("skipped: there is no nvcc (CUDA Toolkit 13)")
        return 77
    count = kernels = 0
    for architecture in sys.argv[1:] or ["75"]:
        for source in SOURCES:
            with tempfile.TemporaryDirectory() as folder:
                work = pathlib.Path(folder)
                for fault in faults_of(source, architecture, work):
                    print(f"{source.name}, sm_{architecture}: {fault}")
                    count += 1
                for ptx in work.glob("*.ptx"):
                    kernels += ptx.read_text().count(".entry")
    print(f"{kernels} kernels in {len(SOURCES)} files, {count} faults")
    return 1 if count or not kernels else 0


if __name__ == "__main__":
    sys.exit(main())
