#!/usr/bin/python3
"""torchvision's ResNet-18 in PyTorch alone, with random numbers everywhere; and
a narrow one, recorded for the C++ tests.

    /usr/bin/python3 resnet.py           write resnet.json, resnet.safetensors
    /usr/bin/python3 resnet.py --check   compare with them; exit 1 on drift

torchvision is not in Debian: its module is written again, with its names. The
narrow network has 4, 8, 16 and 32 channels, its weights are half-precision
numbers, and what it makes of two images is computed in float64.
"""
import argparse
import json
import pathlib
import sys

try:
    import torch
    from torch import nn
except ImportError:
    print("skipped: no PyTorch (Debian: apt install python3-torch)")
    sys.exit(77)

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parents[1] / "common/nn/io"))
from pt_to_safetensors import safetensors  # noqa: E402


class BasicBlock(nn.Module):
    def __init__(self, before, after, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(before, after, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(after)
        self.relu = nn.ReLU()
        self.conv2 = nn.Conv2d(after, after, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(after)
        self.downsample = None
        if stride > 1 or before != after:
            self.downsample = nn.Sequential(
                nn.Conv2d(before, after, 1, stride, bias=False),
                nn.BatchNorm2d(after))

    def forward(self, x):
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        skipped = x if self.downsample is None else self.downsample(x)
        return self.relu(y + skipped)


class ResNet18(nn.Module):
    def __init__(self, widths=(64, 128, 256, 512), classes=1000):
        super().__init__()
        self.conv1 = nn.Conv2d(3, widths[0], 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(widths[0])
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        before = widths[0]
        for stage, width in enumerate(widths):
            blocks = nn.Sequential(
                BasicBlock(before, width, 1 if stage == 0 else 2),
                BasicBlock(width, width, 1))
            setattr(self, f"layer{stage + 1}", blocks)
            before = width
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(before, classes)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(torch.flatten(self.avgpool(x), 1))


def shake(model, x):
    """Random numbers for all that the model knows, so that every mistake in
    reading them shows: running means and variances, too. The last layer is
    scaled so that logits have a deviation of 3 on x."""
    for module in model.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight)
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, 0, 0.3)
            nn.init.normal_(module.running_mean, 0, 0.3)
            nn.init.uniform_(module.running_var, 0.5, 2)
            module.num_batches_tracked.fill_(1000)
    nn.init.normal_(model.fc.weight)
    nn.init.normal_(model.fc.bias)
    with torch.no_grad():
        model.fc.weight *= 3 / model.eval()(x).std()


def narrow():
    """The network in half precision, two images, their logits."""
    torch.manual_seed(1)
    x = torch.randint(-16, 17, (2, 3, 32, 32)).double() / 8
    model = ResNet18(widths=(4, 8, 16, 32), classes=20).double()
    shake(model, x)
    model.half()
    content = safetensors(model.state_dict())
    with torch.no_grad():
        logits = model.double().eval()(x)
    return content, {"x": plain(x), "logits": plain(logits)}


def plain(tensor):
    return {"shape": list(tensor.shape), "values": tensor.flatten().tolist()}


def same(old, new):
    """Equal shapes, and numbers within 1e-12."""
    return old["shape"] == new["shape"] and all(
        abs(a - b) <= 1e-12 * max(1, abs(a))
        for a, b in zip(old["values"], new["values"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--check", action="store_true",
                        help="compare with the files; exit 1 if they differ")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    weights, record = FOLDER / "resnet.safetensors", FOLDER / "resnet.json"
    content, values = narrow()
    if arguments.check:
        old = json.loads(record.read_text())
        fits = weights.read_bytes() == content and all(
            same(old[key], values[key]) for key in values)
        print("resnet: " + ("same" if fits else "differs"))
        return 0 if fits else 1
    weights.write_bytes(content)
    record.write_text(json.dumps(values, allow_nan=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
