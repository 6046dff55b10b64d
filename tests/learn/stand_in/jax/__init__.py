"""A stand-in for JAX, of torch tensors, for test_bench_training.py.

It has only what tests/bench/peer_python_jax.py uses, and nothing is compiled:
it shows that what is written there trains, not how fast.
"""
import torch

from jax import lax, nn, random, tree_util

__all__ = ["lax", "nn", "random", "tree_util"]
__version__ = "0.stand-in"


def jit(function, donate_argnums=None):
    return function


def block_until_ready(values):
    return values


def grad(function):
    """The gradient by the first argument, a tree."""
    def gradient(weights, *others):
        weights = tree_util.tree_map(
            lambda w: w.detach().requires_grad_(), weights)
        leaves = tree_util.leaves(weights)
        found = dict(zip(map(id, leaves), torch.autograd.grad(
            function(weights, *others), leaves)))
        return tree_util.tree_map(lambda w: found[id(w)], weights)
    return gradient
