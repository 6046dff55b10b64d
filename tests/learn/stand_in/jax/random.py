import torch


def PRNGKey(seed):
    return torch.Generator().manual_seed(seed)


def split(key, count):
    """JAX's keys are all different; this one changes whenever it is used."""
    return [key] * count


def bernoulli(key, probability, shape):
    return torch.rand(shape, generator=key) < probability
