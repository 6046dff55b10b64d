"""What chapter 14 concludes from the speed of its graphs.

A row of the tables is: samples a second, the share of the layers' speed in the
same round (median, lowest, highest).
"""
import re

from records import below, concludes, row

MANNERS = ("the library's layers", "the graph as derived, node by node",
           "... equal and dead nodes gone, constants folded",
           "... and chains fused", "... and memory reused",
           "that graph, compiled", "PyTorch, eager")


def shares(printed, model):
    """[{manner: its share of the layers' speed}], by number of threads."""
    heads = [line for line in printed if line.startswith(f"{model}, batch 128")]
    assert heads
    tables = []
    for head in heads:
        table = below(printed, head)[:1 + len(MANNERS)]
        tables.append({manner: row(
            [re.sub(r"(?<=\d)\.\.(?=\d)", " ", line.replace(",", ""))
             for line in table],
            f"  {manner.replace(',', '')} ")[1] for manner in MANNERS})
    return tables


@concludes("graph")
def the_compiled_networks_come_near_the_layers(printed):
    """On one thread the cnn is as fast as they are, the mlp about four fifths as
    fast; on more threads half as fast and more."""
    for model in ("mlp", "cnn"):
        first, *others = [table["that graph, compiled"]
                          for table in shares(printed, model)]
        assert first >= (0.7 if model == "mlp" else 0.9), (model, first)
        assert min(others, default=1) > 0.5, (model, others)


@concludes("graph")
def chains_and_reused_memory_gain_most(printed):
    """Of the four steps, fusing is the largest for the cnn; for the mlp, fusing
    and reusing memory together bring a third of the speed again and more."""
    for table in shares(printed, "cnn"):
        speeds = [table[manner] for manner in MANNERS[1:6]]
        gains = [b / a for a, b in zip(speeds, speeds[1:])]
        assert gains[1] == max(gains), table
    for table in shares(printed, "mlp"):
        cleaned, _, reused = (table[manner] for manner in MANNERS[2:5])
        assert reused > 1.33 * cleaned, table


@concludes("graph")
def compiled_beats_eager_pytorch(printed):
    "Both networks, with any number of threads."
    for model in ("mlp", "cnn"):
        for table in shares(printed, model):
            assert table["that graph, compiled"] > table["PyTorch, eager"]
