"""Golden values of what is seen in a network, and of a step against it: PyTorch
knows nothing of our heads, folds and models.
"""
import torch
from torch.nn import functional as F

from inputs import grid


def layers(x, w):
    """Two convolutions, a global average, a linear layer: the second map and
    the logits."""
    a = torch.relu(F.conv2d(x, w["0.weight"], w["0.bias"], padding=1))
    a = torch.relu(F.conv2d(a, w["2.weight"], w["2.bias"], 2, 1))
    return a, F.linear(a.mean((2, 3)), w["6.weight"], w["6.bias"])


def chosen(logits, classes):
    return logits.gather(1, classes[:, None]).sum()


def grad_cam(x, w, classes):
    """Selvaraju et al., equations 1 and 2, on the second map."""
    a, logits = layers(x, w)
    da, = torch.autograd.grad(chosen(logits, classes), a)
    alpha = da.mean((2, 3), keepdim=True)
    return torch.relu((alpha * a).sum(1)).flatten(1)


def maps():
    w = {"0.weight": grid(3, 2, 3, 3), "0.bias": grid(3),
         "2.weight": grid(4, 3, 3, 3), "2.bias": grid(4),
         "6.weight": grid(3, 4), "6.bias": grid(3)}
    x = ((grid(2, 2, 6, 6) + 2) / 4).requires_grad_()
    classes = torch.tensor([2, 0])
    slopes, = torch.autograd.grad(chosen(layers(x, w)[1], classes), x)
    loss = F.cross_entropy(layers(x, w)[1], classes)
    loss_slopes, = torch.autograd.grad(loss, x)
    fast = (x + 0.125 * loss_slopes.sign()).clamp(0, 1)
    return {"weights": w, "x": x, "classes": classes, "slopes": slopes,
            "grad_cam": grad_cam(x, w, classes), "loss_slopes": loss_slopes,
            "fast": fast}
