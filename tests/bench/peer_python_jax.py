"""Chapter 9's networks in JAX, as peer_torch_networks.hpp has them.

Channels come last, the only layout for which XLA has fast convolutions on
processors.
"""
import collections
import math
import os

os.environ["JAX_PLATFORMS"] = "cpu"  # before the import: it looks for GPUs
import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy  # noqa: E402
from jax import lax  # noqa: E402
from jax.tree_util import tree_map  # noqa: E402

Conv = collections.namedtuple("Conv", "inputs outputs padding", defaults=[1])
Linear = collections.namedtuple("Linear", "inputs outputs")
NETWORKS = {
    "mlp": ["flatten", Linear(784, 256), "relu", Linear(256, 128), "relu",
            Linear(128, 10)],
    "cnn": [Conv(1, 16), "relu", "pool", Conv(16, 32), "relu", "pool",
            "flatten", Linear(1568, 128), "relu", Linear(128, 10)],
    "deep": [Conv(1, 16), "relu", Conv(16, 16), "relu", "pool",
             Conv(16, 32), "relu", Conv(32, 32, 2), "relu", "pool",
             Conv(32, 64), "relu", Conv(64, 64), "relu", "pool",
             "flatten", Linear(1024, 50), "relu", "dropout",
             Linear(50, 10), "dropout"],
}


def about():
    return {"version": jax.__version__, "debian": False}


def library():
    return {}


def forms(model):
    """XLA may run a convolution on one thread when it is inside a loop, so
    a step alone can be faster (github.com/jax-ml/jax/issues/12868)."""
    if model not in NETWORKS:  # no residual network here
        return []
    return ["jit of an epoch", "jit of a step"]


def start_of(layer, like_ours, random):
    """Weights and biases: like PyTorch's, or as chapter 9 has them."""
    if isinstance(layer, Conv):
        shape = 3, 3, layer.inputs, layer.outputs
    else:
        shape = layer.inputs, layer.outputs
    inputs = math.prod(shape[:-1])
    if like_ours:
        weights = random.normal(0, math.sqrt(2 / inputs), shape)
        biases = numpy.zeros(layer.outputs)
    else:
        most = 1 / math.sqrt(inputs)
        weights = random.uniform(-most, most, shape)
        biases = random.uniform(-most, most, layer.outputs)
    return [jnp.array(part.astype("float32")) for part in (weights, biases)]


def start(model, random):
    return [start_of(layer, model == "deep", random)
            for layer in NETWORKS[model] if not isinstance(layer, str)]


def convolve(x, weights, padding):
    return lax.conv_general_dilated(
        x, weights, (1, 1), [(padding, padding)] * 2,
        dimension_numbers=("NHWC", "HWIO", "NHWC"))


def pool(x):
    """The gradient of lax.reduce_window would be a scatter."""
    n, height, width, channels = x.shape
    x = x.reshape(n, height // 2, 2, width // 2, 2, channels)
    return jnp.max(x, axis=(2, 4))


def drop(x, key):
    keep = jax.random.bernoulli(key, 0.5, x.shape)
    return jnp.where(keep, 2 * x, 0)


def scores(model, weights, x, keys=()):
    """Without keys nothing is dropped, as in a test."""
    weights, keys = iter(weights), iter(keys)
    for layer in NETWORKS[model]:
        if isinstance(layer, Conv):
            kernel, biases = next(weights)
            x = convolve(x, kernel, layer.padding) + biases
        elif isinstance(layer, Linear):
            matrix, biases = next(weights)
            x = x @ matrix + biases
        elif layer == "dropout":
            key = next(keys, None)
            x = x if key is None else drop(x, key)
        else:
            x = {"relu": jax.nn.relu, "pool": pool,
                 "flatten": lambda x: x.reshape(len(x), -1)}[layer](x)
    return x


def adam(weights, gradients, means, squares, count):
    means = tree_map(lambda m, g: 0.9 * m + 0.1 * g, means, gradients)
    squares = tree_map(lambda s, g: 0.999 * s + 0.001 * g * g, squares,
                       gradients)
    rate = 1e-3 / (1 - 0.9 ** count)
    scale = jnp.sqrt(1 - 0.999 ** count)
    weights = tree_map(
        lambda w, m, s: w - rate * m / (jnp.sqrt(s) / scale + 1e-8),
        weights, means, squares)
    return weights, means, squares


def make_step(model):
    """The function of one step: state, data, places of the images -> state."""
    def loss(weights, x, y, keys):
        rows = jax.nn.log_softmax(scores(model, weights, x, keys))
        return -jnp.mean(jnp.sum(rows * jax.nn.one_hot(y, 10), axis=1))

    def step(state, images, labels, index):
        weights, means, squares, count, key = state
        key, *keys = jax.random.split(key, 3)
        x = jnp.take(images, index, axis=0, mode="clip")
        y = jnp.take(labels, index, axis=0, mode="clip")
        gradients = jax.grad(loss)(weights, x, y, keys)
        moved = adam(weights, gradients, means, squares, count + 1)
        return *moved, count + 1, key
    return step


def in_one(step, batch_size):
    """An epoch as one compiled function. The state is donated to it, so it is
    updated in place."""
    def epoch(state, images, labels, order):
        def next_batch(state, index):
            return step(state, images, labels, index), None
        full = len(order) // batch_size
        end = full * batch_size
        state, _ = lax.scan(next_batch, state,
                            order[:end].reshape(full, batch_size))
        if end < len(order):
            state = step(state, images, labels, order[end:])
        return state
    return jax.jit(epoch, donate_argnums=0)


def one_by_one(step, batch_size):
    """The same, with each step compiled by itself."""
    step = jax.jit(step, donate_argnums=0)

    def epoch(state, images, labels, order):
        for i in range(0, len(order), batch_size):
            state = step(state, images, labels, order[i:i + batch_size])
        return state
    return epoch


def arrays(images):
    pixels, labels = (numpy.frombuffer(part, "uint8") for part in images)
    pixels = pixels.reshape(-1, 28, 28, 1).astype("float32") / 255
    return jnp.array(pixels), jnp.array(labels.astype("int32"))


class Trainer:
    def __init__(self, args, how, training, test):
        self.random = numpy.random.default_rng(args.seed)
        self.training, self.test = arrays(training), arrays(test)
        weights = start(args.model, self.random)
        zeros = [tree_map(jnp.zeros_like, weights) for _ in range(2)]
        self.state = (weights, *zeros, jnp.zeros(()),
                      jax.random.PRNGKey(args.seed))
        make = in_one if how == ["jit of an epoch"] else one_by_one
        self.epoch = make(make_step(args.model), args.batch_size)
        self.answers = jax.jit(lambda weights, x: jnp.argmax(
            scores(args.model, weights, x), axis=1))

    def train(self):
        """One epoch in random order; the last batch may be smaller."""
        order = self.random.permutation(len(self.training[1]))
        self.state = self.epoch(self.state, *self.training,
                                order.astype("int32"))
        jax.block_until_ready(self.state)

    def accuracy(self):
        images, labels = self.test
        right = 0
        for i in range(0, len(labels), 1000):
            answers = self.answers(self.state[0], images[i:i + 1000])
            right += int((answers == labels[i:i + 1000]).sum())
        return right / len(labels)
