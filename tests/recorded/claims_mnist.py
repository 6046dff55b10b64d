"""What chapter 9 concludes from runs of minutes and hours."""
import math

from records import below, concludes, read, row

BOOK = 99.38  # of Saito's book, in %


def seeds(printed, name):
    """The test accuracies of a recipe, one a seed."""
    return row(printed, f"{name:<19} ")[:3]


def mean(numbers):
    return sum(numbers) / len(numbers)


@concludes("recipes")
def deep_passes_the_book_with_every_seed(printed):
    "Without BatchNorm in 20 epochs, with it in 3: more than 99.38 %."
    for name in ("deep, no BatchNorm", "deep, 3 epochs"):
        assert min(seeds(printed, name)) > BOOK, name


@concludes("recipes")
def moved_images_take_the_mlp_past_its_best_without(printed):
    """Both at their own best settings, chosen on held-out images, 20 epochs:
    each seed is better than all without, by more than two standard errors of a
    difference (the same 10,000 images; 0.1 points)."""
    without, augmented = (seeds(printed, "mlp"),
                          seeds(printed, "mlp, augmented"))
    assert min(augmented) > max(without) + 0.2


@concludes("recipes")
def an_mlp_with_moved_images_is_as_good_as_the_short_cnn(printed):
    "Knowing about images can be replaced by moved ones: within 0.1 points."
    difference = (mean(seeds(printed, "mlp, augmented"))
                  - mean(seeds(printed, "cnn")))
    assert abs(difference) < 0.1


@concludes("recipes")
def three_epochs_with_batch_norm_do_what_twenty_do_without(printed):
    "As accurate to 0.03 points, in less than a quarter of the seconds."
    short, long = (row(printed, f"{name:<19} ")
                   for name in ("deep, 3 epochs", "deep, no BatchNorm"))
    assert mean(short[:3]) > mean(long[:3]) - 0.03
    assert short[-1] < long[-1] / 4


@concludes("recipes-wide")
def the_test_images_cannot_tell_wide_from_narrow(printed):
    """The best narrow network beats all wide ones; the means are closer than a
    third of a standard error."""
    wide = seeds(printed, "deep, wide")
    narrow = seeds(read("recipes")[2], "deep, 50 epochs")
    assert max(narrow) > max(wide)
    share = mean(narrow) / 100
    error = 100 * math.sqrt(share * (1 - share) / 10000)
    assert abs(mean(wide) - mean(narrow)) < error / 3
    assert abs(error - 0.05) < 0.01


# A curve's row: x, then middle, lowest and highest of each column.
def curve(printed, x, column):
    """(middle, lowest, highest) of a column of the table of errors."""
    numbers = row([line.replace("..", " ") for line in printed],
                  f"{x:>6} ")
    return numbers[3 * column:3 * column + 3]


NETWORKS = ("linear", "mlp", "cnn", "deep")


def tested(printed, network):
    """parameters, rate, seconds, three test errors, their mean"""
    return row(below(printed, "Tested once"), f"  {network:<8}")


@concludes("ladder")
def each_step_of_the_ladder_errs_less(printed):
    """On validation images after the last epoch, and on test images: with
    every seed, each network beats the one before it with all of its seeds."""
    last = max(int(line.split()[0]) for line in printed
               if ".." in line and line.split()[0].isdigit())
    for i in range(1, len(NETWORKS)):
        assert curve(printed, last, i)[2] < curve(printed, last, i - 1)[1]
        here, before = (tested(printed, NETWORKS[k]) for k in (i, i - 1))
        assert max(here[3:6]) < min(before[3:6]), NETWORKS[i]


@concludes("ladder")
def the_best_rates_are_none_of_the_outermost(printed):
    "So no network would have done much better at a rate beyond the grid."
    tried = [float(line.split()[0]) for line in printed
             if line.startswith("  0.")]
    assert len(tried) == 4
    for network in NETWORKS:
        assert min(tried) < tested(printed, network)[1] < max(tried), network


@concludes("ladder")
def convolutions_do_more_with_fewer_parameters(printed):
    "cnn and deep have fewer parameters than the mlp, and err less."
    mlp = tested(printed, "mlp")
    for network in ("cnn", "deep"):
        assert tested(printed, network)[0] < mlp[0]
        assert max(tested(printed, network)[3:6]) < min(mlp[3:6])


@concludes("five")
def features_by_hand_beat_pixels(printed):
    """For the same machine, with every draw; and more than ten times as many
    images do not make up for it."""
    for images in (100, 1000, 10000):
        assert curve(printed, images, 0)[2] < curve(printed, images, 1)[1]
    for images in (100, 1000):
        assert curve(printed, images, 0)[0] < curve(
            printed, 10 * images, 1)[0] - 0.5


@concludes("five")
def with_many_digits_the_network_wins(printed):
    "With 10,000 on every draw; with 1,000 the two are within 0.3 points."
    assert curve(printed, 10000, 2)[2] < curve(printed, 10000, 0)[1]
    assert abs(curve(printed, 1000, 2)[0] - curve(printed, 1000, 0)[0]) < 0.3


@concludes("five")
def with_few_digits_the_draw_weighs_more_than_the_method(printed):
    "With 100, the features lead in the middle, by less than the draws differ."
    features, network = (curve(printed, 100, i) for i in (0, 2))
    assert features[0] < network[0]
    assert network[0] - features[0] < features[2] - features[1]


@concludes("ladder")
def deep_begins_behind_the_cnn_and_ends_ahead(printed):
    "The middle seed after two epochs; all seeds after the last."
    for epoch in (1, 2):
        assert curve(printed, epoch, 3)[0] > curve(printed, epoch, 2)[0] + 0.5
    assert curve(printed, 6, 3)[2] < curve(printed, 6, 2)[1]


@concludes("ladder")
def while_deep_takes_an_epoch_the_cnn_gets_ahead(printed):
    "It takes three epochs and more, and errs less than deep with all seeds."
    assert tested(printed, "deep")[2] > 3 * tested(printed, "cnn")[2]
    assert curve(printed, 3, 2)[2] < curve(printed, 1, 3)[1]


def side(printed, name):
    """epochs, decay, training error, three test errors, mean, if changed"""
    return row(below(printed, "Each at its own"), f"  {name:<10}")


@concludes("augmentation")
def moved_digits_are_not_learned_by_heart(printed):
    "Training error: below 0.05 % without, above 2 % with."
    assert side(printed, "without")[2] < 0.05
    assert side(printed, "augmented")[2] > 2


@concludes("augmentation")
def longer_training_helps_with_moved_digits_alone(printed):
    "The last doubling brings nothing without, more than half a point with."
    without, augmented = ([curve(printed, epochs, i)[0]
                           for epochs in (10, 20, 40, 80)] for i in (0, 1))
    assert abs(without[3] - without[2]) < 0.1
    for shorter, longer in zip(augmented, augmented[1:]):
        assert longer < shorter - 0.5


@concludes("augmentation")
def on_digits_as_they_are_moved_ones_win(printed):
    "Every seed makes fewer than half of the mistakes of any without."
    assert max(side(printed, "augmented")[3:6]) < min(
        side(printed, "without")[3:6]) / 2


@concludes("augmentation")
def what_was_shown_moved_is_known_moved(printed):
    "On changed images without makes more than three times the mistakes."
    assert side(printed, "without")[7] > 3 * side(printed, "augmented")[7]


@concludes("augmentation-clothes")
def on_garments_it_is_behind_at_first_and_ahead_in_the_end(printed):
    """Validation: behind with all seeds after 10 and 20 epochs, within half a
    point after 40, ahead after 80, where those without have stopped gaining.
    Test: every seed with it beats all without."""
    without, augmented = ([curve(printed, epochs, i)
                           for epochs in (10, 20, 40, 80)] for i in (0, 1))
    for i in (0, 1):
        assert augmented[i][1] > without[i][2]
    assert abs(augmented[2][0] - without[2][0]) < 0.5
    assert augmented[3][0] < without[3][0] - 0.5
    assert abs(without[3][0] - without[2][0]) < 0.3
    assert max(side(printed, "augmented")[3:6]) < min(
        side(printed, "without")[3:6])
