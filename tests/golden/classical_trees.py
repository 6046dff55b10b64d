#!/usr/bin/python3
"""Golden values for chapter 11's trees, naive Bayes, logistic regression and
boosting: what scikit-learn computes.

    /usr/bin/python3 classical_trees.py           write classical_trees.json
    /usr/bin/python3 classical_trees.py --check   compare; exit 1 on drift

Inputs are multiples of 1/64: scikit-learn's trees read float32. No feature
has equal values, and each tree is the same for ten orders of the features, so
no split is a tie. Needs Debian's python3-sklearn; README.md describes the file.
"""
import argparse
import json
import pathlib
import sys
import warnings

import numpy as np
from sklearn.ensemble import (AdaBoostClassifier, GradientBoostingClassifier,
                              GradientBoostingRegressor)
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import BernoulliNB, GaussianNB, MultinomialNB
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

FILE = pathlib.Path(__file__).resolve().parent / "classical_trees.json"
ORDERS = range(10)


def tensor(array):
    array = np.asarray(array)
    kind = int if array.dtype.kind in "iu" else float
    return {"shape": list(array.shape),
            "values": [kind(v) for v in array.ravel()]}


def features(rng, n, count):
    """n x count distinct multiples of 1/64 a column, about normal."""
    columns = []
    for _ in range(count):
        ladder = np.sort(rng.choice(2001, n, replace=False)) - 1000
        columns.append(rng.permutation(ladder) / 64)
    return np.stack(columns, axis=1)


def labels(rng, x, classes):
    """Classes that depend on the first features, with noise."""
    score = x[:, 0] + 0.5 * x[:, 1] + 4 * rng.standard_normal(len(x))
    edges = np.quantile(score, np.arange(1, classes) / classes)
    return np.searchsorted(edges, score)


def structure(tree):
    t = tree.tree_
    value = t.value[:, 0, :] if t.n_outputs == 1 else t.value
    if isinstance(tree, DecisionTreeClassifier):
        value = value / value.sum(axis=1, keepdims=True)
    leaf = t.children_left < 0
    return {"feature": tensor(np.where(leaf, 0, t.feature)),
            "threshold": tensor(np.where(leaf, 0, t.threshold)),
            "left": tensor(np.where(leaf, 0, t.children_left)),
            "right": tensor(np.where(leaf, 0, t.children_right)),
            "impurity": tensor(t.impurity),
            "weight": tensor(t.weighted_n_node_samples),
            "value": tensor(value)}


def without_ties(make):
    """make(0), if make(1) ... make(9) give the same structure."""
    first = make(0)
    for order in ORDERS:
        if structure(make(order)) != structure(first):
            return None
    return first


def tree_case(rng, name, n, count, classes, weighted, **settings):
    """Draws data until the tree has no ties."""
    for _ in range(200):
        x = features(rng, n, count)
        w = rng.integers(16, 80, n) / 64 if weighted else np.ones(n)
        if classes:
            y, kind = labels(rng, x, classes), DecisionTreeClassifier
        else:
            y, kind = x[:, 0] + rng.integers(-200, 201, n) / 32, \
                DecisionTreeRegressor
        tree = without_ties(lambda order: kind(
            random_state=order, **settings).fit(x, y, sample_weight=w))
        if tree is not None:
            break
    else:
        sys.exit(f"{name}: every data set has a tie")
    path = tree.cost_complexity_pruning_path(x, y, sample_weight=w)
    test = features(rng, 20, count)
    predicted = (tree.predict_proba(test) if classes
                 else tree.predict(test)[:, None])
    return {"name": name, "classes": classes, "x": tensor(x), "y": tensor(y),
            "weights": tensor(w),
            "settings": {"criterion": settings.get("criterion", "gini"),
                         "max_depth": settings.get("max_depth") or 1000,
                         "min_leaf": settings.get("min_samples_leaf", 1)},
            **structure(tree), "test": tensor(test),
            "predicted": tensor(predicted),
            "ccp_alphas": tensor(path.ccp_alphas),
            "ccp_impurities": tensor(path.impurities)}


def trees(rng):
    return [
        tree_case(rng, "gini", 60, 3, 2, True, criterion="gini"),
        tree_case(rng, "entropy", 60, 3, 3, True, criterion="entropy"),
        tree_case(rng, "equal_weights", 40, 2, 2, False, criterion="gini",
                  max_depth=3),
        tree_case(rng, "depth_and_leaf", 80, 4, 3, True, criterion="gini",
                  max_depth=4, min_samples_leaf=5),
        tree_case(rng, "regression", 50, 2, 0, False,
                  criterion="squared_error", max_depth=4),
    ]


def bayes(rng):
    n, test = 60, 12
    y = rng.integers(0, 3, n)
    numbers = rng.integers(-64, 65, (n, 4)) / 16 + y[:, None]
    counts = rng.poisson(1.5, (n, 6)) + (y[:, None] == np.arange(6) % 3)
    counts[:, 5] *= y > 0  # a word that class 0 never has
    answers = (counts > 1).astype(int)
    cases = []
    for name, x, model in (
            ("gaussian", numbers, GaussianNB()),
            ("bernoulli", answers, BernoulliNB(alpha=1.0)),
            ("bernoulli_half", answers, BernoulliNB(alpha=0.5)),
            ("multinomial", counts, MultinomialNB(alpha=1.0)),
            ("multinomial_half", counts, MultinomialNB(alpha=0.5))):
        model.fit(x, y)
        new = x[rng.permutation(n)[:test]]
        cases.append({"name": name, "x": tensor(x), "y": tensor(y),
                      "alpha": getattr(model, "alpha", 1.0),
                      "test": tensor(new),
                      "log_posterior": tensor(model.predict_log_proba(new))})
    return cases


def logistic(rng):
    cases = []
    for C in (1.0, 10.0):
        x = rng.integers(-64, 65, (60, 3)) / 32
        y = labels(rng, 4 * x, 3)
        model = LogisticRegression(C=C, multi_class="ovr", tol=1e-13,
                                   solver="newton-cholesky", max_iter=1000)
        model.fit(x, y)
        cases.append({"C": C, "x": tensor(x), "y": tensor(y),
                      "coef": tensor(model.coef_),
                      "intercept": tensor(model.intercept_),
                      "predicted": tensor(model.predict_proba(x))})
    return cases


def ada_model(order, rounds, depth):
    return AdaBoostClassifier(
        DecisionTreeClassifier(max_depth=depth), n_estimators=rounds,
        algorithm="SAMME", random_state=order)


def adaboost(rng):
    cases = []
    for name, classes, depth, rounds in (("two", 2, 1, 20),
                                         ("three", 3, 2, 12)):
        for _ in range(500):
            x = features(rng, 50, 3)
            y = labels(rng, x, classes)
            fits = [ada_model(order, rounds, depth).fit(x, y)
                    for order in ORDERS]
            errors = np.array([m.estimator_errors_[:rounds] for m in fits])
            if np.ptp(errors, axis=0).max() < 1e-12:
                break
        else:
            sys.exit("adaboost: ties")
        model, test = fits[0], features(rng, 20, 3)
        cases.append({
            "name": name, "classes": classes, "depth": depth,
            "rounds": rounds, "x": tensor(x), "y": tensor(y),
            "errors": tensor(model.estimator_errors_),
            "votes": tensor(model.estimator_weights_), "test": tensor(test),
            "staged": tensor(np.array(list(model.staged_predict(test))))})
    return cases


def boosted(rng):
    cases = []
    for name, kind, loss in (
            ("squared", GradientBoostingRegressor, "squared_error"),
            ("logistic", GradientBoostingClassifier, "log_loss")):
        for _ in range(200):
            x = features(rng, 60, 3)
            y = (labels(rng, x, 2) if loss == "log_loss"
                 else x[:, 0] + rng.integers(-200, 201, 60) / 32)
            fits = [kind(loss=loss, criterion="squared_error",
                         n_estimators=15, learning_rate=0.25, max_depth=2,
                         min_samples_leaf=4, random_state=order).fit(x, y)
                    for order in ORDERS]
            test = features(rng, 20, 3)
            found = np.array([np.concatenate([m.train_score_, m.predict(test)])
                              for m in fits])
            if np.ptp(found, axis=0).max() < 1e-12:
                break
        else:
            sys.exit("boosting: ties")
        model = fits[0]
        predicted = (model.decision_function(test) if loss == "log_loss"
                     else model.predict(test))
        # Half of the squared error, half of the deviance: our losses.
        cases.append({"name": name, "rounds": 15, "rate": 0.25, "depth": 2,
                      "min_leaf": 4,
                      "x": tensor(x), "y": tensor(y), "test": tensor(test),
                      "losses": tensor(model.train_score_ / 2),
                      "predicted": tensor(predicted)})
    return cases


def text(value, indent=""):
    """JSON with a line for each tensor."""
    nested = isinstance(value, list) and any(
        isinstance(v, dict) for v in value)
    if nested:
        inner = indent + " "
        return "[\n" + ",\n".join(inner + text(v, inner) for v in value) + \
            "\n" + indent + "]"
    if isinstance(value, dict) and "values" not in value:
        inner = indent + " "
        return "{\n" + ",\n".join(
            f"{inner}{json.dumps(k)}: {text(v, inner)}"
            for k, v in value.items()) + "\n" + indent + "}"
    return json.dumps(value, allow_nan=False)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    makers = (trees, bayes, logistic, adaboost, boosted)
    found = text({make.__name__: make(np.random.default_rng(11 + i))
                  for i, make in enumerate(makers)}) + "\n"
    if not arguments.check:
        FILE.write_text(found, encoding="utf-8")
    elif FILE.read_text(encoding="utf-8") != found:
        sys.exit(f"{FILE.name} is not what scikit-learn computes here")


if __name__ == "__main__":
    main()
