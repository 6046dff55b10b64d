"""What chapter 8 concludes from networks that were trained for 30 epochs."""
from records import concludes, row


def best(printed, name):
    """The accuracies at the better of the two rates, one a seed."""
    rates = [row(printed, f"  {name:<18} {rate:>6}") for rate in (0.001, 0.005)]
    return max(rates, key=sum)


@concludes("cnn-long")
def the_global_mean_passes_the_mlp_when_trained_longer(printed):
    "With both seeds, by half a point: 10 of the 2000 test images."
    pairs = zip(best(printed, "CNN, global mean"), best(printed, "MLP"))
    assert all(a > b + 0.5 for a, b in pairs)


@concludes("cnn-long")
def the_cnn_stays_ahead_of_the_mlp_when_trained_longer(printed):
    "With both seeds, by a point; and no worse than with the global mean."
    cnn = best(printed, "CNN")
    assert all(a > b + 1 for a, b in zip(cnn, best(printed, "MLP")))
    assert sum(cnn) > sum(best(printed, "CNN, global mean"))
