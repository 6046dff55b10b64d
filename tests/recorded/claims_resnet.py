"""What docs/en/performance.md concludes from ResNet-20 beside PyTorch's."""
from claims_speed import numbers
from records import concludes


@concludes("bench-resnet")
def resnet_20_trains_faster_than_in_pytorch(printed):
    "On one thread by a third and more; on others by a tenth and more."
    ratios = [numbers(line.replace("..", " "))[5] for line in printed
              if line.startswith("resnet20 ")]
    assert ratios[0] > 1.33 and min(ratios) > 1.1, ratios


@concludes("race-resnet")
def resnet_20_is_as_accurate_as_pytorchs(printed):
    "Means of three seeds within 0.3 points, and no seed far from them."
    ours, torch = ([float(line.split()[-1].rstrip("%")) for line in printed
                    if line[6:].startswith(side)]
                   for side in ("ours", "PyTorch"))
    assert len(ours) == len(torch) == 3
    assert abs(sum(ours) - sum(torch)) / 3 < 0.3
    assert max(ours + torch) - min(ours + torch) < 0.6
