#!/usr/bin/env python3
"""Writes the files that fuzzing starts from: corpus/TARGET/NAME.

    make_corpus.py          write them
    make_corpus.py --check  exit 1 if one is not as it would be written

Findings that were mended stay in corpus/TARGET/ too, under names that begin
with "found-"; they are not made here.
"""
import hashlib
import json
import pathlib
import struct
import sys
import zlib

CORPUS = pathlib.Path(__file__).resolve().parent / "corpus"


def idx(dims, values):
    return struct.pack(f">4B{len(dims)}I", 0, 0, 8, len(dims), *dims) + values


def pack(content, level=9):
    """As gzip -n does; Python's own differs from version to version."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    header = b"\x1f\x8b\x08" + bytes(5) + bytes([2 if level == 9 else 4, 3])
    return (header + deflate.compress(content) + deflate.flush()
            + struct.pack("<2I", zlib.crc32(content), len(content)))


IMAGES = idx((2, 2, 3), bytes(range(12)))
LABELS = idx((2,), bytes([3, 9]))


def dataset(*files):
    return b"".join(struct.pack("<H", len(file)) + file for file in files)


def color_image(label):
    """As CIFAR-10 has it: red, green, blue, each 32 x 32."""
    return bytes([label]) + bytes((7 * i + label) % 256 for i in range(3072))


def field(number, value):
    """A field of a protobuf message: a whole number, text or bytes."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def varint(n):
    digits = []
    while n > 127:
        digits.append(n & 127 | 128)
        n >>= 7
    return bytes([*digits, n])


def onnx_tensor(name, dims, numbers, kind=1):
    return (b"".join(field(1, n) for n in dims) + field(2, kind)
            + field(8, name)
            + field(9, struct.pack(f"<{len(numbers)}{'f' if kind == 1 else 'q'}",
                                   *numbers)))


def onnx_node(kind, inputs, output, **integers):
    """Attributes are lists of whole numbers, or one."""
    node = b"".join(field(1, name) for name in inputs) + field(2, output)
    node += field(3, output) + field(4, kind)
    for name, value in integers.items():
        many = isinstance(value, list)
        node += field(5, field(1, name) + field(20, 7 if many else 2)
                      + b"".join(field(8 if many else 3, n)
                                 for n in (value if many else [value])))
    return node


def onnx(dims, nodes, tensors, output):
    """One input, x; a dimension of 0 is free."""
    shape = b"".join(field(1, field(1, n) if n else field(2, "N"))
                     for n in dims)
    type_ = field(2, field(1, field(1, 1) + field(2, shape)))
    graph = b"".join(field(1, node) for node in nodes) + field(2, "g")
    graph += b"".join(field(5, tensor) for tensor in tensors)
    graph += field(11, field(1, "x") + type_) + field(12, field(1, output))
    return (field(1, 7) + field(7, graph) + field(8, field(2, 13))
            + field(14, field(1, "key") + field(2, "value")))


VECTORS = onnx((0, 2), [
    onnx_node("Gemm", ["x", "w", "b"], "fc", transB=1),
    onnx_node("BatchNormalization", ["fc", "b", "b", "b", "v"], "bn"),
    onnx_node("Tanh", ["bn"], "tanh"), onnx_node("MatMul", ["tanh", "w"], "m"),
    onnx_node("Add", ["m", "b"], "a"), onnx_node("Softmax", ["a"], "s", axis=1),
    onnx_node("Concat", ["s", "bn"], "y", axis=1)], [
    onnx_tensor("w", (2, 2), (1, -2, 3, -4)), onnx_tensor("b", (2,), (0, 1)),
    onnx_tensor("v", (2,), (1, 2))], "y")
IMAGES_NET = onnx((0, 1, 4, 4), [
    onnx_node("Conv", ["x", "w"], "c", pads=[1, 1, 1, 1]),
    onnx_node("Relu", ["c"], "r"),
    onnx_node("MaxPool", ["r"], "p", kernel_shape=[2, 2], strides=[2, 2]),
    onnx_node("AveragePool", ["p"], "q", kernel_shape=[1, 1]),
    onnx_node("Pad", ["q", "pads"], "wide"),
    onnx_node("Add", ["wide", "wide"], "sum"),
    onnx_node("GlobalAveragePool", ["sum"], "g"),
    onnx_node("Reshape", ["g", "to"], "y")], [
    onnx_tensor("w", (1, 1, 3, 3), range(9)),
    onnx_tensor("pads", (8,), (0, 0, 0, 0, 0, 1, 0, 0), 7),
    onnx_tensor("to", (2,), (0, -1), 7)], "y")


def pack_numbers(dtype, numbers):
    """As a safetensors file has them."""
    if dtype == "BF16":  # the upper halves of floats
        return b"".join(struct.pack("<f", number)[2:] for number in numbers)
    code = {"F16": "e", "F32": "f", "F64": "d", "I64": "q"}[dtype]
    return struct.pack(f"<{len(numbers)}{code}", *numbers)


def safetensors(tensors, metadata, dtype="F32", indent=None):
    """Names that end in num_batches_tracked are I64, all others `dtype`."""
    header, values = {}, b""
    if metadata:
        header["__metadata__"] = metadata
    for name, (shape, numbers) in tensors.items():
        begin = len(values)
        one = "I64" if name.endswith("num_batches_tracked") else dtype
        values += pack_numbers(one, numbers)
        header[name] = {"dtype": one, "shape": shape,
                        "data_offsets": [begin, len(values)]}
    text = json.dumps(header, separators=(",", ":"), indent=indent).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + values


def checked_safetensors(tensors, texts):
    key = b'"sha256":"'
    sealed = safetensors(tensors, {**texts, "sha256": "0" * 64})
    at = sealed.index(key) + len(key)
    checksum = hashlib.sha256(sealed).hexdigest().encode()
    return sealed[:at] + checksum + sealed[at + 64:]


def checkpoint(tensors, texts):
    return checked_safetensors(tensors, {**texts, "format": "checkpoint 1"})


EPOCH = {"epoch": 1, "step": 8, "learning_rate": 0.001, "train_loss": 0.5,
         "train_accuracy": 0.75, "validation_accuracy": None,
         "test_accuracy": 0.5, "train_seconds": 0.25,
         "samples_per_second": 400.0}
RUN = {"type": "run", "model": "mlp", "data": "MNIST", "data_sha256": "ba89",
       "seed": 1, "threads": 2, "device": "cpu", "blas_core": "Haswell",
       "version": "v1", "train_samples": 8, "validation_samples": 0,
       "test_samples": 8, "batch_size": 3, "parameters": 10,
       "optimizer": "adam", "learning_rate": 0.001, "schedule": "linear",
       "epochs": 2, "time": "2026-01-01T00:00:00Z"}


def lines(*objects):
    return "".join(json.dumps(o) + "\n" for o in objects).encode()


# What the model of checkpoint.cpp and its optimizer hold.
MODEL = {"0.weight": ([2, 2], [1, -2, 3, -4]), "0.bias": ([2], [0, 0.5]),
         "1.weight": ([2], [1, 1]), "1.bias": ([2], [0, 0]),
         "1.running_mean": ([2], [0, 0]), "1.running_var": ([2], [1, 1])}
COUNTED = {**MODEL, "1.num_batches_tracked": ([], [70])}
STATE = {**{f"model.{name}": tensor for name, tensor in MODEL.items()},
         "optimizer.m": ([10], [0] * 10), "optimizer.v": ([10], [0.25] * 10)}
TEXTS = {"model.training_steps": "1", "optimizer": "adam",
         "optimizer.learning_rate": "0.001", "optimizer.steps": "1",
         "training.epoch": "1", "training.step": "1", "training.samples": "3",
         "training.loss_sum": "2.5", "training.correct": "1",
         "training.seconds": "0.125", "training.finished": "0",
         "epochs": lines(EPOCH).decode()}

FILES = {
    "idx": {"images": IMAGES, "labels": LABELS, "none": idx((0, 4), b""),
            "too-large": idx((2**32 - 1,) * 3, b""),
            "many-dimensions": idx((0x51515151,) * 192, b""),
            "cut": IMAGES[:-1], "more": IMAGES + b"\0"},
    "idx_gz": {"images": pack(IMAGES), "stored": pack(IMAGES, 0),
               "members": pack(IMAGES[:9]) + pack(IMAGES[9:]),
               "zeros": pack(idx((70000,), bytes(70000))),
               "cut": pack(IMAGES)[:-5]},
    "dataset": {"small": dataset(IMAGES, LABELS, IMAGES, LABELS),
                "packed": dataset(pack(IMAGES), pack(LABELS), IMAGES, LABELS),
                "label-10": dataset(IMAGES, idx((2,), b"\1\12"), IMAGES,
                                    LABELS)},
    "cifar": {"one": color_image(0), "two": color_image(9) + color_image(1),
              "packed": pack(color_image(4) + color_image(5)),
              "cut": color_image(2)[:-1], "label-10": color_image(10),
              "more": color_image(6) + b"\0"},
    "table": {"small": b"a,b c,kind\n1,-2.5,x\n3e2,.5,y\n0,7,x\n",
              "windows": b"\xef\xbb\xbfa,kind\r\n1,x\r\n2,y",
              "packed": pack(b"a,kind\n1,x\n2,y\n"),
              "short": b"a,b,kind\n1,2,x\n1,x\n",
              "no-number": b"a,kind\nnan,x\n1 cm,x\n",
              "quoted": b"a,kind\n1,\"x\"\n"},
    "safetensors": {"model": safetensors(MODEL, {"format": "pt"}),
                    "empty": safetensors({}, {}),
                    "number": safetensors({"w": ([], [1])}, {}),
                    "none": safetensors({"w": ([0, 4], [])}, {"a": "é\n"}),
                    "half": safetensors(MODEL, {}, "F16"),
                    "brain": safetensors(MODEL, {}, "BF16"),
                    "double": safetensors(COUNTED, {}, "F64", indent=1)},
    "weights": {"model": safetensors(MODEL, {"format": "pt"}),
                "counted": safetensors(COUNTED, {}, "F16"),
                "sorted": safetensors(dict(sorted(MODEL.items())),
                                      {"sha256": "0" * 64}),
                "net": safetensors({f"net.{name}": tensor for name, tensor
                                    in MODEL.items()}, {}, "F64"),
                "sealed": checked_safetensors(MODEL, {"format": "pt"})},
    "onnx": {"vectors": VECTORS, "images": IMAGES_NET, "cut": VECTORS[:-40],
             "cycle": onnx((0, 2), [onnx_node("Relu", ["b"], "a"),
                                     onnx_node("Relu", ["a"], "b")], [], "b"),
             "gelu": onnx((0, 2), [
                 onnx_node("Div", ["x", "c"], "d"), onnx_node("Erf", ["d"], "e"),
                 onnx_node("Add", ["e", "one"], "f"),
                 onnx_node("Mul", ["x", "f"], "g"),
                 onnx_node("Mul", ["g", "half"], "y")], [
                 onnx_tensor("c", (), (2 ** 0.5,)),
                 onnx_tensor("one", (), (1,)),
                 onnx_tensor("half", (), (0.5,))], "y")},
    "checkpoint": {"small": checkpoint({"w": ([2], [1, 2])}, {"step": "1"}),
                   "whole": checkpoint(STATE, TEXTS)},
    "run_log": {"run": lines(RUN, EPOCH, {**EPOCH, "epoch": 2, "step": 16}),
                "begun": lines(RUN) + b'{"epoch": 1, "st',
                "nan": lines(RUN, {**EPOCH, "train_loss": None,
                                   "note": "train_loss is nan"})},
    "schedule": {name: text.encode() for name, text in {
        "constant": "constant", "step": "step:0.3:0.1",
        "later": "step:0.25:0.1:0.5",
        "exponential": "exponential:0.01", "linear": "linear",
        "cosine": "cosine:0.001", "one-cycle": "one-cycle:0.3",
        "warmup": "warmup:0.1", "warmup-linear": "warmup-linear:0.2",
        "warmup-cosine": "warmup-cosine:0.15:0"}.items()},
    "augment": {name: text.encode() for name, text in {
        "none": "none", "geo": "geo:1.5,10,0.5",
        "all": "subpixel:1.5+rotate:10+scale:0.1+shear:0.1+elastic:0.5+flip"
               "+erase:0.3",
        "shift": "flip+shift:2+erase:0.3",
        "color": "color:0.4+flip+shift:4",
        "colors": "brightness:0.2+contrast:1+saturation:0.7"}.items()},
    "command_line": {
        "training": b"--model\ncnn\n--data\nmnist\n--epochs=3\n--batch-size\n"
                    b"64\n--optimizer\nadamw\n--learning-rate\n1e-3\n"
                    b"--schedule\nwarmup-linear:0.2\n--weight-decay\n0.01",
        "more": b"--label-smoothing\n.1\n--augment\nflip+shift:1\n"
                b"--batch-norm\n--standardize\n--threads\n2\n--validation\n"
                b"5000\n--train-samples\n60000\n--dashboard\n0",
        "resume": b"--checkpoint\nfolder\n--checkpoint-every\n10\n--resume",
        "experiment": b"--experiment\nbpn\n--weights=w.safetensors"},
}


def main():
    different = []
    for target, files in FILES.items():
        folder = CORPUS / target
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            path = folder / name
            if not path.exists() or path.read_bytes() != content:
                different.append(path)
            if "--check" not in sys.argv:
                path.write_bytes(content)
    if "--check" in sys.argv and different:
        print("not as make_corpus.py writes them:", *different, sep="\n  ")
        sys.exit(1)


if __name__ == "__main__":
    main()
