"""Inputs on a coarse binary grid: float code reads exactly the same numbers as
float64 code, and sums of their products (Linear, Conv2d) are exact, so they
come out the same in any order."""
import math

import torch


def grid(*shape, limit=16, unit=1 / 8):
    """Random multiples of unit, from -limit * unit to limit * unit."""
    return torch.randint(-limit, limit + 1, shape).double() * unit


def distinct(*shape, unit=1 / 16):
    """Distinct multiples of unit around 0, in random order."""
    n = math.prod(shape)
    return ((torch.randperm(n) - n // 2).double() * unit).reshape(shape)


def vector(*values):
    return torch.tensor(values, dtype=torch.float64)


def gradients(function, **inputs):
    """The inputs, y = function(inputs), a dy, and the gradient of each input
    under the input's name with a d before it."""
    leaves = {k: v.clone().requires_grad_() for k, v in inputs.items()}
    y = function(*leaves.values())
    dy = grid(*y.shape)
    found = torch.autograd.grad(y, list(leaves.values()), dy)
    return {**inputs, "y": y, "dy": dy,
            **{"d" + name: g for name, g in zip(leaves, found)}}
