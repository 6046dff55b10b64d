#include "nn/cpu/loss.hpp"

#include "nn/cpu/vector_math.hpp"

namespace nn::cpu {
namespace {

/// One sample: writes the gradient, returns the loss.
float softmax_cross_entropy_column(const float* logits, std::size_t classes,
                                   std::size_t label, float scale,
                                   float* gradient) {
  float largest = logits[0];
  for (std::size_t i = 1; i < classes; ++i)
    largest = logits[i] > largest ? logits[i] : largest;
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (std::size_t i = 0; i < classes; ++i)
    sum += gradient[i] = vector_exp(logits[i] - largest);
  const float factor = scale / sum;
#pragma omp simd
  for (std::size_t i = 0; i < classes; ++i)
    gradient[i] *= factor;
  gradient[label] -= scale;
  return std::log(sum) - (logits[label] - largest);
}

}  // namespace

double Loss::softmax_cross_entropy(const arma::fmat& logits,
                                   const Labels& labels, arma::fmat& dlogits) {
  // A loop over 10 classes a sample is too short to be worth a second thread
  // below a few thousand samples.
  const float scale = 1 / static_cast<float>(logits.n_cols);
  double loss = 0;
  for (arma::uword j = 0; j < logits.n_cols; ++j)
    loss += softmax_cross_entropy_column(logits.colptr(j), logits.n_rows,
                                         static_cast<std::size_t>(labels[j]),
                                         scale, dlogits.colptr(j));
  return loss / static_cast<double>(logits.n_cols);
}

double Loss::mean_squared_error(const arma::fmat& y, const arma::fmat& target,
                                arma::fmat& dy) {
  const auto count = static_cast<double>(y.n_elem);
  const float factor = static_cast<float>(2 / count);
  const float *a = y.memptr(), *b = target.memptr();
  float* gradient = dy.memptr();
  double loss = 0;
#pragma omp simd reduction(+ : loss)
  for (arma::uword i = 0; i < y.n_elem; ++i) {
    const float error = a[i] - b[i];
    gradient[i] = factor * error;
    loss += double{error} * error;
  }
  return loss / count;
}

std::size_t Loss::count_correct(const arma::fmat& logits,
                                const Labels& labels) {
  std::size_t correct = 0;
  for (arma::uword j = 0; j < logits.n_cols; ++j) {
    const float* z = logits.colptr(j);
    const float* largest = std::max_element(z, z + logits.n_rows);
    correct += largest - z == labels[j];
  }
  return correct;
}

}  // namespace nn::cpu
