"""Golden values of layers: what goes forward and what comes back."""
import torch
from torch import nn
from torch.nn import functional as F

from inputs import distinct, gradients, grid, vector


def linear():
    def case(inputs, outputs, batch):
        return {"in_features": inputs, "out_features": outputs,
                "batch": batch,
                **gradients(F.linear, x=grid(batch, inputs),
                            weight=grid(outputs, inputs),
                            bias=grid(outputs))}
    return [case(1, 1, 1), case(5, 3, 1), case(1, 4, 3), case(7, 5, 6)]


def activation_inputs():
    """Everyday values, then 0, almost 0, and values where exp saturates."""
    tiny, least = 2.0**-27, 2.0**-100
    extremes = vector(0, tiny, -tiny, least, -least, 0.5,
                      0, 20, -20, 100, -100, 1,
                      100, 100, 100, 100, 100, 100,
                      -100, -100, -20, -100, -100, -100)
    return torch.cat([grid(4, 6, limit=40), extremes.reshape(4, 6)])


def activations():
    functions = {
        "identity": lambda x: x * 1,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": F.relu,
        "leaky_relu_0.01": lambda x: F.leaky_relu(x, 0.01),
        "leaky_relu_0.2": lambda x: F.leaky_relu(x, 0.2),
        "gelu": F.gelu,
        "softmax": lambda x: F.softmax(x, dim=1),
    }
    x = activation_inputs()
    return [{"name": name, **gradients(function, x=x)}
            for name, function in functions.items()]


def conv():
    names = ("in_channels", "out_channels", "kernel", "stride", "padding",
             "height", "width", "batch")
    shapes = [(1, 1, 3, 1, 0, 5, 5, 1), (1, 16, 3, 1, 1, 6, 7, 2),
              (2, 3, 3, 1, 1, 5, 6, 2), (3, 4, 5, 2, 2, 9, 8, 2),
              (4, 2, 1, 1, 0, 4, 4, 3), (2, 2, 3, 2, 1, 7, 7, 1),
              (16, 32, 3, 1, 1, 5, 5, 1), (3, 2, 2, 2, 0, 6, 6, 2),
              (2, 4, 3, 1, 2, 5, 5, 2)]

    def case(ci, co, k, stride, padding, h, w, batch):
        return gradients(
            lambda x, weight, bias: F.conv2d(x, weight, bias, stride, padding),
            x=grid(batch, ci, h, w), weight=grid(co, ci, k, k), bias=grid(co))
    return [{**dict(zip(names, shape)), **case(*shape)} for shape in shapes]


def pool_functions(kernel, stride, padding):
    window = (kernel, stride, padding)
    yield "max", nn.MaxPool2d(*window)
    yield "avg", nn.AvgPool2d(*window, count_include_pad=True)
    if padding:
        yield "avg_exclude_pad", nn.AvgPool2d(*window, count_include_pad=False)


def pool():
    cases = []
    for kernel, stride, padding in (2, 2, 0), (3, 2, 1), (2, 1, 0), (3, 3, 0):
        for height, width in (7, 5), (6, 6):
            x = distinct(2, 2, height, width)
            for name, layer in pool_functions(kernel, stride, padding):
                cases.append({"name": name, "kernel": kernel, "stride": stride,
                              "padding": padding, **gradients(layer, x=x)})
    x = distinct(2, 3, 5, 7)
    cases.append({"name": "global_avg",
                  **gradients(nn.AdaptiveAvgPool2d(1), x=x)})
    return cases


def batch_norm_layer(kind, features):
    layer = kind(features, eps=1e-5, momentum=0.1).double()
    with torch.no_grad():
        layer.weight.copy_(1 + grid(features, limit=6))
        layer.bias.copy_(grid(features))
    return layer


def batch_norm_pass(layer, x):
    """One forward and backward pass in the layer's mode, and what the running
    statistics are after it."""
    x = x.clone().requires_grad_()
    y = layer(x)
    dy = grid(*y.shape)
    dx, dweight, dbias = torch.autograd.grad(
        y, [x, layer.weight, layer.bias], dy)
    return {"x": x, "y": y, "dy": dy, "dx": dx, "dweight": dweight,
            "dbias": dbias, "running_mean": layer.running_mean.clone(),
            "running_var": layer.running_var.clone()}


def batch_norm():
    def case(name, kind, *shape):
        layer = batch_norm_layer(kind, shape[1])
        result = {"name": name, "eps": layer.eps, "momentum": layer.momentum,
                  "weight": layer.weight, "bias": layer.bias}
        result["train_1"] = batch_norm_pass(layer, grid(*shape))
        result["train_2"] = batch_norm_pass(layer, 3 + 2 * grid(*shape))
        layer.eval()
        result["eval"] = batch_norm_pass(layer, grid(*shape))
        return result
    return [case("1d", nn.BatchNorm1d, 6, 4),
            case("2d", nn.BatchNorm2d, 3, 2, 3, 4)]
