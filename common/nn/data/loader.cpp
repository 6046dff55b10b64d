#include "nn/data/loader.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "nn/cpu/threads.hpp"
#include "nn/support/error.hpp"
#include "nn/support/random.hpp"

namespace nn {
namespace {

/// out[i] = pixels[i] / 255, correctly rounded. The product with 1/255 is one
/// bit off for 126 of the 256 values; the remainder, which fma computes without
/// rounding, mends that in a fraction of a division's time.
void to_unit_interval(const std::uint8_t* __restrict pixels,
                      float* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto x = static_cast<float>(pixels[i]);
#if defined(__FMA__)
    const float q = x * (1 / 255.f);
    out[i] = std::fma(std::fma(-255.f, q, x), 1 / 255.f, q);
#else
    out[i] = x / 255.f;
#endif
  }
}

/// Asks for the sample's memory early: its place is random, so the processor
/// cannot guess it.
void prefetch(const std::uint8_t* sample, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; i += 64)
    __builtin_prefetch(sample + i);
}

/// Below this many floats (84 images of 28 x 28) one thread is done before
/// others would have begun.
constexpr std::size_t worth_threads = std::size_t{1} << 16;

}  // namespace

Subset all(const Dataset& data) {
  Subset subset{&data, std::vector<std::uint32_t>(data.size())};
  std::iota(subset.indices.begin(), subset.indices.end(), 0u);
  return subset;
}

Subset first(const Dataset& data, std::size_t n) {
  if (n > data.size())
    throw UsageError(fmt::format("cannot take the first {} samples: {} has {}",
                                 n, data.name, data.size()));
  Subset subset = all(data);
  subset.indices.resize(n);
  return subset;
}

std::pair<Subset, Subset> split(const Subset& subset, std::size_t validation) {
  if (validation > 0 && validation >= subset.size())
    throw UsageError(fmt::format(
        "cannot keep {} samples for validation: of {} none would be left to "
        "train on",
        validation, subset.size()));
  const auto middle =
      subset.indices.end() - static_cast<std::ptrdiff_t>(validation);
  return {{subset.data, {subset.indices.begin(), middle}},
          {subset.data, {middle, subset.indices.end()}}};
}

Loader::Loader(Subset subset, Settings settings)
    : subset_(std::move(subset)),
      settings_(settings),
      order_(samples()),
      full_(subset_.data->shape.features(),
            std::min(settings.batch_size, samples())),
      // A strict view of full_'s memory. Made in place: Armadillo turns a
      // view that is copied or assigned into a matrix of its own.
      last_(full_.memptr(), full_.n_rows,
            full_.n_cols == 0 ? 0 : samples() % full_.n_cols, false, true),
      labels_(full_.n_cols) {
  if (settings_.batch_size == 0)
    throw UsageError("batch size 0: expected at least 1 sample a batch");
  start_epoch(0);
}

std::size_t Loader::batches() const {
  return (samples() + settings_.batch_size - 1) / settings_.batch_size;
}

void Loader::start_epoch(std::uint32_t epoch) {
  std::ranges::copy(subset_.indices, order_.begin());
  if (settings_.shuffle)
    Random(settings_.seed, Stream::shuffle, epoch).shuffle(order_);
  position_ = 0;
}

const Batch* Loader::next() {
  const std::size_t count =
      std::min<std::size_t>(full_.n_cols, samples() - position_);
  if (count == 0) return nullptr;
  const auto indices = std::span(order_).subspan(position_, count);
  position_ += count;
  const arma::fmat& x = gather(indices);
  batch_.emplace(Batch{x, std::span(labels_).first(count), indices});
  return &*batch_;
}

void Loader::skip(std::size_t batches) {
  // No product of the two: it could overflow.
  const std::size_t left = samples() - position_;
  const bool beyond = batches > left / settings_.batch_size;
  position_ += beyond ? left : batches * settings_.batch_size;
}

/// Copies the samples into the columns of the batch, whose size they decide.
arma::fmat& Loader::gather(std::span<const std::uint32_t> indices) {
  arma::fmat& x = indices.size() == full_.n_cols ? full_ : last_;
  const Dataset& data = *subset_.data;
  const std::size_t rows = x.n_rows;
  float* const out = x.memptr();
  const auto copy = [&](Range range) {
    for (std::size_t i = range.begin; i < range.end; ++i) {
      const std::size_t sample = indices[i];
      const std::size_t ahead = indices[std::min(i + 2, range.end - 1)];
      prefetch(data.pixels.data() + ahead * rows, rows);
      to_unit_interval(data.pixels.data() + sample * rows, out + i * rows,
                       rows);
      labels_[i] = data.labels[sample];
    }
  };
  if (x.n_elem < worth_threads)
    copy({0, indices.size()});
  else
    cpu::Threads::parallel(
        [&](Worker worker) { copy(worker.share(indices.size())); });
  return x;
}

}  // namespace nn
