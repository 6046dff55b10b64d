"""What chapter 15 concludes from transfer at length.

A table has a row for each way: means and standard deviations of five networks
with 10, 100 and 1000 labels. Below it, rates and validation accuracies.
"""
import re

from records import below, concludes, row

LABELS = (10, 100, 1000)
WAYS = ("linear, on pixels", "from nothing", "random features",
        "frozen features", "fine-tuned")
RATES = (0.01, 0.03, 0.1, 0.3, 1)


def tables(printed, heading):
    """The lines of the results, and those of the rates."""
    lines = below(printed, heading)
    middle = next(i for i, line in enumerate(lines) if "by rate" in line)
    end = middle + 2 + len(WAYS) * len(LABELS)
    return lines[:middle], lines[middle + 2:end]


def means(printed, heading):
    """{way: {labels: mean}}"""
    results, _ = tables(printed, heading)
    return {way: dict(zip(LABELS, row(results, f"  {way}")[::2]))
            for way in WAYS}


def rates(printed, heading):
    """{(way, labels): (the chosen rate, accuracy by rate)}"""
    found = {}
    for line in tables(printed, heading)[1]:
        way = next(way for way in WAYS if line.startswith(f"  {way} "))
        labels, rate, *by_rate = map(float, re.findall(
            r"\d+(?:\.\d+)?", line[2 + len(way):]))
        found[way, int(labels)] = rate, by_rate
    assert len(found) == len(WAYS) * len(LABELS)
    return found


@concludes("transfer")
def the_usual_rates_are_the_best(printed):
    "Those of usual_rate() in chapters/15_architectures, by their steps."
    usual = {"linear, on pixels": (0.01, 0.1, 0.1),
             "from nothing": (0.03, 0.3, 0.3),
             "random features": (0.3, 1, 1),
             "frozen features": (1, 1, 0.3), "fine-tuned": (0.03, 0.1, 0.1)}
    found = rates(printed, "As short as the usual run")
    for (way, labels), (rate, by_rate) in found.items():
        assert rate == usual[way][LABELS.index(labels)]
        assert by_rate[RATES.index(rate)] == max(by_rate)


@concludes("transfer")
def few_labels_gain_most_from_other_kinds(printed):
    "15 points and more with ten labels, 1 to 5 with a hundred, less than 2."
    found = means(printed, "Mixed kinds, at length")
    for way in ("frozen features", "fine-tuned"):
        assert found[way][10] > found["from nothing"][10] + 15
    gain = {labels: found["fine-tuned"][labels] - found["from nothing"][labels]
            for labels in LABELS}
    assert 1 < gain[100] < 5
    assert 0 < gain[1000] < 2


@concludes("transfer")
def frozen_features_fall_behind_with_many_labels(printed):
    "With 1000, behind what learns everything, by four points."
    found = means(printed, "Mixed kinds, at length")
    assert found["frozen features"][1000] < found["from nothing"][1000] - 4
    assert found["frozen features"][1000] < found["fine-tuned"][1000] - 4


@concludes("transfer")
def networks_need_many_labels_to_pass_the_pixels(printed):
    "Only with 1000, and only if all of the network learns."
    found = means(printed, "Mixed kinds, at length")
    pixels = found["linear, on pixels"]
    assert abs(pixels[10] - found["fine-tuned"][10]) < 6
    assert all(found[way][100] < pixels[100] for way in WAYS[1:])
    assert found["fine-tuned"][1000] > pixels[1000] + 1
    assert found["from nothing"][1000] > pixels[1000]


@concludes("transfer")
def far_features_must_be_tuned(printed):
    """Frozen, with ten labels no better than random ones (mixed kinds: by 15
    points and more); fine-tuned, ahead of nothing by ten."""
    near = means(printed, "Mixed kinds, at length")
    far = means(printed, "Kinds that are far apart, at length")
    assert far["frozen features"][10] < far["random features"][10] + 2
    assert near["frozen features"][10] > near["random features"][10] + 15
    assert far["fine-tuned"][10] > far["from nothing"][10] + 10


@concludes("transfer-digits")
def digits_help_clothes_a_little(printed):
    "Fine-tuned: 4 to 9 points with ten labels, less than 3 with a thousand."
    found = means(printed, "From digits to clothes")
    gain = {labels: found["fine-tuned"][labels] - found["from nothing"][labels]
            for labels in LABELS}
    assert 4 < gain[10] < 9
    assert 0 < gain[1000] < 3
    assert all(found["linear, on pixels"][labels] > found[way][labels]
               for way in WAYS[1:] for labels in LABELS)
