"""Faults that a programmer could make in the CUDA backend."""
import typing


class Fault(typing.NamedTuple):
    name: str
    file: str   # in common/nn/cuda
    right: str  # occurs there once
    wrong: str
    first: str  # the program that is most likely to see it
    # For a header: what to recompile; empty: all files that include it.
    sources: tuple[str, ...] = ()


FAULTS = [
    # Barriers and warps
    Fault("block_sum: no barrier before the partial sums are read",
          "index.cuh",
          "if (lane() == 0) partial[warp] = v;\n  __syncthreads();",
          "if (lane() == 0) partial[warp] = v;", "backend_losses",
          ("sum.cu", "loss.cu")),
    Fault("block_sum: no barrier before the room is used again", "index.cuh",
          "  __syncthreads();  // partial may still be read from an earlier "
          "call\n", "", "backend_losses",
          ("sum.cu", "loss.cu")),
    Fault("warp_sum: half of the warp", "index.cuh",
          "  for (int distance = 16; distance > 0; distance /= 2)\n"
          "    v += __shfl",
          "  for (int distance = 8; distance > 0; distance /= 2)\n"
          "    v += __shfl", "backend_activations",
          ("activation.cu",)),
    Fault("warp_max: the last step is missing", "index.cuh",
          "  for (int distance = 16; distance > 0; distance /= 2)\n"
          "    v = fmaxf",
          "  for (int distance = 16; distance > 1; distance /= 2)\n"
          "    v = fmaxf", "backend_activations",
          ("activation.cu",)),
    Fault("warp_sum: the mask names half of the lanes", "index.cuh",
          "v += __shfl_xor_sync(0xffffffffu, v, distance);",
          "v += __shfl_xor_sync(0xffffu, v, distance);",
          "backend_activations",
          ("activation.cu",)),
    Fault("block_sum: one warp too few", "index.cuh",
          "lane() < warps ?", "lane() < warps - 1 ?", "backend_losses",
          ("sum.cu", "loss.cu")),
    Fault("row_sums: no barrier between writing and adding", "row_sums.cuh",
          "  __syncthreads();\n", "", "backend",
          ("row_sums.cu",)),
    Fault("row_sums: threads leave before the barrier", "row_sums.cuh",
          "  float a = 0, b = 0;\n  if (row < size.rows)\n",
          "  float a = 0, b = 0;\n  if (row >= size.rows) return;\n  "
          "if (row < size.rows)\n", "backend",
          ("row_sums.cu",)),
    Fault("direct convolution: no barrier behind the tile",
          "direct_convolution.cu",
          "    load_tile(g, image, row, left, from, tile);\n"
          "    __syncthreads();\n",
          "    load_tile(g, image, row, left, from, tile);\n", "kernels"),
    Fault("direct convolution: the tile is overwritten too early",
          "direct_convolution.cu",
          "    __syncthreads();  // the tile before is no longer read\n", "",
          "kernels"),
    # Indices and bounds
    Fault("map: one number too many", "activation.cu",
          "void map(int n, F f, const float* x, float* y) {\n"
          "  for (int i = first(); i < n;",
          "void map(int n, F f, const float* x, float* y) {\n"
          "  for (int i = first(); i <= n;", "backend_activations"),
    Fault("softmax: the last row is left out", "activation.cu",
          "for (int i = lane(); i < rows; i += warp_size)\n"
          "      sum += expf(in[i] - largest);",
          "for (int i = lane(); i < rows - 1; i += warp_size)\n"
          "      sum += expf(in[i] - largest);", "backend_activations"),
    Fault("bias: of the column, not of the row", "linear.cu",
          "y[i] + b[i % rows]", "y[i] + b[i / rows]", "backend"),
    Fault("row_sums: every second column of the next chunk", "row_sums.cuh",
          "j += size.chunks * cols_a_block)",
          "j += size.chunks * cols_a_block + 1)", "backend",
          ("row_sums.cu",)),
    Fault("row_sums: rows and columns of the sums exchanged", "row_sums.cuh",
          "total += sums[y][k][x];", "total += sums[y][x % cols_a_block][k];",
          "backend",
          ("row_sums.cu",)),
    Fault("im2col: patches of the next sample", "convolution.cu",
          "images + column / g.out_pixels() * g.in_numbers()",
          "images + (column + 1) / g.out_pixels() * g.in_numbers()",
          "image_layers"),
    Fault("col2im: the window's own number is forgotten", "convolution.cu",
          "patches[(windows + window) * g.patch()",
          "patches[(windows) * g.patch()", "image_layers"),
    Fault("window: padding is added on one side only", "image.cuh",
          "tap % g.kernel - g.padding;\n  return y >= 0",
          "tap % g.kernel;\n  return y >= 0", "image_layers",
          ("convolution.cu", "pooling.cu")),
    Fault("window: the last column is cut off", "image.cuh",
          "column < g.out_width ?", "column < g.out_width - 1 ?",
          "image_layers",
          ("convolution.cu", "pooling.cu")),
    Fault("max pooling: starts at 0 instead of the smallest", "pooling.cu",
          "float best = -INFINITY;", "float best = 0;", "image_layers"),
    Fault("max pooling: the gradient goes to every window", "pooling.cu",
          "if (argmax[to] == tap) sum += dy[to];", "sum += dy[to];",
          "image_layers"),
    Fault("direct convolution: no bound for the last pixels of a row",
          "direct_convolution.cu",
          "if (co >= g.out_channels || left + pixel >= g.out_width) return;",
          "if (co >= g.out_channels) return;", "kernels"),
    Fault("gather: the label of the place, not of the index", "gather.cu",
          "labels[i] = all[indices[i]];", "labels[i] = all[i];", "kernels"),
    # Transposes and leading dimensions
    Fault("linear: W is not transposed for dx", "linear.cu",
          "gemm({W.data(), W.n_rows, W.n_cols, W.n_rows, true},\n"
          "       {dy.data()",
          "gemm({W.data(), W.n_cols, W.n_rows, W.n_cols, false},\n"
          "       {dy.data()", "backend"),
    Fault("linear: x's stride is that of its part", "linear.cu",
          "range.size(), x.n_cols, x.n_rows, true}, 0,",
          "range.size(), x.n_cols, range.size(), true}, 0,", "backend"),
    Fault("convolution: dW of the last part only", "convolution.cu",
          "gemm(part, patches, 1, dW_.data());",
          "gemm(part, patches, 0, dW_.data() + 1);", "image_layers"),
    Fault("gemm: k is taken from the wrong side", "launch.cu",
          "const std::size_t k = A.transposed ? A.rows : A.cols;",
          "const std::size_t k = A.transposed ? A.cols : A.rows;", "backend"),
    # Memory that nobody wrote, and formulas
    Fault("convolution: the sums do not begin with 0", "convolution.cu",
          "  db_.assign(W.n_rows, 0);", "  db_.resize(W.n_rows);",
          "image_layers"),
    Fault("batch_norm: the mean is used before it is finished",
          "batch_norm.cu",
          "  launch(over(channels_), finish_mean, size, size.partial(), "
          "x.data(),\n         mean_.data());\n", "", "image_layers"),
    Fault("batch_norm: biased running variance", "batch_norm.cu",
          "max(1, size.cols - 1)", "max(1, size.cols)", "image_layers"),
    Fault("cross-entropy: the gradient lacks the share of the batch",
          "loss.cu", "d[i] = scale * (expf(z[i] - largest) / sum - q);",
          "d[i] = expf(z[i] - largest) / sum - q;", "backend_losses"),
    Fault("accuracy: the last of equals wins", "loss.cu",
          "(other == best && place < at)", "(other == best && place > at)",
          "backend_losses"),
    Fault("adam: second moment without its correction", "optimizer.cu",
          "(sqrtf(v[i]) * scale.get() + epsilon)", "(sqrtf(v[i]) + epsilon)",
          "backend_optimizers"),
    Fault("momentum: w moves before v", "optimizer.cu",
          "ahead ? g + mu * v[i] : v[i]", "ahead ? g + mu * v[i] : g",
          "backend_optimizers"),
    Fault("dropout: nine rounds of Philox", "dropout.cu",
          "round < 10;", "round < 9;", "kernels"),
    Fault("dropout: all samples alike", "dropout.cu",
          "static_cast<std::uint32_t>(first_sample + sample)",
          "static_cast<std::uint32_t>(first_sample)", "kernels"),
    # The host
    Fault("download: nobody waits for the copy", "launch.cu",
          "    synchronize();\n    std::memcpy(target, room, part);",
          "    std::memcpy(target, room, part);", "backend_losses"),
    Fault("upload: pinned memory is used again too early", "launch.cu",
          "      synchronize();  // all of it has been copied by now\n", "",
          "kernels"),
    Fault("steps: the numbers that change are not sent", "steps.cu",
          "  graph_capture().send_numbers();\n", "", "step"),
    Fault("steps: a graph with pointers that are out of date", "steps.cu",
          "graph->allocations != context().allocations;",
          "graph->allocations > context().allocations;", "kernels"),
    # Joining
    Fault("sum: the first input is left out", "join.cu",
          "y[i] = a[i] + b[i];", "y[i] = 0 * a[i] + b[i];",
          "joined_layers"),
    Fault("sum: one number too many", "join.cu",
          "  for (int i = first(); i < n; i += step())\n"
          "    y[i] = a[i] + b[i];",
          "  for (int i = first(); i <= n; i += step())\n"
          "    y[i] = a[i] + b[i];", "joined_layers"),
    Fault("concatenation: every input at the first channel", "join.cu",
          "return i / count * of + begin + i % count;",
          "return i / count * of + 0 * begin + i % count;", "joined_layers"),
    Fault("concatenation: pixels as far apart as in the input", "join.cu",
          "return i / count * of + begin + i % count;",
          "return i / count * (of > 0 ? count : 0) + begin + i % count;",
          "joined_layers"),
]
