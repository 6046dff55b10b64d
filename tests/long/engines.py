"""Steps that compile the engine alone (engine.cpp), for processors that need
not be there: an emulator runs it. What it prints must be the constants."""
import platform
import subprocess

from tools import BUILD, DIGITS, ROOT, Missing, cmake, compare, program, run

HERE = ROOT / "tests/long"
STEPS = 40  # of training


def check(command, networks, steps=STEPS, threads=1):
    expected = DIGITS["engine"][str(steps)]
    compare({network: run(*command, network, threads, steps).strip()
             for network in networks}, {n: expected[n] for n in networks})


def native(jobs):
    folder = BUILD / "engine"
    flag = "-mcpu" if platform.machine() == "aarch64" else "-march"
    cmake(HERE, folder, jobs, ["engine"], f"-DCMAKE_CXX_FLAGS={flag}=native")
    for steps in DIGITS["engine"]:
        check([folder / "engine"], DIGITS["engine"][steps], steps)
    return f"{STEPS} steps"


def arm64(jobs):
    compiler = program("aarch64-linux-gnu-g++", "g++-aarch64-linux-gnu")
    emulator = program("qemu-aarch64 qemu-aarch64-static", "qemu-user")
    folder = BUILD / "arm64"
    cmake(HERE, folder, jobs, ["engine"], "-DCMAKE_SYSTEM_NAME=Linux",
          "-DCMAKE_SYSTEM_PROCESSOR=aarch64",
          f"-DCMAKE_CXX_COMPILER={compiler}",
          "-DCMAKE_EXE_LINKER_FLAGS=-static")
    check([emulator, folder / "engine"], ["mlp", "cnn", "deep"], threads=3)
    return f"{STEPS} steps under qemu"


def node():
    """Command words that run a program for node."""
    path = program("node", "nodejs")
    version = subprocess.run([path, "--version"], capture_output=True,
                             text=True, check=True).stdout
    if int(version.strip("v\n").split(".")[0]) < 18:
        return [path]
    # Emscripten 3.1.6 would mistake node's fetch for a browser's.
    return [path, "--no-experimental-fetch"]


def wasm(jobs):
    program("em++", "emscripten")
    command = node()
    folder = BUILD / "wasm"
    root = run("em-config", "EMSCRIPTEN_ROOT").strip()
    # There are no threads in it, and no exceptions: an error would abort.
    cmake(HERE, folder, jobs, ["engine"],
          f"-DCMAKE_TOOLCHAIN_FILE={root}/cmake/Modules/Platform/"
          "Emscripten.cmake", "-DCMAKE_CXX_FLAGS=-msimd128 -Wno-pass-failed",
          "-DCMAKE_EXE_LINKER_FLAGS=-sALLOW_MEMORY_GROWTH=1 -sENVIRONMENT=node"
          " -sEXIT_RUNTIME=1", NODE_PATH="/usr/share/nodejs")
    check([*command, folder / "engine.js"], ["mlp", "cnn"], steps=20)
    return "20 steps under node"
