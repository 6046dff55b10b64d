"""Chapter 9's networks in PyTorch, as peer_torch_networks.hpp has them."""
import ctypes

import torch
from torch import nn


def about():
    """Debian's PyTorch has no BLAS of its own, and can be given a better
    one."""
    return {"version": torch.__version__,
            "debian": torch.__file__.startswith("/usr/lib/python3/")}


def library():
    """Which OpenBLAS Debian's PyTorch found: its kernels and threading."""
    if not about()["debian"]:
        return {}
    try:
        blas = ctypes.CDLL("libblas.so.3")
        blas.openblas_get_corename.restype = ctypes.c_char_p
        return {"blas_core": blas.openblas_get_corename().decode(),
                "blas_pool": blas.openblas_get_parallel()}
    except (AttributeError, OSError):
        return {"blas_core": "unknown", "blas_pool": -1}


def forms(model):
    ways = ["eager"] + (["compiled"] if hasattr(torch, "compile") else [])
    layouts = [""] if model == "mlp" else ["", ",channels_last"]
    return [way + layout for way in ways for layout in layouts]


def conv(inputs, outputs, padding=1):
    return [nn.Conv2d(inputs, outputs, 3, padding=padding), nn.ReLU()]


def pooled(*arguments):
    return [*conv(*arguments), nn.MaxPool2d(2)]


def hidden(inputs, outputs):
    return [nn.Linear(inputs, outputs), nn.ReLU()]


class Block(nn.Module):
    """A block of nn/networks/resnet.hpp, its shortcut without parameters."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.stride = 1 if inputs == outputs else 2
        self.new = outputs - inputs
        self.body = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, self.stride, 1, bias=False),
            nn.BatchNorm2d(outputs), nn.ReLU(inplace=True),
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False),
            nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.body(x)
        if self.new:
            x = nn.functional.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, 0, self.new))
        return y.add_(x).relu_()


def resnet20():
    stem = [nn.Conv2d(1, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16),
            nn.ReLU(inplace=True)]
    widths = [16] * 4 + [32] * 3 + [64] * 3
    blocks = [Block(*pair) for pair in zip(widths, widths[1:])]
    return [*stem, *blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(),
            nn.Linear(64, 10)]


NETWORKS = {
    "resnet20": resnet20,
    "mlp": lambda: [
        nn.Flatten(), *hidden(784, 256), *hidden(256, 128),
        nn.Linear(128, 10)],
    "cnn": lambda: [
        *pooled(1, 16), *pooled(16, 32), nn.Flatten(), *hidden(1568, 128),
        nn.Linear(128, 10)],
    "deep": lambda: [
        *conv(1, 16), *pooled(16, 16), *conv(16, 32), *pooled(32, 32, 2),
        *conv(32, 64), *pooled(64, 64), nn.Flatten(), *hidden(1024, 50),
        nn.Dropout(0.5), nn.Linear(50, 10), nn.Dropout(0.5)],
}


@torch.no_grad()
def start_as_ours(net):
    """PyTorch's default initialization is too small for a net this deep."""
    for name, parameter in net.named_parameters():
        if parameter.dim() > 1:
            nn.init.kaiming_normal_(parameter, nonlinearity="relu")
        elif name.endswith("bias"):
            parameter.zero_()


def make_adam(net):
    """One kernel for all parameters; for CPUs since PyTorch 2.4."""
    try:
        return torch.optim.Adam(net.parameters(), lr=1e-3, fused=True)
    except (RuntimeError, TypeError):
        return torch.optim.Adam(net.parameters(), lr=1e-3)


def tensors(images):
    pixels, labels = (torch.frombuffer(part, dtype=torch.uint8)
                      for part in images)
    return pixels.view(-1, 1, 28, 28).float().div_(255), labels.long()


class Trainer:
    def __init__(self, args, how, training, test):
        torch.set_num_threads(args.threads)
        torch.manual_seed(args.seed)
        self.images, self.labels = tensors(training)
        self.test = tensors(test)
        self.batch_size = args.batch_size
        self.channels_last = "channels_last" in how
        self.make_network(args.model)
        self.adam = make_adam(self.net)
        if "compiled" in how:
            # The smaller last batch is compiled separately; the others stay as
            # fast as before.
            self.loss = torch.compile(self.loss, dynamic=False)

    def make_network(self, model):
        net = self.net = nn.Sequential(*NETWORKS[model]())
        if model in ("deep", "resnet20"):
            start_as_ours(net)
        if self.channels_last:
            net.to(memory_format=torch.channels_last)
        self.loss = lambda x, y: nn.functional.cross_entropy(net(x), y)

    def pick(self, index):
        """With one channel both layouts are the same in memory: the strides
        alone tell PyTorch which one is meant."""
        x = self.images.index_select(0, index)
        if self.channels_last:
            x = x.as_strided(x.size(), (784, 1, 28, 1))
        return x

    def train(self):
        """One epoch in random order; the last batch may be smaller."""
        self.net.train()
        for index in torch.randperm(len(self.labels)).split(self.batch_size):
            x, y = self.pick(index), self.labels.index_select(0, index)
            self.adam.zero_grad(set_to_none=True)
            self.loss(x, y).backward()
            self.adam.step()

    @torch.no_grad()
    def accuracy(self):
        self.net.eval()
        parts = zip(*(part.split(1000) for part in self.test))
        right = sum(int((self.net(x).argmax(1) == y).sum()) for x, y in parts)
        return right / len(self.test[1])
