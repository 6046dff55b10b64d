"""Runs the commands of docs/measured again, and asks for their conclusions."""
import sys

from tools import IMAGES, ROOT, Failed, Missing, needs, run

RUN = ROOT / "tests/recorded/run.py"
LONG = ("recipes", "ladder", "augmentation", "cnn-long", "fair",
        "classical")  # and the like
PEER = ("bench", "batches", "race", "graph")  # beside PyTorch
MNIST = ("race", "recipes", "recipes-wide", "augmentation", "five",
         "classical")
AGAINST = ("against",)  # compares commits of a day: not for later ones


def names():
    sys.path.append(str(RUN.parent))
    import records
    return sorted({name for name, _ in records.conclusions()})


def has_torch():
    """For C++: ./learn bench would install it, a test does not."""
    try:
        run("dpkg-query", "-W", "libtorch-dev")
        return True
    except Failed:
        return False


def again(chosen):
    """Runs these again, as far as their data and their peer are here."""
    lacking = {}
    if not (ROOT / "data/mnist").is_dir():
        lacking.update(dict.fromkeys(MNIST, "MNIST (./learn data mnist)"))
    if not has_torch():
        lacking.update(dict.fromkeys(PEER, "PyTorch (package libtorch-dev)"))
    here = [name for name in chosen if name not in lacking]
    if not here:
        raise Missing("no " + ", ".join(sorted(set(lacking.values()))))
    wrong = []
    for name in here:
        try:
            run(sys.executable, "-B", RUN, "--again", name)
        except Failed as error:
            wrong.append(f"{name}: {error}")
    if wrong:
        raise Failed("\n".join(wrong))
    return ", ".join(here)


def short(_jobs):
    needs("dataset-fashion-mnist", IMAGES)
    return again([name for name in names()
                  if not name.startswith(LONG + AGAINST)])


def long(_jobs):
    needs("dataset-fashion-mnist", IMAGES)
    return again([name for name in names() if name.startswith(LONG)])
