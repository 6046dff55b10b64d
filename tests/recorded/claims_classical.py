"""What chapter 11 concludes from its methods on whole data sets.

A row of the tables is: training images, accuracy in percent (and, where chance
has a part, the lowest and the highest of three seeds), seconds to train, seconds
to predict, kilobytes.
"""
from records import below, concludes, row


def accuracies(printed, table):
    """{method: accuracy} of the table with this title."""
    found = {}
    lines = below(printed, table)[2:]
    for line in lines:
        if not line.strip() or line.startswith(("Clothes", "Digits")):
            break
        name = line[:24].strip()
        found[name] = row(lines, line[:24])[1]
    return found


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
