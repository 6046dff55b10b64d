#!/usr/bin/python3
"""scikit-learn does what classical.cpp does; prints one line of JSON.

    peer_sklearn.py knn|forest|kmeans FOLDER IMAGES THREADS

Numbers are float32, as ours; the environment says how many threads BLAS and
OpenMP may use (classical.py).
"""
import gzip
import json
import pathlib
import sys
import time
import warnings

import numpy as np


def read(folder, name, offset):
    for path in (folder / name, folder / f"{name}.gz"):
        if path.exists():
            raw = path.read_bytes()
            raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
            return np.frombuffer(raw, np.uint8, offset=offset)
    sys.exit(f"peer_sklearn: no {name} in {folder}")


def images(folder, kind, count):
    x = read(folder, f"{kind}-images-idx3-ubyte", 16).reshape(-1, 784)[:count]
    return x, read(folder, f"{kind}-labels-idx1-ubyte", 8)[:count]


def unit(x):
    return (x / np.float32(255)).astype(np.float32)


def knn(train, test, threads):
    from sklearn.neighbors import NearestNeighbors
    x, queries = unit(train[0]), unit(test[0])
    begin = time.perf_counter()
    model = NearestNeighbors(n_neighbors=5, algorithm="brute",
                             n_jobs=threads).fit(x)
    distances, _ = model.kneighbors(queries)
    return time.perf_counter() - begin, float(distances.sum(dtype=float))


def forest(train, test, threads):
    from sklearn.ensemble import RandomForestClassifier
    # What its trees work on inside, so that nothing has to be converted.
    x, queries = train[0].astype(np.float32), test[0].astype(np.float32)
    begin = time.perf_counter()
    model = RandomForestClassifier(100, n_jobs=threads, random_state=1)
    predicted = model.fit(x, train[1]).predict(queries)
    return time.perf_counter() - begin, float((predicted == test[1]).mean())


def kmeans(train, test, threads):
    from sklearn.cluster import KMeans
    x = unit(train[0])
    begin = time.perf_counter()
    model = KMeans(10, init=x[:10], n_init=1, max_iter=20, tol=0,
                   algorithm="lloyd").fit(x)
    return time.perf_counter() - begin, float(model.inertia_)


def main():
    task, folder, count, threads = sys.argv[1:]
    folder, count = pathlib.Path(folder), int(count)
    warnings.simplefilter("ignore")  # 20 iterations are all that we want
    train = images(folder, "train", count)
    test = images(folder, "t10k", min(10000, count))
    seconds, result = {"knn": knn, "forest": forest,
                       "kmeans": kmeans}[task](train, test, int(threads))
    print(json.dumps({"seconds": seconds, "result": result}))


if __name__ == "__main__":
    main()
