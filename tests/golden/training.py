"""Golden values of training: optimizers, schedules, initializers, and one
small network that takes twenty steps."""
import math

import torch
from torch import nn
from torch.nn import functional as F

from inputs import grid, vector


def optimizer_path(kind, settings, start, steps):
    """w after the given steps, with g_i = a_i w_i + 0.3 sin(0.1 t + i);
    a_i = (i + 1) / 2; t = 1 in the first step, i = 0 … 7. The setting
    max_norm clips g before the step."""
    settings = dict(settings)
    max_norm = settings.pop("max_norm", math.inf)
    w = start.clone().requires_grad_()
    i = torch.arange(8).double()
    optimizer, path = kind([w], **settings), []
    for t in range(1, max(steps) + 1):
        w.grad = (0.5 * (i + 1) * w + 0.3 * torch.sin(0.1 * t + i)).detach()
        torch.nn.utils.clip_grad_norm_([w], max_norm)
        optimizer.step()
        if t in steps:
            path.append(w.detach().clone())
    return torch.stack(path)


def optimizers():
    optim, adam = torch.optim, {"lr": 0.05, "betas": (0.9, 0.999), "eps": 1e-8}
    kinds = [
        ("sgd", optim.SGD, {"lr": 0.05}),
        ("momentum", optim.SGD, {"lr": 0.05, "momentum": 0.9}),
        ("nesterov", optim.SGD,
         {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
        ("sgd_l2", optim.SGD, {"lr": 0.05, "weight_decay": 0.01}),
        ("adagrad", optim.Adagrad, {"lr": 0.1, "eps": 1e-10}),
        ("rmsprop_0.9", optim.RMSprop,
         {"lr": 0.01, "alpha": 0.9, "eps": 1e-8}),
        ("rmsprop_0.99", optim.RMSprop,
         {"lr": 0.01, "alpha": 0.99, "eps": 1e-8}),
        ("adam", optim.Adam, adam),
        ("adamw", optim.AdamW, {**adam, "weight_decay": 0.01}),
        ("nesterov_l2", optim.SGD, {"lr": 0.05, "momentum": 0.9,
                                    "nesterov": True, "weight_decay": 0.01}),
        ("adagrad_l2", optim.Adagrad,
         {"lr": 0.1, "eps": 1e-10, "weight_decay": 0.01}),
        ("rmsprop_l2", optim.RMSprop,
         {"lr": 0.01, "alpha": 0.99, "eps": 1e-8, "weight_decay": 0.01}),
        ("adam_l2", optim.Adam, {**adam, "weight_decay": 0.01}),
        ("momentum_clipped", optim.SGD,
         {"lr": 0.05, "momentum": 0.9, "max_norm": 0.5,
          "weight_decay": 0.01})]
    start = vector(1, -1, 0.5, -0.5, 2, -2, 0.25, 0)
    steps = [1, 2, 3, 10, 100]
    return [{"name": name, "settings": settings, "start": start,
             "steps": steps, "w": optimizer_path(kind, settings, start, steps)}
            for name, kind, settings in kinds]


def named(model, value):
    return {name: value(p).clone() for name, p in model.named_parameters()}


def mlp_steps():
    """One run; parameters carry the names of torch.nn.Sequential."""
    model = nn.Sequential(nn.Linear(5, 7), nn.ReLU(), nn.Linear(7, 4),
                          nn.Tanh(), nn.Linear(4, 3)).double()
    for p in model.parameters():
        p.data = grid(*p.shape, unit=1 / 32)
    x, labels = grid(6, 5), torch.tensor([0, 1, 2, 2, 0, 1])
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    case = {"lr": 0.01, "betas": (0.9, 0.999), "eps": 1e-8, "x": x,
            "labels": labels, "start": named(model, lambda p: p.detach()),
            "logits": model(x).detach(), "losses": []}
    for _ in range(20):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), labels)
        loss.backward()
        case.setdefault("gradients", named(model, lambda p: p.grad))
        case["losses"].append(loss.item())
        optimizer.step()
    final_loss = F.cross_entropy(model(x), labels).item()
    return {**case, "final": named(model, lambda p: p.detach()),
            "final_loss": final_loss}


def learning_rates(kind, settings, steps=30):
    """The rate of step 0, 1, …; the schedule moves on after each step."""
    w = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1)
    extra = {"cycle_momentum": False} if "max_lr" in settings else {}
    schedule, rates = kind(optimizer, **settings, **extra), []
    for step in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step + 1 < steps:
            schedule.step()
    return rates


def schedules():
    s = torch.optim.lr_scheduler
    cycle = {"max_lr": 0.1, "total_steps": 30, "pct_start": 0.3,
             "div_factor": 25.0, "final_div_factor": 1e4}
    kinds = [
        ("step", s.StepLR, {"step_size": 7, "gamma": 0.5}),
        ("exponential", s.ExponentialLR, {"gamma": 0.9}),
        ("cosine", s.CosineAnnealingLR, {"T_max": 30, "eta_min": 0.001}),
        ("cosine_beyond_T_max", s.CosineAnnealingLR,
         {"T_max": 12, "eta_min": 0.0}),
        ("one_cycle_linear", s.OneCycleLR,
         {**cycle, "anneal_strategy": "linear"}),
        ("one_cycle_cos", s.OneCycleLR, {**cycle, "anneal_strategy": "cos"}),
        ("linear_warm_up", s.LinearLR,
         {"start_factor": 0.1, "end_factor": 1.0, "total_iters": 10})]
    return [{"name": name, "base_lr": 0.1, "settings": settings,
             "lr": learning_rates(kind, settings)}
            for name, kind, settings in kinds]


class Spy(torch.Tensor):
    """Notes what an initializer asks for in place of filling the tensor."""

    def normal_(self, mean=0.0, std=1.0):
        self.asked = {"std": std}
        return self

    def uniform_(self, low=0.0, high=1.0):
        self.asked = {"bound": high, "std": (high - low) / math.sqrt(12)}
        return self


def init():
    def asked(initializer, shape, **settings):
        return initializer(torch.empty(shape).as_subclass(Spy),
                           **settings).asked
    relu = {"mode": "fan_in", "nonlinearity": "relu"}

    def case(*shape):
        fans = nn.init._calculate_fan_in_and_fan_out(torch.empty(shape))
        return {"weight_shape": shape, "fan_in": fans[0], "fan_out": fans[1],
                "xavier_uniform": asked(nn.init.xavier_uniform_, shape),
                "xavier_normal": asked(nn.init.xavier_normal_, shape),
                "kaiming_uniform_relu":
                    asked(nn.init.kaiming_uniform_, shape, **relu),
                "kaiming_normal_relu":
                    asked(nn.init.kaiming_normal_, shape, **relu)}
    gains = {name: nn.init.calculate_gain(*name.split())
             for name in ("linear", "sigmoid", "tanh", "relu")}
    return {"gains": gains, "cases": [
        case(256, 784), case(10, 128), case(1, 1), case(16, 1, 3, 3),
        case(32, 16, 3, 3), case(6, 3, 5, 5)]}
