#include "nn/cuda/loss.hpp"
#include "nn/cuda/sum.cuh"

namespace nn::cuda {

// ---- softmax and cross-entropy

// #region softmax_cross_entropy
/// One warp per sample. With p = softmax(z) and q the label softened by
/// `smoothing`: the loss -sum q log p and its gradient scale (p - q), in one
/// pass over a column that stays in the cache.
__global__ void cross_entropy_columns(int rows, int cols, const float* logits,
                                      const int* labels, float smoothing,
                                      float scale, float* losses,
                                      float* dlogits) {
  for (int j = first() / warp_size; j < cols; j += step() / warp_size) {
    const float* z = logits + j * rows;
    float* d = dlogits + j * rows;
    const int label = labels[j];
    const float score = z[label];
    float largest = -INFINITY, sum = 0, away = 0;
    for (int i = lane(); i < rows; i += warp_size)
      largest = fmaxf(largest, z[i]);
    largest = warp_max(largest);
    // #region cross_entropy_walks
    for (int i = lane(); i < rows; i += warp_size) {
      sum += expf(z[i] - largest);
      away += z[i] - score;
    }
    sum = warp_sum(sum);
    away = warp_sum(away);
    const float share = smoothing / static_cast<float>(rows);
    for (int i = lane(); i < rows; i += warp_size) {
      const float q = share + (i == label ? 1 - smoothing : 0);
      d[i] = scale * (expf(z[i] - largest) / sum - q);
    }
    // #endregion cross_entropy_walks
    if (lane() == 0) losses[j] = logf(sum) - (score - largest) - share * away;
  }
}
// #endregion softmax_cross_entropy

namespace {

float* one_number_a_sample(std::size_t samples) {
  context().samples.resize(samples);
  return context().samples.data();
}

void cross_entropies(const Matrix& logits, const Labels& labels,
                     double smoothing, float scale, float* losses,
                     Matrix& dlogits) {
  launch(warps(logits.n_cols), cross_entropy_columns, as_int(logits.n_rows),
         as_int(logits.n_cols), logits.data(), labels.data,
         static_cast<float>(smoothing), scale, losses, dlogits.data());
}

}  // namespace

Scalar Loss::softmax_cross_entropy(const Matrix& logits, const Labels& labels,
                                   Matrix& dlogits) {
  const float share = 1 / static_cast<float>(logits.n_cols);
  float* losses = one_number_a_sample(logits.n_cols);
  cross_entropies(logits, labels, 0, share, losses, dlogits);
  sum(logits.n_cols, losses, share, scalar_place(loss_place));
  return Scalar(scalar_place(loss_place));
}

void Loss::softmax_cross_entropies(const Matrix& logits, const Labels& labels,
                                   double smoothing, Matrix& losses,
                                   Matrix& dlogits) {
  cross_entropies(logits, labels, smoothing, 1, losses.data(), dlogits);
}

// ---- hinge

__global__ void hinge_columns(int rows, int cols, const float* scores,
                              const int* labels, float* losses,
                              float* dscores) {
  for (int j = first() / warp_size; j < cols; j += step() / warp_size) {
    const float* s = scores + j * rows;
    float* d = dscores + j * rows;
    const int label = labels[j];
    const float edge = 1 - s[label];
    float loss = 0, active = 0;
    for (int i = lane(); i < rows; i += warp_size) {
      const float margin = s[i] + edge;
      const bool counts = i != label && !(margin <= 0);  // NaN must show
      loss += counts ? margin : 0;
      active += counts ? 1.0f : 0.0f;
      if (i != label) d[i] = counts ? 1.0f : 0.0f;
    }
    loss = warp_sum(loss);
    active = warp_sum(active);
    if (lane() == 0) losses[j] = loss, d[label] = -active;
  }
}

void Loss::hinge_losses(const Matrix& scores, const Labels& labels,
                        Matrix& losses, Matrix& dscores) {
  launch(warps(scores.n_cols), hinge_columns, as_int(scores.n_rows),
         as_int(scores.n_cols), scores.data(), labels.data, losses.data(),
         dscores.data());
}

// ---- number by number, averaged over each sample

struct SquaredError {
  __device__ float operator()(float y, float target, float& slope) const {
    slope = 2 * (y - target);
    return (y - target) * (y - target);
  }
};
struct AbsoluteError {
  __device__ float operator()(float y, float target, float& slope) const {
    const float error = y - target;
    slope = error > 0 ? 1.0f : error < 0 ? -1.0f : 0.0f;
    return error < 0 ? -error : error;
  }
};
struct BinaryCrossEntropy {
  __device__ float operator()(float z, float target, float& slope) const {
    const float e = expf(z < 0 ? z : -z);  // exp(-|z|)
    slope = (z < 0 ? e : 1.0f) / (1 + e) - target;
    return (z < 0 ? 0 : z) - z * target + log1pf(e);
  }
};

template <class F>
__global__ void error_columns(int rows, int cols, F f, const float* y,
                              const float* target, float* losses, float* dy) {
  const float share = 1 / static_cast<float>(rows);
  for (int j = first() / warp_size; j < cols; j += step() / warp_size) {
    float loss = 0;
    for (int i = j * rows + lane(); i < (j + 1) * rows; i += warp_size) {
      float slope = 0;
      loss += f(y[i], target[i], slope);
      dy[i] = share * slope;
    }
    loss = warp_sum(loss);
    if (lane() == 0) losses[j] = share * loss;
  }
}

namespace {

template <class F>
void errors(F f, const Matrix& y, const Matrix& target, Matrix& losses,
            Matrix& dy, const Place& where) {
  launch(warps(y.n_cols, where), error_columns<F>, as_int(y.n_rows),
         as_int(y.n_cols), f, y.data(), target.data(), losses.data(),
         dy.data());
}

}  // namespace

void Loss::squared_errors(const Matrix& y, const Matrix& target, Matrix& losses,
                          Matrix& dy) {
  errors(SquaredError{}, y, target, losses, dy, Place::current());
}
void Loss::absolute_errors(const Matrix& y, const Matrix& target,
                           Matrix& losses, Matrix& dy) {
  errors(AbsoluteError{}, y, target, losses, dy, Place::current());
}
void Loss::binary_cross_entropies(const Matrix& z, const Matrix& target,
                                  Matrix& losses, Matrix& dz) {
  errors(BinaryCrossEntropy{}, z, target, losses, dz, Place::current());
}

__global__ void one_hot_kernel(int rows, int n, const int* labels, float* out) {
  for (int i = first(); i < n; i += step())
    out[i] = i % rows == labels[i / rows] ? 1.0f : 0.0f;
}

void Loss::one_hot(const Labels& labels, Matrix& out) {
  launch(over(out.n_elem), one_hot_kernel, as_int(out.n_rows),
         as_int(out.n_elem), labels.data, out.data());
}

// ---- means

/// Writes dy[i] and returns the squared error of number i.
struct MeanSquaredError {
  const float *y, *target;
  float* dy;
  float factor, unused = 0;
  __device__ float operator()(int i) const {
    const float error = y[i] - target[i];
    dy[i] = factor * error;
    return error * error;
  }
};

Scalar Loss::mean_squared_error(const Matrix& y, const Matrix& target,
                                Matrix& dy) {
  const float share = 1 / static_cast<float>(y.n_elem);
  sum_of(y.n_elem,
         MeanSquaredError{y.data(), target.data(), dy.data(), 2 * share}, share,
         scalar_place(loss_place));
  return Scalar(scalar_place(loss_place));
}

/// One block: shares[j] = w[j] / sum(w), loss = sum(shares[j] losses[j]).
/// Without weights, all are equal.
__global__ void share_out(int n, const float* weights, const float* losses,
                          float* shares, float* loss) {
  __shared__ float room[warp_size];
  float total = 0, sum = 0;
  for (int j = first(); j < n; j += step())
    total += weights ? weights[j] : 1.0f;
  total = block_sum(total, room);
  for (int j = first(); j < n; j += step()) {
    shares[j] = (weights ? weights[j] : 1.0f) / total;
    sum += shares[j] * losses[j];
  }
  sum = block_sum(sum, room);
  if (threadIdx.x == 0) *loss = sum;
}

__global__ void scale_columns(int rows, int n, const float* shares, float* x) {
  for (int i = first(); i < n; i += step())
    x[i] *= shares[i / rows];
}

Scalar Loss::weighted_mean(const Matrix& weights, const Matrix& losses,
                           Matrix& gradient) {
  float* shares = one_number_a_sample(losses.n_elem);
  launch(one_block(), share_out, as_int(losses.n_elem),
         weights.empty() ? nullptr : weights.data(), losses.data(), shares,
         scalar_place(loss_place));
  launch(over(gradient.n_elem), scale_columns, as_int(gradient.n_rows),
         as_int(gradient.n_elem), static_cast<const float*>(shares),
         gradient.data());
  return Scalar(scalar_place(loss_place));
}

// ---- accuracy

/// One warp per sample: 1 if the largest score, the first of equals, is the
/// label's. Each lane finds its own largest, then pairs of lanes compare.
__global__ void find_hits(int rows, int cols, const float* scores,
                          const int* labels, float* hits) {
  for (int j = first() / warp_size; j < cols; j += step() / warp_size) {
    float best = -INFINITY;
    int at = rows;
    for (int i = lane(); i < rows; i += warp_size)
      if (scores[j * rows + i] > best) best = scores[j * rows + i], at = i;
    for (int distance = 16; distance > 0; distance /= 2) {
      const float other = __shfl_xor_sync(0xffffffffu, best, distance);
      const int place = __shfl_xor_sync(0xffffffffu, at, distance);
      if (other > best || (other == best && place < at))
        best = other, at = place;
    }
    if (lane() == 0) hits[j] = at == labels[j] ? 1.0f : 0.0f;
  }
}

Count Loss::count_correct(const Matrix& logits, const Labels& labels) {
  float* hits = one_number_a_sample(logits.n_cols);
  launch(warps(logits.n_cols), find_hits, as_int(logits.n_rows),
         as_int(logits.n_cols), logits.data(), labels.data, hits);
  sum(logits.n_cols, hits, 1, scalar_place(count_place));
  return Count(scalar_place(count_place));
}

}  // namespace nn::cuda
