"""What docs/en/performance.md concludes from its measurements of speed.

The margins are so wide that other processors, with AVX2 or AVX-512, should
stay within them; a sentence that is about one processor names it.
"""
import os

from records import NUMBER, concludes, row


def numbers(line):
    return [float(word) for word in NUMBER.findall(line.replace(",", ""))]


def close(a, b, factor):
    return a < factor * b and b < factor * a


def trained(printed):
    """{(model, batch, threads): (ours, peer's, ratio, of peak, our accuracy,
    the peer's)}: samples a second."""
    found = {}
    for line in printed:
        if line.startswith(("mlp ", "cnn ", "deep ")):
            (batch, threads, ours, theirs, ratio, _, _, peak, mine,
             other) = numbers(line.replace("..", " ").replace("*", " "))
            found[line.split()[0], int(batch), int(threads)] = (
                ours, theirs, ratio, peak, mine, other)
    return found


def models(table, name):
    return [values for (model, *_), values in table.items() if model == name]


# ---- ./learn bench

@concludes("bench")
def ours_trains_more_samples_a_second(printed):
    "In every row of the table ours is ahead of PyTorch."
    table = trained(printed)
    assert len(table) == 6
    for key, (ours, theirs, ratio, *_) in table.items():
        assert ours > theirs and ratio > 1, key


@concludes("bench")
def convolutions_gain_more_than_matrices(printed):
    "The lead over PyTorch is larger with the cnn than with the mlp."
    table = trained(printed)
    assert (min(values[2] for values in models(table, "cnn"))
            > max(values[2] for values in models(table, "mlp")))


@concludes("bench")
def winograd_comes_closer_to_the_peak_than_the_mlp(printed):
    "Counted by the formulas, networks of 3x3 convolutions are nearer to it."
    table = trained(printed)
    assert (min(values[3] for values in models(table, "deep"))
            > max(values[3] for values in models(table, "mlp")))


@concludes("bench")
def accuracies_lie_within_a_few_points(printed):
    "Ours and PyTorch's accuracies are close after two epochs."
    table = trained(printed)
    assert len(table) == 6
    for key, (*_, ours, theirs) in table.items():
        assert abs(ours - theirs) < 0.05, key


@concludes("bench")
def a_step_of_the_mlp_takes_least(printed):
    "So whatever is done to an image weighs most there."
    table = trained(printed)
    for threads in (1, 2):
        cost = {model: 1 / values[0] for (model, _, n), values in table.items()
                if n == threads}
        assert 2 * cost["mlp"] < min(cost["cnn"], cost["deep"])


# ---- other batch sizes

@concludes("batches")
def small_batches_take_pytorch_longer_than_us(printed):
    "With the mlp PyTorch is fastest, and our lead smallest, at batch 1024."
    table = trained(printed)
    mlp = [table["mlp", batch, 2] for batch in (16, 64, 256, 1024)]
    assert mlp[3][1] == max(values[1] for values in mlp)
    assert mlp[3][1] > 2 * mlp[0][1]
    assert mlp[3][2] < 0.7 * mlp[0][2]


@concludes("batches")
def ours_too_needs_a_batch_for_adam(printed):
    "Our mlp, too, trains far fewer samples a second at batch 16."
    table = trained(printed)
    assert table["mlp", 16, 2][0] < 0.8 * table["mlp", 256, 2][0]


@concludes("batches")
def large_batches_slow_pytorchs_cnn_down(printed):
    "At batch 1024 PyTorch's cnn is slower than at 64, ours about the same."
    table = trained(printed)
    at_64, at_1024 = table["cnn", 64, 2], table["cnn", 1024, 2]
    assert at_1024[1] < 0.8 * at_64[1]
    assert close(at_1024[0], at_64[0], 1.3)


# ---- ./learn bench race

@concludes("race")
def ours_is_first_with_every_seed(printed):
    "Ours reaches 99.0 % before both PyTorchs, with each of three seeds."
    for seed in (1, 2, 3):
        _, ours, accuracy = numbers(
            [line for line in printed if line.startswith(f"{seed}     ours")]
            [0][10:])
        others = [numbers(line.split("channels_last")[-1].split("PyTorch")[-1])
                  for line in printed
                  if line.startswith(f"{seed}     PyTorch")]
        assert accuracy >= 99 and len(others) == 2
        for _, seconds, accuracy in others:
            assert accuracy >= 99 and ours < 0.9 * seconds


@concludes("race")
def both_sides_are_as_accurate_in_the_end(printed):
    "With each seed the test accuracies lie within 0.3 points."
    for seed in "123":
        accuracies = [float(line.split()[-1].rstrip("%")) for line in printed
                      if line.startswith(f"{seed}     ")]
        assert len(accuracies) == 3
        assert max(accuracies) - min(accuracies) < 0.3


# ---- ./learn bench growth

def growth(printed, what):
    """{size: (GFLOP, seconds, GFLOP/s, MB needed, MB used)}"""
    lines = [numbers(line[len(what):]) for line in printed
             if line.startswith(what + " ")]
    return {int(size): rest for size, *rest in lines}


@concludes("growth")
def time_follows_the_arithmetic(printed):
    "Sixteen times the samples or layers: the same GFLOP/s, roughly."
    samples = [values[2] for values in growth(printed, "samples").values()]
    depth = [values[2] for values in growth(printed, "depth").values()]
    assert len(samples) == len(depth) == 5
    assert max(samples) < 1.15 * min(samples)
    assert max(depth) < 1.4 * min(depth)


@concludes("growth")
def wide_layers_are_slower_than_those_of_512(printed):
    "From width 1024 on the weights are beyond the second-level cache."
    rate = {size: values[2]
            for size, values in growth(printed, "width").items()}
    assert max(rate[1024], rate[2048]) < 0.95 * rate[512]


@concludes("growth")
def every_batch_costs_the_same_however_small(printed):
    """Small batches are slower, and the time that they need on top grows with
    the number of steps: 8192 / 16 - 8 of them to 8192 / 64 - 8."""
    table = growth(printed, "batch")
    rates = [table[size][2] for size in (16, 32, 64, 128)]
    assert rates == sorted(rates) and rates[0] < 0.7 * table[1024][2]
    on_top = {size: table[size][1] - table[1024][1] for size in (16, 64)}
    assert on_top[64] > 0 and 2.5 < on_top[16] / on_top[64] < 8


@concludes("growth")
def memory_on_top_does_not_grow_with_the_samples(printed):
    "What is used beyond what is needed depends on the layers."
    def on_top(what):
        return [used - needed
                for *_, needed, used in growth(printed, what).values()]
    samples = growth(printed, "samples")
    grown = samples[32768][3] - samples[2048][3]
    assert max(on_top("samples")) - min(on_top("samples")) < 0.15 * grown
    for what in ("depth", "width"):
        assert on_top(what)[-1] > on_top(what)[0] + 20


# ---- ./learn bench augment

def per_sample(printed, begin):
    return row(printed, begin)[-2]  # microseconds, then the percentage


@concludes("augment")
def another_core_changes_the_images_of_one_thread(printed):
    "Ahead costs one thread at most half of what changing them between does."
    none = row(printed, "      1 none")[0]
    between, ahead = (per_sample(printed, f"      1 geo:1.5,10,0.5, {how}")
                      for how in ("between", "ahead"))
    assert between > 1.05 * none
    assert ahead - none < 0.5 * (between - none)


@concludes("augment")
def two_threads_on_two_cores_change_them_between_the_steps(printed):
    "There, a third thread that works ahead is in the way."
    between, ahead = (per_sample(printed, f"      2 geo:1.5,10,0.5, {how}")
                      for how in ("between", "ahead"))
    none = row(printed, "      2 none")[0]
    assert none < between < 1.5 * none
    if len(os.sched_getaffinity(0)) <= 2:
        assert between < ahead


# ---- ./learn bench kernels, threads

def waking(printed):
    """{(thousand multiply-adds, awake or asleep, threads): nanoseconds}"""
    found = {}
    for line in printed:
        if line.startswith("threads/"):
            _, work, state, threads, _ = line.split("/", 4)
            nanoseconds = numbers(line.split("manual_time")[1])[0]
            found[int(work.split("k")[0]), state, int(threads)] = nanoseconds
    return found


@concludes("threads")
def a_second_thread_pays_off_sooner_while_awake(printed):
    """Awake it saves time at every size. Asleep it saves less at each; at the
    smallest it costs time, and at the largest far less of it, or none. After a
    rest, one thread is slower, too."""
    time = waking(printed)
    sizes = sorted({work for work, *_ in time})
    assert len(sizes) == 6
    for size in sizes:
        awake, asleep = (time[size, state, 2] / time[size, state, 1]
                         for state in ("awake", "asleep"))
        assert awake < 0.95 and awake < asleep, size
        assert time[size, "asleep", 1] > time[size, "awake", 1], size
    smallest, largest = (time[size, "asleep", 2] / time[size, "asleep", 1]
                         for size in (sizes[0], sizes[-1]))
    assert smallest > 1
    assert largest < min(1.2, smallest), (smallest, largest)


# ---- ./learn bench against 87100a4

@concludes("against")
def a_fixed_order_keeps_most_of_the_speed(printed):
    "Today's program reaches at least 85 % of the old one's speed."
    ratios = [numbers(line.replace("..", " "))[4] for line in printed
              if line.startswith(("mlp ", "cnn ", "deep "))]
    assert len(ratios) == 6 and all(ratio >= 0.85 for ratio in ratios)


# ---- ./learn bench last-bit

def epochs(printed):
    """[(epoch, own loss, OpenBLAS's, apart, own accuracy, OpenBLAS's)]"""
    begin = next(at for at, line in enumerate(printed)
                 if line.startswith("epoch "))
    return [[float(word.rstrip("%")) for word in line.split()]
            for line in printed[begin + 1:] if line.strip()]


@concludes("last-bit")
def rounding_differences_grow_until_the_runs_part(printed):
    "The distance of the weights grows from one last bit to a quarter."
    distances = [float(line.split()[-1]) for line in printed
                 if line.startswith(("1 step", "10 steps", "100 steps",
                                     "1 epoch", "12 epochs"))]
    assert len(distances) == 5 and distances == sorted(distances)
    assert distances[0] < 1e-6 and distances[2] < 1e-4
    assert distances[4] > 0.05


@concludes("last-bit")
def the_two_runs_stay_close_together(printed):
    """Losses stay within a percent, accuracies within half a point. Who is
    ahead depends on OpenBLAS's kernels: counted for those recorded."""
    table = epochs(printed)
    assert len(table) == 12
    for epoch, own, other, _, accuracy, others in table:
        assert abs(own - other) < 0.01 * own, epoch
        assert abs(accuracy - others) < 0.6, epoch
    if any("(SkylakeX)" in line for line in printed):
        ahead = [accuracy > others for *_, accuracy, others in table]
        assert (sum(ahead), len(ahead)) == (8, 12)
        assert all(own < other < 1.005 * own for _, own, other, *_ in table)
