#!/usr/bin/env python3
"""Converts what torch.save() wrote into safetensors; needs PyTorch alone.

    pt_to_safetensors.py FILE.pt FILE.safetensors

FILE.pt holds a state_dict, or a dictionary with one under "state_dict" or
"model". It is read without running what a pickle may contain (PyTorch 1.13 and
later). Numbers keep their type: F64, F32, F16, BF16, and I64 for counters.
"""
import json
import pathlib
import struct
import sys

import torch

TYPES = {torch.float64: "F64", torch.float32: "F32", torch.float16: "F16",
         torch.bfloat16: "BF16", torch.int64: "I64"}


def state_dict(path):
    """{name: tensor} of the file."""
    loaded = torch.load(path, map_location="cpu", weights_only=True)
    for key in ("state_dict", "model"):
        if isinstance(loaded, dict) and isinstance(loaded.get(key), dict):
            loaded = loaded[key]
    if not isinstance(loaded, dict) or not all(
            isinstance(tensor, torch.Tensor) for tensor in loaded.values()):
        sys.exit(f"{path}: expected a state_dict, names with tensors; save "
                 "model.state_dict()")
    return loaded


def to_bytes(tensor):
    """The numbers row by row, little-endian."""
    tensor = tensor.detach().contiguous().reshape(-1)
    if tensor.dtype == torch.bfloat16:  # NumPy has none
        tensor = tensor.view(torch.int16)
    return tensor.numpy().tobytes()


def safetensors(tensors):
    """By https://github.com/huggingface/safetensors#format."""
    header, values = {"__metadata__": {"format": "pt"}}, []
    end = 0
    for name, tensor in tensors.items():
        if tensor.dtype not in TYPES:
            sys.exit(f"{name} is {tensor.dtype}: expected one of "
                     f"{', '.join(TYPES.values())}; convert it with .float()")
        values.append(to_bytes(tensor))
        begin, end = end, end + len(values[-1])
        header[name] = {"dtype": TYPES[tensor.dtype],
                        "shape": list(tensor.shape),
                        "data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(values)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, target = map(pathlib.Path, sys.argv[1:])
    content = safetensors(state_dict(source))
    # To a temporary file first: never half a file under that name.
    partial = target.with_name(target.name + ".partial")
    partial.write_bytes(content)
    partial.replace(target)


if __name__ == "__main__":
    main()
