"""What chapter 11 concludes from its methods on whole data sets.

A row of the tables is: training images, accuracy in percent (and, where chance
has a part, the lowest and the highest of three seeds), seconds to train, seconds
to predict, kilobytes.
"""
from records import below, concludes, row


def rows(printed, title):
    """{method: its numbers} of the table with this title."""
    lines = below(printed, title)[2:]
    end = next((i for i, line in enumerate(lines) if not line.strip()),
               len(lines))
    return {line[:24].strip(): row(lines[:end], line[:24])
            for line in lines[:end]}


def accuracies(printed, title):
    return {name: numbers[1] for name, numbers in rows(printed, title).items()}


def both(printed):
    return [accuracies(printed, name) for name in ("Digits", "Clothes")]


@concludes("classical")
def ours_are_faster_than_scikit_learn(printed):
    "Neighbors, forest and k-means, in every round of each."
    for name in ("5 nearest neighbors, brute force",
                 "random forest, 100 trees", "k-means, k = 10, 20 iterations"):
        *_, highest, _, _ = row([line.replace("..", " ") for line in printed],
                                f"{name} ")
        assert highest < 1, (name, highest)


@concludes("classical")
def the_convolutional_network_is_first(printed):
    "On digits and on clothes, ahead of every other method."
    for table in both(printed):
        best = table.pop("network, CNN")
        assert best > max(table.values()), table


@concludes("classical")
def planes_are_behind_curved_borders(printed):
    "Linear methods are behind the RBF kernel and the neighbors."
    for table in both(printed):
        linear = max(table["linear SVM, Pegasos"],
                     table["logistic regression"])
        assert linear < min(table["RBF SVM, SMO"],
                            table["5 nearest neighbors"]), table


@concludes("classical")
def a_forest_is_far_ahead_of_its_trees(printed):
    "By more than five points on both."
    for table in both(printed):
        assert table["random forest, 100"] > table["decision tree"] + 5, table


@concludes("classical")
def neighbors_answer_longer_than_a_network_learns(printed):
    "10,000 answers of neighbors and support vectors, five epochs of the MLP."
    for title in ("Digits", "Clothes"):
        table = rows(printed, title)
        learning = table["network, MLP"][-2]
        for name in ("5 nearest neighbors", "RBF SVM, SMO"):
            assert table[name][-2] > learning, (title, name)
