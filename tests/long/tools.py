"""What the steps of tests/long/run.py share."""
import json
import os
import pathlib
import platform
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("NN_BUILD_DIR") or ROOT / "build")
DIGITS = json.loads((ROOT / "tests/programs/digits.json").read_text())
IMAGES = pathlib.Path("/usr/share/datasets/fashion-mnist")


class Missing(Exception):
    """The step cannot run here: which tool or package is not there."""


class Failed(Exception):
    """What went wrong, with the last lines of what a command said."""


def program(names, package):
    """The path of the first of these programs that exists."""
    for name in names.split():
        if path := shutil.which(name):
            return path
    raise Missing(f"no {names.split()[0]} (Debian package {package})")


def needs(package, *paths):
    for path in paths:
        if not pathlib.Path(path).exists():
            raise Missing(f"no {path} (Debian package {package})")


def needs_x86():
    if platform.machine() != "x86_64":
        raise Missing("it is for x86-64")


def run(*command, **environment):
    """What the command prints."""
    try:
        result = subprocess.run(
            [str(word) for word in command], cwd=ROOT, text=True,
            errors="replace", env={**os.environ, **environment},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
    except OSError as error:
        raise Failed(str(error)) from None
    if result.returncode != 0:
        said = result.stdout.splitlines()[-60:]
        raise Failed("\n".join([f"{pathlib.Path(command[0]).name}: exit code "
                                f"{result.returncode}", *said]))
    return result.stdout


def cmake(source, folder, jobs, targets, *options, **environment):
    """Builds the targets in a separate folder."""
    run("cmake", "-S", source, "-B", folder, "-G", "Ninja",
        "-DCMAKE_BUILD_TYPE=Release", *options, **environment)
    run("cmake", "--build", folder, "-j", jobs, "--target", *targets,
        **environment)


def tutorial(folder, jobs, targets, *options):
    """Builds them from the project itself."""
    cmake(ROOT, folder, jobs, targets, "-DNN_CUDA=OFF",
          *os.environ.get("NN_CMAKE_ARGS", "").split(), *options)


def compare(found, expected):
    """Compares what each network gave with what it should give."""
    other = [f"{network}: {found[network]}, not {expected[network]}"
             for network in found if found[network] != expected[network]]
    if other:
        raise Failed("\n".join(["other digits:", *other]))


def digits(path, kind, *steps):
    """Compares what the test program `digits` prints with the constants."""
    needs("dataset-fashion-mnist", IMAGES)
    expected = DIGITS[kind]
    compare({network: run(path, network, 2, *steps).split()[0]
             for network in expected}, expected)
