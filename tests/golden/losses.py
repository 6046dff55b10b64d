"""Golden values of losses and of their gradients."""
import torch
from torch.nn import functional as F

from inputs import distinct, grid, vector


def loss_case(name, function, x, target, **settings):
    leaf = x.clone().requires_grad_()
    loss = function(leaf, target)
    return {"name": name, **settings, "x": x, "target": target,
            "loss": loss.item(), "dx": torch.autograd.grad(loss, leaf)[0]}


def cross_entropy_cases():
    labels = torch.tensor([2, 0, 3, 1, 1])
    extreme = vector(1000, -1000, 0, 1000, 1000, -1000, -1000, 0, 1,
                     1000, 1000, 1000, -1000, 1000, 0)
    inputs = [("", grid(5, 4), labels),
              ("_one_sample", grid(1, 3), labels[:1]),
              ("_extreme", extreme.reshape(5, 3), torch.tensor(
                  [0, 0, 2, 1, 0]))]
    for smoothing, suffix in (0.0, ""), (0.1, "_smoothed"):
        for name, x, target in inputs:
            def loss(x, target, reduction="mean"):
                return F.cross_entropy(x, target, reduction=reduction,
                                       label_smoothing=smoothing)
            yield {**loss_case("cross_entropy" + suffix + name, loss, x,
                               target, label_smoothing=smoothing),
                   "sample_losses": loss(x, target, "none")}


def weighted_cross_entropy_cases():
    x, target = grid(5, 4), torch.tensor([0, 3, 1, 1, 2])
    w = vector(0.25, 2, 0, 1, 0.5)

    def weighted_sum(x, target):
        return (w * F.cross_entropy(x, target, reduction="none")).sum()
    yield loss_case("weighted_cross_entropy_over_sum_of_weights",
                    lambda x, t: weighted_sum(x, t) / w.sum(), x, target,
                    sample_weights=w)
    yield loss_case("weighted_cross_entropy_over_batch",
                    lambda x, t: weighted_sum(x, t) / len(w), x, target,
                    sample_weights=w)


def hinge(x, target):
    """PyTorch has no loss of this form; the gradient at the kink is 0."""
    return F.relu(1 - target * x).mean()


def losses():
    """Margin losses have a kink where a margin is exactly 1: multiples of 5/16
    and 5/8 never are. The cases named kink are there on purpose."""
    x, target = distinct(4, 3), grid(4, 3) + 1 / 32
    soft = torch.randint(0, 9, (4, 3)).double() / 8
    hard = vector(1, 0, 1, 0, 1, 0).reshape(2, 3)
    far = vector(1000, 1000, -1000, -1000, 0, 0).reshape(2, 3)
    signs = vector(1, -1, 1, 1, -1, -1).reshape(6, 1)
    bce = F.binary_cross_entropy_with_logits
    margin, name = F.multi_margin_loss, "multi_margin"
    return [
        loss_case("mse", F.mse_loss, x, target),
        loss_case("l1", F.l1_loss, x, target),
        loss_case("l1_kink", F.l1_loss, x[:1], vector(x[0, 0], 9, -9)[None]),
        *cross_entropy_cases(), *weighted_cross_entropy_cases(),
        loss_case("binary_cross_entropy_with_logits", bce, x, soft),
        loss_case("binary_cross_entropy_with_logits_extreme", bce, far, hard),
        loss_case(name, margin, grid(4, 3, unit=5 / 16),
                  torch.tensor([2, 1, 1, 1]), p=1, margin=1.0),
        loss_case(name + "_kink", margin, vector(2, 1, 1.5, -3)[None],
                  torch.tensor([0]), p=1, margin=1.0),
        loss_case("hinge", hinge, distinct(6, 1, unit=5 / 8), signs),
        loss_case("hinge_kink", hinge, vector(1, -1, 0.5)[:, None],
                  vector(1, -1, 1)[:, None]),
    ]
