#!/usr/bin/python3
"""Networks that PyTorch exports, and its answers: onnx/NAME.onnx and
onnx/answers.json.

    /usr/bin/python3 onnx_networks.py           write them
    /usr/bin/python3 onnx_networks.py --check   compare; exit 1 on drift

Debian's python3-torch is enough. Inputs are multiples of 1/64.
"""
import io
import json
import pathlib
import sys

try:
    import torch
    from torch import nn
except ImportError:
    sys.exit("onnx_networks.py: PyTorch not found; install Debian's "
             "python3-torch and run this with /usr/bin/python3")

FOLDER = pathlib.Path(__file__).resolve().parent / "onnx"


class Block(nn.Module):
    """A residual block whose shortcut is a 1x1 convolution, and its head."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(2, 4, 3, stride=2, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(4, momentum=0.2, eps=1e-3)
        self.conv2 = nn.Conv2d(4, 4, 3, padding=1)
        self.downsample = nn.Conv2d(2, 4, 1, stride=2)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(4, 3)

    def forward(self, x):
        y = self.conv2(self.bn1(self.conv1(x)).relu())
        y = (y + self.downsample(x)).relu()
        return self.fc(torch.flatten(self.pool(y), 1))


class Towers(nn.Module):
    """Two views of an image, side by side."""

    def __init__(self):
        super().__init__()
        self.one = nn.Conv2d(1, 2, 1)
        self.three = nn.Conv2d(1, 3, 3, padding=1)
        self.fc = nn.Linear(45, 4)

    def forward(self, x):
        pooled = nn.functional.avg_pool2d(
            torch.cat([self.one(x), self.three(x)], 1), 2)
        return self.fc(pooled.reshape(-1, 45)).softmax(1)


class Products(nn.Module):
    """Weights as people write them without a layer; one is used twice."""

    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.randn(5, 5))
        self.b = nn.Parameter(torch.randn(5))

    def forward(self, x):
        return torch.tanh(x @ self.w + self.b) @ self.w + self.b


def networks():
    return {
        "mlp": (nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 5),
                              nn.Sigmoid(), nn.Linear(5, 3)), (6,)),
        "cnn": (nn.Sequential(nn.Conv2d(1, 3, 3, padding=1), nn.LeakyReLU(0.2),
                              nn.MaxPool2d(3, 2, 1), nn.Flatten(),
                              nn.Dropout(0.5), nn.Linear(48, 4)), (1, 8, 8)),
        "norms": (nn.Sequential(nn.Linear(4, 6), nn.BatchNorm1d(6), nn.GELU(),
                                nn.Linear(6, 2)), (4,)),
        "block": (Block(), (2, 7, 7)),
        "towers": (Towers(), (1, 6, 6)),
        "products": (Products(), (5,)),
    }


def shake(model):
    """Running means away from where they start."""
    for name, value in model.named_buffers():
        if name.endswith("running_mean") or name.endswith("running_var"):
            value.copy_(0.5 + torch.rand_like(value))


def exported(model, x, preserve):
    """`preserve`: with its BatchNorms, which PyTorch otherwise folds."""
    kept = torch.onnx.TrainingMode.PRESERVE if preserve else \
        torch.onnx.TrainingMode.EVAL
    file = io.BytesIO()
    torch.onnx.export(model, x, file, opset_version=13, training=kept,
                      do_constant_folding=not preserve,
                      input_names=["x"], dynamic_axes={"x": {0: "batch"}})
    return file.getvalue()


def files():
    torch.manual_seed(1)
    made, answers = {}, {}
    for name, (model, shape) in networks().items():
        model.eval()
        shake(model)
        x = torch.randint(-96, 97, (3, *shape)) / 64
        with torch.no_grad():
            y = model.double()(x.double())
        model.float()
        for kind, preserve in (("", False), ("_kept", True)):
            if preserve and name != "block":
                continue
            made[name + kind + ".onnx"] = exported(model, x, preserve)
            answers[name + kind] = {"x": x.flatten().tolist(),
                                    "y": y.flatten().tolist()}
    return made, answers


def main():
    made, answers = files()
    path = FOLDER / "answers.json"
    if "--check" in sys.argv:
        old = json.loads(path.read_text())
        worst = max(abs(a - b) for name in answers
                    for a, b in zip(answers[name]["y"], old[name]["y"]))
        sys.exit(not (old.keys() == answers.keys() and worst < 1e-6))
    FOLDER.mkdir(exist_ok=True)
    for name, content in made.items():
        (FOLDER / name).write_bytes(content)
    path.write_text(json.dumps(answers, indent=0) + "\n")


if __name__ == "__main__":
    main()
