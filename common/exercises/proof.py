"""Runs the variants of an exercise and says what does not hold."""
import os
import pathlib
import signal
import subprocess
import tempfile
from dataclasses import dataclass, field

import generate

WALL_SECONDS = 60  # a variant that waits; one that computes is stopped sooner


@dataclass
class Outcome:
    """What became of a variant."""
    kind: str      # passed, not_written, shape, value, threw, crashed, endless
    check: str     # the last one that began
    message: str
    begun: list = field(default_factory=list)  # the names of the checks


def run(program, exercise, variant):
    """One variant in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report"
        try:
            process = subprocess.run(
                [program, exercise, variant, report], cwd=folder,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE, timeout=WALL_SECONDS,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
            code, said = process.returncode, process.stderr
        except subprocess.TimeoutExpired:
            code, said = -signal.SIGXCPU, b""
        except OSError as error:
            return Outcome("missing", "", f"{program}: {error.strerror}; "
                           "./learn exercise check-all builds it")
        if code == 2 and not report.exists():
            return Outcome("missing", "", f"{program} does not hold {exercise};"
                           " ./learn exercise check-all builds it anew")
        text = report.read_text("utf-8", "replace") if report.exists() else ""
    return read_report(text, code, said.decode("utf-8", "replace"))


def read_report(text, code, said):
    """The report of nn::exercise::run; a process that ends without one has
    crashed."""
    begun, lines = [], text.splitlines()
    for number, line in enumerate(lines):
        word, _, rest = line.partition(" ")
        if word == "begin":
            begun.append(rest)
        elif word == "failed" and code == 1:
            return Outcome(rest, begun[-1], "\n".join(lines[number + 1:]),
                           begun)
        elif word == "passed" and code == 0 and int(rest) == len(begun):
            return Outcome("passed", "", "", begun)
    check = begun[-1] if begun else ""
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return Outcome("endless", check, "did not end in time", begun)
    how = signal.strsignal(-code) if code < 0 else f"exit code {code}"
    last = said.strip().splitlines()[-1:] or [""]
    return Outcome("crashed", check, f"crashed: {how} {last[0]}", begun)


def one_line(text):
    """For comparison: line ends and commas are spaces."""
    return " ".join(text.replace(",", " ").split())


def prove(pool, program, master):
    """Starts all variants; the result is a function that waits for them and
    returns (faults, counts)."""
    runs = {variant: pool.submit(run, program, master.name, variant)
            for variant in generate.variants(master)}

    def result():
        outcomes = {variant: future.result()
                    for variant, future in runs.items()}
        return judge_outcomes(master, outcomes)
    return result


def judge_outcomes(master, outcomes):
    faults = []

    def say(line, what, outcome=None):
        if outcome and outcome.message:
            what += "\n    " + outcome.message.replace("\n", "\n    ")
        faults.append(str(master.fault(line, what)))

    counts = {"exercises": 1, "wrong": len(master.wrong)}
    solution, stub = outcomes["solution"], outcomes["stub"]
    if solution.kind == "missing":
        return [solution.message], counts
    counts["solution"] = judge_solution(master, solution, say)
    if not counts["solution"]:
        return faults, counts
    counts["stub"] = judge_stub(master, stub, say)
    by_value = 0
    for number, wrong in enumerate(master.wrong, 1):
        outcome = outcomes[f"wrong_{number}"]
        caught = judge_wrong(wrong, outcome, solution.begun, say)
        counts["caught"] = counts.get("caught", 0) + caught
        by_value += (caught and len(wrong.hunks) == 1
                     and outcome.kind == "value")
    if not faults and by_value < 2:
        say(master.wrong[0].line, f"{by_value} wrong answers with one change "
            "give the right shapes and another value: expected at least 2")
    return faults, counts


def judge_solution(master, outcome, say):
    first = master.places[0].first
    if outcome.kind != "passed":
        say(first, f"the solution does not pass '{outcome.check}'", outcome)
    elif not outcome.begun:
        say(master.checks, "no check ran: checks() must call check(name, ...)")
    elif len(set(outcome.begun)) != len(outcome.begun):
        say(master.checks, "two checks have the same name")
    else:
        return 1
    return 0


def judge_stub(master, outcome, say):
    place = master.places[0]
    if outcome.kind == "passed":
        say(place.first, "the stub passes: nothing is left to be done")
    elif outcome.kind in ("crashed", "endless"):
        say(place.first, "the stub does not fail in a check", outcome)
    elif place.stub is None and outcome.kind != "not_written":
        say(place.first, "the stub should fail because it is not written, "
            f"but fails in '{outcome.check}'", outcome)
    else:
        return 1
    return 0


def judge_wrong(wrong, outcome, checks, say):
    title = f"the wrong answer \"{wrong.what}\""
    if wrong.caught_by not in checks:
        say(wrong.line, f"there is no check '{wrong.caught_by}'; the solution "
            f"passes: {', '.join(checks)}")
    elif outcome.kind == "passed":
        say(wrong.line, f"{title} passes all checks")
    elif outcome.check != wrong.caught_by:
        say(wrong.line, f"{title} is caught by '{outcome.check}' before "
            f"'{wrong.caught_by}'", outcome)
    elif one_line(wrong.says) not in one_line(outcome.message):
        say(wrong.line, f"{title} is caught, but the message does not say "
            f"\"{wrong.says}\"", outcome)
    else:
        return 1
    return 0
