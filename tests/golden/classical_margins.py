#!/usr/bin/python3
"""Golden values of chapter 11: neighbors and support vector machines.

    /usr/bin/python3 classical_margins.py           write the JSON files
    /usr/bin/python3 classical_margins.py --check   exit 1 if they differ

What scikit-learn 1.2 (Debian's python3-sklearn) computes in float64. Inputs are
multiples of 1/64 or 1/4096. README.md describes the files.
"""
import json
import pathlib
import sys

import numpy as np
from sklearn.neighbors import NearestNeighbors
from sklearn.svm import SVC, LinearSVC

FOLDER = pathlib.Path(__file__).resolve().parent
KERNELS = {
    "linear": {"kernel": "linear"},
    "polynomial": {"kernel": "poly", "gamma": 0.5, "coef0": 1.0, "degree": 3},
    "rbf": {"kernel": "rbf", "gamma": 0.5},
}


def tensor(values):
    values = np.asarray(values)
    return {"shape": list(values.shape), "values": values.ravel().tolist()}


def grid(random, *shape, steps=64):
    return np.round(steps * random.standard_normal(shape)) / steps


def clouds(random, n, apart, classes=2):
    """n points of the plane, whose classes lie around corners."""
    y = np.arange(n) % classes
    corners = np.array([[apart, apart], [-apart, -apart], [apart, -apart]])
    return grid(random, n, 2) + corners[y], y


def rings(random, n):
    x = grid(random, n, 2)
    return x, (np.sum(x**2, axis=1) > 1.4).astype(int)


def svc(name, x, y, probes, C):
    """LIBSVM keeps its kernel matrix in float32: with a large C, what it finds
    is off by more than 1e-6."""
    settings = KERNELS[name]
    machine = SVC(C=C, tol=1e-8, cache_size=500, shrinking=False,
                  **settings).fit(x, y)
    coefficients = machine.dual_coef_[0]  # alpha_i y_i, y = +1 for class 1
    support = x[machine.support_]
    gram = support @ support.T
    if name == "polynomial":
        gram = (0.5 * gram + 1) ** 3
    elif name == "rbf":
        norms = np.diag(gram)
        gram = np.exp(-0.5 * (norms[:, None] + norms - 2 * gram))
    objective = (coefficients @ gram @ coefficients / 2
                 - np.abs(coefficients).sum())
    return {"kernel": name, "C": C, "x": tensor(x), "y": tensor(2 * y - 1),
            "probes": tensor(probes), "objective": objective,
            "support": tensor(machine.support_),
            "alpha": tensor(np.abs(coefficients)),
            "bias": machine.intercept_[0],
            "steps": int(machine.n_iter_[0]),
            "decision": tensor(machine.decision_function(probes))}


def pairs(x, y, probes, C):
    machine = SVC(C=C, tol=1e-10, gamma=0.5, decision_function_shape="ovo",
                  break_ties=False).fit(x, y)
    return {"C": C, "x": tensor(x), "y": tensor(y), "probes": tensor(probes),
            "decision": tensor(machine.decision_function(probes)),
            "predicted": tensor(machine.predict(probes))}


def hinge(x, y, C):
    machine = LinearSVC(loss="hinge", C=C, tol=1e-9, max_iter=10**7,
                        random_state=1).fit(x, y)
    w, b, signs = machine.coef_[0], machine.intercept_[0], 2 * y - 1
    losses = np.maximum(0, 1 - signs * (x @ w + b))
    return {"C": C, "x": tensor(x), "y": tensor(signs),
            "weight": tensor(w), "bias": b,
            "objective": (w @ w + b * b) / 2 + C * losses.sum()}


def margins():
    random = np.random.RandomState(11)
    probes = grid(random, 25, 2)
    apart, close, ring = (clouds(random, 24, 2.5), clouds(random, 60, 0.75),
                          rings(random, 60))
    return {
        "machines": [svc("linear", *apart, probes, 1000.0),
                     svc("linear", *close, probes, 1.0),
                     svc("polynomial", *close, probes, 0.5),
                     svc("polynomial", *ring, probes, 1.0),
                     svc("rbf", *close, probes, 1.0),
                     svc("rbf", *ring, probes, 10.0)],
        "pairs": pairs(*clouds(random, 60, 0.75, 3), probes, 2.0),
        "hinge": [hinge(*close, 1.0), hinge(*close, 0.05), hinge(*apart, 1.0)],
    }


def neighbors():
    random = np.random.RandomState(12)
    cases = []
    for n, features, k in ((100, 2, 1), (150, 3, 5), (120, 12, 9)):
        x, queries = (grid(random, rows, features, steps=4096)
                      for rows in (n, 12))
        found = NearestNeighbors(n_neighbors=k, algorithm="brute").fit(x)
        distances, index = found.kneighbors(queries)
        # No two equally near: scikit-learn does not say which comes first.
        assert (np.diff(distances) > 1e-6).all()
        cases.append({"k": k, "x": tensor(x), "queries": tensor(queries),
                      "index": tensor(index), "distances": tensor(distances)})
    return cases


def text(value):
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(text, value)) + "\n]"
    if isinstance(value, dict) and "values" not in value:
        return "{\n" + ",\n".join(f"{json.dumps(key)}: {text(item)}"
                                  for key, item in value.items()) + "\n}"
    return json.dumps(value, allow_nan=False)


def close(old, new):
    """The same but for 1e-8 of a number: BLAS differs between machines."""
    if isinstance(old, dict):
        return old.keys() == new.keys() and all(
            close(old[key], new[key]) for key in old)
    if isinstance(old, list):
        return len(old) == len(new) and all(map(close, old, new))
    if isinstance(old, float):
        return abs(old - new) <= 1e-8 * max(1, abs(old))
    return old == new


def main():
    differ = []
    for name, make in (("classical_margins", margins),
                       ("classical_neighbors", neighbors)):
        file = FOLDER / f"{name}.json"
        new = text(make()) + "\n"
        if "--check" not in sys.argv[1:]:
            file.write_text(new)
        elif not close(json.loads(file.read_text()), json.loads(new)):
            differ.append(file.name)
    sys.exit(f"differ: {', '.join(differ)}" if differ else 0)


if __name__ == "__main__":
    main()
