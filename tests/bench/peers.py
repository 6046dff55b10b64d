"""Who trains beside us in bench.py: libtorch, or Pythons with a framework.

Each peer has `sides(model)`, the forms in which it can train that network,
and `epoch(side, arguments, threads)`, which does it and returns the last epoch.
"""
import json
import pathlib
import string
import subprocess

from peer_python import MODELS, shorten
from programs import (NCHW, NHWC, OPENMP, best_core, output,
                      torch_environment, warn)

SCRIPT = pathlib.Path(__file__).with_name("peer_python.py")
EXPECTED = ("expected a Python 3.9 or newer with torch or jax, such as "
            "~/peer/bin/python after: python3 -m venv ~/peer && "
            "~/peer/bin/pip install torch (or: jax)")


class Unusable(Exception):
    """What --peer-python names cannot train at all."""


class Failed(Exception):
    """One form does not work here; the others may."""


class Peer:
    warned = False

    def check_library(self, library):
        """Debian's PyTorch is slow with the wrong BLAS, and does not say so."""
        core = best_core()
        right = (library["blas_pool"] == OPENMP
                 and core in (None, library["blas_core"]))
        if not right and not self.warned:
            self.warned = True
            warn(f"PyTorch is not at its best: {library}; expected kernels "
                 f"{core} and blas_pool {OPENMP} (libopenblas0-openmp)")


class LibTorch(Peer):
    """PyTorch's C++ interface, in both of its memory layouts."""
    title = "PyTorch"
    keys = "torch", "layout"  # of --json

    def __init__(self, programs):
        self.program = programs / "peer_torch"

    def sides(self, model):
        return [NCHW] + ([NHWC] if model != "mlp" else [])

    def epoch(self, side, arguments, threads):
        command = [self.program, *arguments]
        if side == NHWC:
            command.append("--channels-last")
        lines = output(command, torch_environment(threads)).splitlines()
        library, *epochs = map(json.loads, lines)
        self.check_library(library)
        return epochs[-1]

    def notes(self, best):
        """{side: (its mark in the table, what the mark means)}"""
        text = "in its layout channels_last, the faster one here"
        return {NHWC: ("*", text)} if NHWC in best else {}


def last_line(result):
    """The line of a program's output that says why it failed."""
    lines = (result.stderr.strip() or result.stdout.strip()).splitlines()
    return shorten(lines[-1]) if lines else f"exit code {result.returncode}"


class PythonPeer(Peer):
    """A Python with torch, jax or both, in each form that they have."""

    def __init__(self, python):
        self.python = python
        found = self.ask()
        self.frameworks = {f["framework"]: f for f in found["frameworks"]}
        if not self.frameworks:
            raise self.unusable("; ".join(found["broken"])
                                or "it has neither torch nor jax")
        self.forms = {self.label(framework, form): form
                      for framework in found["frameworks"]
                      for form in sum(framework["forms"].values(), [])}

    def unusable(self, why):
        return Unusable(f"{self.python}: {why}; {EXPECTED}")

    def start(self, arguments, environment=None):
        command = [self.python, "-B", SCRIPT, *arguments]
        return subprocess.run(
            [str(word) for word in command], text=True, capture_output=True,
            env=environment, stdin=subprocess.DEVNULL)

    def ask(self):
        """What this Python has, in its own words."""
        try:
            result = self.start(["--forms", *MODELS])
        except OSError as error:
            raise self.unusable(f"cannot be run ({error.strerror})")
        except UnicodeDecodeError:
            raise self.unusable("it is not a Python")
        try:
            found = json.loads(result.stdout.splitlines()[-1])
            return {"frameworks": found["frameworks"],
                    "broken": found["broken"]}
        except (LookupError, TypeError, ValueError):
            raise self.unusable("it does not run peer_python.py "
                                f"({last_line(result)})")

    def label(self, framework, form):
        name, *how = form.split(",")
        return ", ".join([f"{name} {framework['version']}", *how])

    def sides(self, model):
        return [self.label(framework, form)
                for framework in self.frameworks.values()
                for form in framework["forms"][model]]

    def epoch(self, side, arguments, threads):
        form = self.forms[side]
        debian = self.frameworks[form.split(",")[0]]["debian"]
        result = self.start(["--form", form, *arguments],
                            torch_environment(threads) if debian else None)
        if result.returncode != 0:
            raise Failed(last_line(result))
        lines = [line for line in result.stdout.splitlines()
                 if line.startswith("{")]
        library, *epochs = map(json.loads, lines)
        if debian:
            self.check_library(library)
        return epochs[-1]


class Pythons:
    """Several Pythons as one peer: the best of all their forms counts."""
    keys = "peer", "form"

    def __init__(self, paths):
        self.peers = [PythonPeer(path) for path in dict.fromkeys(paths)]
        self.found = {}  # {side: (peer, the side's name there)}

    @property
    def title(self):
        names = {name for peer in self.peers for name in peer.frameworks}
        return names.pop() if len(names) == 1 else "peer"

    def sides(self, model):
        found = {}
        for peer in self.peers:
            for side in peer.sides(model):
                other = f"{side} ({peer.python})"  # the same version elsewhere
                found[other if side in found else side] = peer, side
        self.found.update(found)
        return list(found)

    def epoch(self, side, arguments, threads):
        peer, name = self.found[side]
        return peer.epoch(name, arguments, threads)

    def notes(self, best):
        sides = dict.fromkeys(best)
        return {side: (letter, side)
                for letter, side in zip(string.ascii_lowercase, sides)}
