"""What chapter 15 concludes from networks that were trained on attacked images.

A row is: mean and standard error, of five networks, of the right answers in %
on clean images, after random signs, after one step and after several.
"""
from records import concludes, row


def table(printed):
    """{training: [(mean, error) of the four columns]}"""
    names = ("clean images", "random signs", "one step", "several steps")
    return {name: list(zip(numbers[::2], numbers[1::2])) for name in names
            for numbers in [row(printed, f"  {name}  ")]}


CLEAN, RANDOM, ONE, SEVERAL = range(4)


def apart(one, other):
    "By how many standard errors of the difference the first is ahead."
    return (one[0] - other[0]) / (one[1] ** 2 + other[1] ** 2) ** 0.5


@concludes("attacks")
def training_on_several_steps_keeps_most_answers(printed):
    "Without it 1 in 20 at most is left; with it, half of them and more."
    found = table(printed)
    assert found["clean images"][SEVERAL][0] < 5
    assert found["random signs"][SEVERAL][0] < 10
    assert found["several steps"][SEVERAL][0] > 50


@concludes("attacks")
def it_costs_answers_on_clean_images(printed):
    "Three to twelve points, many standard errors."
    found = table(printed)
    for training in ("one step", "several steps"):
        lost = found["clean images"][CLEAN][0] - found[training][CLEAN][0]
        assert 3 < lost < 12
        assert apart(found["clean images"][CLEAN], found[training][CLEAN]) > 4


@concludes("attacks")
def one_step_in_training_protects_against_one_step(printed):
    "Against several it leaves less than half of what several steps leave."
    found = table(printed)
    assert found["one step"][ONE][0] > found["several steps"][ONE][0]
    assert found["one step"][SEVERAL][0] < found["one step"][ONE][0] / 2
    assert (found["one step"][SEVERAL][0] <
            0.6 * found["several steps"][SEVERAL][0])
    assert apart(found["several steps"][SEVERAL],
                 found["one step"][SEVERAL]) > 4
