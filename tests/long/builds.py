"""Steps that build the tutorial's own programs in other ways."""
import pathlib
import sys

from tools import (BUILD, IMAGES, ROOT, digits, needs,
                   needs_x86, program, run, tutorial)

# The unit tests that compare kernels with formulas.
TESTS = ["augment_agreement", "backend", "backend_activations",
         "backend_losses", "backend_optimizers", "elementary", "golden_images",
         "image_layers", "products", "threads", "vector_math", "winograd",
         *sorted(path.stem for path in
                 (ROOT / "tests/unit").glob("canonical_*.cpp"))]


def threads(_jobs):
    needs("dataset-fashion-mnist", IMAGES)
    folder = BUILD / "release/tests"
    programs = [folder / "digits", *folder.glob("digits_avx2")]
    run(sys.executable, "-B", ROOT / "tests/programs/test_digits.py", "--long",
        *programs)
    return "1, 2, 3, 5 and 16 threads"


def clang(jobs):
    # clang has no OpenMP library of its own here, and none is needed: what
    # trains uses nothing but `omp simd`.
    compiler = program("clang++-14 clang++", "clang")
    tutorial(BUILD / "clang", jobs, ["digits"], "-DNN_WERROR=ON",
             f"-DCMAKE_CXX_COMPILER={compiler}",
             "-DOpenMP_CXX_FLAGS=-fopenmp-simd", "-DOpenMP_CXX_LIB_NAMES=")
    digits(BUILD / "clang/tests/digits", "epoch")
    return "an epoch as g++ compiles it; no warnings"


def sanitized(jobs):
    folder = BUILD / "sanitized"
    tutorial(folder, jobs, ["all"],
             "-DCMAKE_BUILD_TYPE=RelWithDebInfo",
             "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 -g1",
             "-DNN_SANITIZE=address,undefined")
    run("ctest", "--test-dir", folder, "--output-on-failure",
        "--no-tests=error", f"-j{jobs}", "-R",
        "^(chapters|exercises|09_mnist)[.]|[.]smoke$")
    return "the chapters' programs, tests and exercises"


def x86_64(jobs):
    needs_x86()
    tutorial(BUILD / "x86-64", jobs, ["digits"], "-DNN_ARCH=x86-64")
    digits(BUILD / "x86-64/tests/digits", "forty", 40)
    return "40 steps without fused multiply-adds"


def can_run_avx2():
    flags = set(pathlib.Path("/proc/cpuinfo").read_text().split())
    return {"avx2", "fma", "bmi2"} <= flags


def kernels(jobs):
    needs_x86()
    builds = ["x86-64-v3", "x86-64"] if can_run_avx2() else ["x86-64"]
    for build in builds:
        tutorial(BUILD / build, jobs, [f"test_unit_{name}" for name in TESTS],
                 f"-DNN_ARCH={build}")
        run("ctest", "--test-dir", BUILD / build, "--output-on-failure",
            "--no-tests=error", f"-j{jobs}",
            "-R", f"^unit[.]({'|'.join(TESTS)})$")
    return f"{len(TESTS)} unit tests in builds for {' and '.join(builds)}"
