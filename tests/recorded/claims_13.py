"""What chapter 13 concludes from networks that were trained longer, and without
the memory or the target network.

A row of the first two tables is: steps, median, least and most of ten seeds,
seeds at 500, mean value. One of the last is: the scores of four rates, the best
of them, mean and standard error of twenty other seeds.
"""
from records import below, concludes, row


def trainings(printed):
    """The rows of the plain and of the double training, by their steps."""
    middle = printed.index("The same with double Q-learning")
    steps = range(4000, 40001, 4000)
    return [[row(half, f"  {n:5} ") for n in steps]
            for half in (printed[:middle], printed[middle:])]


def parts(printed):
    """{name: (rate, length, error)}"""
    table = below(printed, "Without its parts")
    names = ("memory and target network", "no target network",
             "the newest 32 steps", "neither", "both, double Q-learning")
    return {name: row(table, f"  {name}")[-3:] for name in names}


def apart(one, other):
    """By how many standard errors of the difference the first is ahead."""
    return ((one[1] - other[1]) /
            (one[2] ** 2 + other[2] ** 2) ** 0.5)


@concludes("deep-q")
def the_memory_helps_and_the_target_network_does_not_show(printed):
    "By over two errors, with and without a target network; that itself: none."
    found = parts(printed)
    both = found["memory and target network"]
    assert apart(both, found["the newest 32 steps"]) > 2
    assert apart(found["no target network"], found["neither"]) > 2
    assert abs(apart(both, found["no target network"])) < 2
    assert abs(apart(both, found["both, double Q-learning"])) < 2


@concludes("deep-q")
def four_times_as_long_is_not_four_times_as_good(printed):
    "The worst of ten seeds is as bad at the end as at the beginning."
    plain, _ = trainings(printed)
    assert max(least for _, least, *_ in plain) < 250
    assert plain[-1][1] < plain[0][1] + 50


@concludes("deep-q")
def double_q_learning_ends_well_with_every_seed(printed):
    "At the last two evaluations: its worst seed above 400, plain below 250."
    plain, double = trainings(printed)
    for a, b in zip(plain[-2:], double[-2:]):
        assert b[1] > 400 and a[1] < 250


@concludes("deep-q")
def both_expect_more_than_there_can_be(printed):
    "No return exceeds 1 / (1 - 0.99) = 100."
    for table in trainings(printed):
        assert all(values[-1] > 100 for values in table[-5:])
