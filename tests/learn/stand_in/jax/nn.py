import torch


def relu(x):
    return torch.relu(x)


def log_softmax(x):
    return torch.log_softmax(x, -1)


def one_hot(classes, count):
    return torch.nn.functional.one_hot(classes.long(), count).float()
