#!/usr/bin/python3
"""Golden values of chapter 12: what scikit-learn computes from given starts.

    /usr/bin/python3 unsupervised.py           write the JSON files beside it
    /usr/bin/python3 unsupervised.py --check   compare with them; exit 1 on drift

README.md describes the files. A matrix of samples is [samples, features].
"""
import argparse
import json
import pathlib
import sys
import warnings

try:
    import numpy as np
    from sklearn import cluster, decomposition, metrics, mixture
    from sklearn import semi_supervised
except ImportError:
    sys.exit("unsupervised.py: scikit-learn not found; install Debian's "
             "python3-sklearn and run this with /usr/bin/python3")

FOLDER = pathlib.Path(__file__).resolve().parent
# Fixed numbers of steps are meant: no warning that they are few.
warnings.filterwarnings("ignore")


def tensor(values):
    values = np.asarray(values)
    return {"shape": list(values.shape), "values": values.ravel().tolist()}


def groups(seed, each=15, spread=0.7):
    """Three groups in the plane, multiples of 1/1024."""
    rng = np.random.RandomState(seed)
    centers = np.array([[0, 0], [3, 1], [1, 4]])
    x = np.concatenate([c + spread * rng.randn(each, 2) for c in centers])
    return np.round(x * 1024) / 1024


def moons(seed, each=25):
    rng = np.random.RandomState(seed)
    t = rng.uniform(0, np.pi, (2, each))
    x = np.concatenate([np.c_[np.cos(t[0]), np.sin(t[0])],
                        np.c_[1 - np.cos(t[1]), 0.5 - np.sin(t[1])]])
    x += 0.06 * rng.randn(2 * each, 2)
    return np.round(x * 1024) / 1024


def kmeans():
    cases = []
    for seed in range(4):
        x = groups(seed, spread=0.7 + 0.3 * seed)
        start = x[[0, 1, 20]] if seed < 3 else x[[0, 5, 20, 40]]
        fit = cluster.KMeans(len(start), init=start, n_init=1, tol=0,
                             algorithm="lloyd").fit(x)
        cases.append({
            "x": tensor(x), "start": tensor(start),
            "centers": tensor(fit.cluster_centers_),
            "labels": tensor(fit.labels_), "inertia": float(fit.inertia_),
            "passes": int(fit.n_iter_),
            "silhouettes": tensor(metrics.silhouette_samples(x, fit.labels_)),
            "truth": tensor(np.repeat(range(3), 15)),
            "agreement": float(metrics.adjusted_rand_score(
                np.repeat(range(3), 15), fit.labels_))})
    return cases


def mixtures():
    cases = []
    for seed, steps in enumerate([1, 2, 20]):
        x = groups(seed, spread=0.9)
        means = x[[0, 16, 35]]
        weights = np.array([0.25, 0.25, 0.5])
        covariance = np.cov(x.T, bias=True)
        fit = mixture.GaussianMixture(
            3, tol=0, max_iter=steps, reg_covar=1e-6, weights_init=weights,
            means_init=means,
            precisions_init=[np.linalg.inv(covariance)] * 3).fit(x)
        cases.append({
            "x": tensor(x), "start_means": tensor(means),
            "start_weights": tensor(weights),
            "start_covariance": tensor(covariance), "steps": steps,
            "weights": tensor(fit.weights_), "means": tensor(fit.means_),
            "covariances": tensor(fit.covariances_),
            "log_likelihood": float(fit.score(x)),
            "responsibilities": tensor(fit.predict_proba(x))})
    return cases


def dbscan():
    cases = []
    for seed, (radius, least) in enumerate([(0.3, 4), (0.25, 3), (0.5, 5),
                                            (0.2, 6)]):
        x = moons(seed)
        fit = cluster.DBSCAN(eps=radius, min_samples=least).fit(x)
        cases.append({"x": tensor(x), "radius": radius, "least": least,
                      "labels": tensor(fit.labels_)})
    return cases


def agglomerative():
    cases = []
    for linkage in ["single", "complete", "average"]:
        x = groups(7, each=12)
        tree = cluster.AgglomerativeClustering(
            None, distance_threshold=0, linkage=linkage).fit(x)
        cut = cluster.AgglomerativeClustering(4, linkage=linkage).fit(x)
        cases.append({"linkage": linkage, "x": tensor(x),
                      "distances": tensor(tree.distances_),
                      "labels": tensor(cut.labels_)})
    return cases


def components():
    rng = np.random.RandomState(3)
    x = np.round(rng.randn(30, 5) @ rng.randn(5, 5) * 1024) / 1024 + 2
    fit = decomposition.PCA(svd_solver="full").fit(x)
    values = np.linalg.svd(x, compute_uv=False)
    return {"x": tensor(x), "mean": tensor(fit.mean_),
            "directions": tensor(fit.components_),
            "variance": tensor(fit.explained_variance_),  # divided by n - 1
            "share": tensor(fit.explained_variance_ratio_),
            "coordinates": tensor(fit.transform(x)),
            "whitened": tensor(decomposition.PCA(
                svd_solver="full", whiten=True).fit_transform(x)),
            "singular_values": tensor(values)}


def ica():
    cases = []
    for seed in range(3):
        rng = np.random.RandomState(seed)
        t = np.arange(200)
        sources = np.c_[np.sin(t / (9 + seed)), (t / 17.3) % 1,
                        rng.uniform(-1, 1, 200)]
        x = np.round(sources @ rng.randn(3, 3) * 1024) / 1024
        start = np.eye(3) + 0.25 * rng.randn(3, 3)
        fit = decomposition.FastICA(
            3, algorithm="parallel", fun="logcosh", whiten="unit-variance",
            w_init=start, tol=1e-14, max_iter=2000)
        found = fit.fit_transform(x)
        cases.append({"x": tensor(x), "start": tensor(start),
                      "sources": tensor(found),
                      "unmixing": tensor(fit.components_)})
    return cases


def labels():
    cases = []
    for seed in range(3):
        x = moons(seed)
        known = [0, 7, 25, 31]
        y = np.full(len(x), -1)
        y[known] = [0, 0, 1, 1]
        gamma = 8.0
        propagation = semi_supervised.LabelPropagation(
            kernel="rbf", gamma=gamma, tol=1e-10, max_iter=100000).fit(x, y)
        spreading = semi_supervised.LabelSpreading(
            kernel="rbf", gamma=gamma, alpha=0.3, tol=1e-12,
            max_iter=100000).fit(x, y)
        cases.append({
            "x": tensor(x), "known": tensor(known), "labels": tensor(y[known]),
            "gamma": gamma, "alpha": 0.3,
            "propagated": tensor(propagation.label_distributions_),
            "spread": tensor(spreading.label_distributions_)})
    return cases


FILES = {"unsupervised_kmeans": kmeans, "unsupervised_mixtures": mixtures, "unsupervised_dbscan": dbscan,
         "unsupervised_agglomerative": agglomerative, "unsupervised_components": components,
         "unsupervised_ica": ica, "unsupervised_labels": labels}


def text(value, indent=""):
    """JSON with a line for each tensor and number."""
    if isinstance(value, list) or isinstance(value, dict) and \
            "values" not in value:
        inner = indent + " "
        items = [text(item, inner) for item in value] \
            if isinstance(value, list) else \
            [f"{json.dumps(key)}: {text(item, inner)}"
             for key, item in value.items()]
        left, right = "[]" if isinstance(value, list) else "{}"
        return left + "\n" + ",\n".join(inner + item for item in items) + \
            "\n" + indent + right
    return json.dumps(value, allow_nan=False)


def differs(a, b):
    """Whether two recordings differ by more than the last digits of BLAS."""
    if isinstance(a, dict):
        return a.keys() != b.keys() or any(differs(a[k], b[k]) for k in a)
    if isinstance(a, list):
        return len(a) != len(b) or any(map(differs, a, b))
    if isinstance(a, float):
        return not abs(a - b) <= 1e-6 * max(1, abs(a))
    return a != b


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    drifted = False
    for name, record in FILES.items():
        file = FOLDER / f"{name}.json"
        value = record()
        if not check:
            file.write_text(text(value) + "\n", "utf-8")
        elif differs(json.loads(file.read_text("utf-8")), value):
            print(f"{file.name} is not what scikit-learn gives")
            drifted = True
    return drifted


if __name__ == "__main__":
    sys.exit(main())
