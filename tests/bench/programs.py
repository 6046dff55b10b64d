"""The programs that the benchmarks run, and how: chapter 9's and PyTorch's."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
FASHION = pathlib.Path("/usr/share/datasets/fashion-mnist")
BUILDS = pathlib.Path(os.environ.get("NN_BUILD_DIR") or ROOT / "build")
PROGRAM = BUILDS / "release/chapters/09_mnist/09_mnist"
OPENMP_BLAS = "/usr/lib/{}-linux-gnu/openblas-openmp"
OPENMP = 2  # openblas_get_parallel()
OURS, NCHW, NHWC = "ours", "PyTorch", "PyTorch channels_last"


def output(command, environment=None):
    """What the program prints; ends with its message when it fails."""
    result = subprocess.run([str(word) for word in command], text=True,
                            capture_output=True, env=environment)
    if result.returncode != 0:
        words = (result.stderr.strip() or result.stdout.strip()
                 or f"exit code {result.returncode}")
        sys.exit(f"\nbench: {pathlib.Path(command[0]).name}: {words}")
    return result.stdout


def epochs_of(command):
    """Runs chapter 9's program; its epochs, as metrics.jsonl has them."""
    with tempfile.TemporaryDirectory() as folder:
        output([*command, "--out", folder])
        lines = (pathlib.Path(folder) / "metrics.jsonl").read_text()
    return [json.loads(line) for line in lines.splitlines()[1:]]


def busy_cores(seconds=1.0):
    """How many cores other programs keep busy now.

    The load average would still count the compiler that has just ended; it
    is used where there is no /proc/stat.
    """
    def ticks():
        with open("/proc/stat") as file:
            return [int(n) for n in file.readline().split()[1:9]]
    try:
        before = ticks()
        time.sleep(seconds)
        spent = [b - a for a, b in zip(before, ticks())]
    except OSError:
        return os.getloadavg()[0]
    idle = spent[3] + spent[4]  # idle, waiting for the disk
    return (1 - idle / max(1, sum(spent))) * os.cpu_count()


def warn(text):
    print(f"warning: {text}", file=sys.stderr, flush=True)


def best_core():
    """OpenBLAS's fastest kernels for this processor; None: its own choice."""
    try:
        flags = pathlib.Path("/proc/cpuinfo").read_text().split()
    except OSError:
        return None
    return ("SkylakeX" if "avx512f" in flags
            else "Haswell" if "avx2" in flags else None)


def torch_environment(threads):
    """PyTorch at its best: the right kernels, one pool of threads."""
    folders = [OPENMP_BLAS.format(os.uname().machine)]
    if os.environ.get("LD_LIBRARY_PATH"):
        folders.append(os.environ["LD_LIBRARY_PATH"])
    environment = dict(os.environ, OMP_NUM_THREADS=str(threads),
                       LD_LIBRARY_PATH=":".join(folders))
    if best_core():
        environment["OPENBLAS_CORETYPE"] = best_core()
    return environment
