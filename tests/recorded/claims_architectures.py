"""What chapter 15 concludes from networks of 20 and 56 layers.

A row of the first table is: the losses at four rates, the best of them, the
losses of three other seeds and their mean. One of the second: the epoch, and
the mean loss of each network.
"""
from claims_speed import numbers
from records import below, concludes, row

NETWORKS = ("plain-20", "plain-56", "residual-20", "residual-56")


def ends(printed):
    """{network: the losses of three seeds}"""
    table = below(printed, "Training loss in the last")[:7]
    return {name: row(table, f"  {name}")[5:8] for name in NETWORKS}


@concludes("architectures")
def depth_harms_plain_networks_and_not_residual_ones(printed):
    "Every plain-56 above every plain-20; residual-56's mean is not higher."
    found = ends(printed)
    assert min(found["plain-56"]) > max(found["plain-20"])
    deep, shallow = found["residual-56"], found["residual-20"]
    assert sum(deep) <= sum(shallow), (deep, shallow)
    assert max(deep) < min(found["plain-56"])


@concludes("architectures-styles")
def three_styles_come_within_a_point(printed):
    "Means of three seeds: the best is less than a point ahead of the worst."
    means = [row(printed, f"  {name}")[-1]
             for name in ("plain", "Inception", "residual")]
    assert max(means) - min(means) < 1, means


@concludes("fold")
def folding_makes_a_network_in_use_faster(printed):
    "ResNet-20 without BatchNorm, on any number of threads: by 5 % and more."
    # threads, samples a second before and after, the gain and its bounds
    gains = [numbers(line)[3] for line in printed
             if line[:9].strip().isdigit()]
    assert gains and min(gains) > 1.05, gains
