"""What chapter 7 concludes from its fair comparisons: every network at its own
best learning rate, chosen with other seeds than those that are reported.

A row is: best rate, training loss +- deviation, test accuracy +- deviation.
"""
from records import concludes, row


def rows(printed, *names):
    """Of each name: rate, loss and accuracy."""
    found = {}
    for name in names:
        rate, loss, _, accuracy, spread = row(printed, name + "  ")
        found[name] = (rate, loss, accuracy, spread)
    return [found[name] for name in names]


@concludes("fair-starts")
def bad_starts_need_batch_norm(printed):
    "Without it, bad starts stay far behind; with it, all three learn."
    small, he, large = rows(printed, "0.01", "He", "1.0")
    small_bn, he_bn, large_bn = rows(printed, *(
        f"{start}, with BatchNorm" for start in ("0.01", "He", "1.0")))
    assert small[2] < 20 and large[2] < he[2] - 10
    assert small_bn[2] > he_bn[2] - 3 and large_bn[2] > large[2] + 8
    assert large_bn[2] < he_bn[2] - 2
    # No rate lies at an end of those that were tried.
    for rate, *_ in (he, large, small_bn, he_bn, large_bn):
        assert 1e-5 < rate < 10


@concludes("fair-starts")
def from_a_good_start_batch_norm_lowers_the_loss_only(printed):
    "He start: about half the training loss, the same test accuracy."
    plain, normalized = rows(printed, "He", "He, with BatchNorm")
    assert normalized[1] < 0.6 * plain[1]
    error = ((plain[3] ** 2 + normalized[3] ** 2) / 5) ** 0.5
    assert abs(plain[2] - normalized[2]) < 2 * error


@concludes("fair-search")
def random_search_usually_beats_the_grid(printed):
    "Of twenty draws, sixteen beat the grid; the mean does, too."
    better, _, worse = row(printed, "better than the grid")
    assert better >= 15 and worse <= 3
    grid, = row(printed, "grid ")
    mean = row(printed, "20 random searches")[0]
    assert mean > grid


FOUR = ("neither", "dropout", "BatchNorm", "both")


def halves(printed):
    "The tables of 300 and of 1000 images."
    middle = printed.index(next(line for line in printed
                                if line.startswith("1000 images")))
    return printed[:middle], printed[middle:]


def gain(printed, of):
    "A difference and its standard error."
    return row(printed, f"  {of}")


@concludes("fair-dropout")
def batch_norm_takes_away_a_part_of_what_dropout_adds(printed):
    "Less than without, by over two standard errors, but not all of it."
    for half in halves(printed):
        taken, error = gain(half, "BatchNorm takes away of that:")
        assert taken > 2 * error
        left, error = gain(half, "dropout adds, with BatchNorm:")
        assert left > 3 * error
        for rate, *_ in rows(half, *FOUR):
            assert 1e-4 < rate < 0.1  # at no end of those that were tried


@concludes("fair-dropout")
def dropout_alone_is_ahead_of_all_four(printed):
    "Ahead of both together by two standard errors; BatchNorm adds little."
    for half in halves(printed):
        best = max(rows(half, *FOUR), key=lambda network: network[2])
        assert best == rows(half, "dropout")[0]
        lost, error = gain(half, "BatchNorm adds, with dropout:")
        assert lost < -2 * error
        alone, error = gain(half, "BatchNorm adds, without dropout:")
        assert abs(alone) < 2 * error


@concludes("fair-batches")
def no_rate_helps_batch_norm_with_batches_of_two(printed):
    "With batches of 2 it is far behind at any rate; with 32 it is not."
    two, two_bn, more, more_bn = rows(
        printed, "2", "2, with BatchNorm", "32", "32, with BatchNorm")
    assert two_bn[2] < two[2] - 25
    error = ((more[3] ** 2 + more_bn[3] ** 2) / 4) ** 0.5
    assert abs(more[2] - more_bn[2]) < 2 * error
    for rate, *_ in (two, two_bn, more, more_bn):
        assert 1e-4 < rate < 1


REMEDIES = ("weight decay", "dropout 0.7", "20 components (PCA)",
            "7 x 7 pixels", "early stopping", "10 x the images")


def gains(printed):
    "What each remedy adds to nothing, in both halves: (points, error)."
    middle = printed.index(next(line for line in printed
                                if line.startswith("one in four random")))
    return [{name: row(half, f"  {name:22} adds") for name in REMEDIES}
            for half in (printed[:middle], printed[middle:])]


@concludes("fair-remedies")
def with_right_labels_little_is_gained(printed):
    "Dropout gains less than a point, and all but more images lose."
    right, _ = gains(printed)
    assert 0 < right["dropout 0.7"][0] < 1
    for name in ("weight decay", "20 components (PCA)", "7 x 7 pixels",
                 "early stopping"):
        points, error = right[name]
        assert points < -3 * error


@concludes("fair-remedies")
def with_random_labels_weight_decay_and_dropout_gain(printed):
    "Both gain by far more than chance; fewer features hardly do."
    _, random = gains(printed)
    for name in ("weight decay", "dropout 0.7"):
        points, error = random[name]
        assert points > 2 and points > 4 * error
    for name in ("20 components (PCA)", "7 x 7 pixels", "early stopping"):
        points, error = random[name]
        assert points < 1.5 and points < 2 * error


@concludes("fair-remedies")
def more_images_gain_most(printed):
    "In both halves, twice as much as the next best remedy."
    for half in gains(printed):
        most, *others = sorted((points for points, _ in half.values()),
                               reverse=True)
        assert most == half["10 x the images"][0] and most > 2 * others[0]
