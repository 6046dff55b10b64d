#include "nn/data/loader.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <system_error>
#include <type_traits>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/core/threads.hpp"

namespace nn {
namespace {

/// Prefetches the sample's memory: its address is random, so the processor
/// cannot predict it.
void prefetch(const std::uint8_t* sample, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; i += 64)
    __builtin_prefetch(sample + i);
}

/// Below this many floats (84 images of 28 x 28, or 10 augmented ones), one
/// thread finishes before others would have started.
constexpr std::size_t worth_threads = std::size_t{1} << 16;
constexpr std::size_t worth_threads_augmented = std::size_t{1} << 13;

void check(const Subset& subset) {
  const auto last = std::ranges::max_element(subset.indices);
  if (last == subset.indices.end() || *last < subset.data->size()) return;
  throw UsageError(fmt::format("sample {} is not in {}: it has {} samples",
                               *last, subset.data->name, subset.data->size()));
}

Standardization standardize_by(const PixelMoments& moments) {
  const auto [mean, deviation] = moments;
  if (!(deviation > 0) || !std::isfinite(1 / deviation) || !std::isfinite(mean))
    throw UsageError(fmt::format(
        "pixels cannot be standardized with mean {} and standard deviation {}: "
        "expected a number, and one above 0",
        mean, deviation));
  return {static_cast<float>(mean), static_cast<float>(1 / deviation)};
}

/// For all pixels alike; a single channel is no other than that.
Standardization standardize_by(const Loader::Settings& settings) {
  const auto& channels = settings.channels;
  if (channels.size() == 1) return standardize_by(channels[0]);
  if (!channels.empty()) return {};
  return standardize_by(
      PixelMoments{settings.mean, settings.standard_deviation});
}

std::vector<Standardization> by_channel(
    const std::vector<PixelMoments>& channels, const Dataset& data) {
  std::vector<Standardization> all;
  if (!channels.empty() && channels.size() != data.shape.channels)
    throw UsageError(fmt::format(
        "pixels cannot be standardized with means and deviations of {} "
        "channels: the images of {} are {} (channels x height x width)",
        channels.size(), data.name, to_string(data.shape)));
  if (channels.size() > 1)
    for (const PixelMoments& moments : channels)
      all.push_back(standardize_by(moments));
  return all;
}

/// Of the values first, first + step, … of each sample; `step` is a number or,
/// for vector instructions, an integral_constant.
template <class Step>
PixelMoments moments_of(const Subset& subset, std::size_t first, Step step) {
  if (subset.size() == 0)
    throw UsageError("mean and standard deviation of the pixels: no samples");
  const std::size_t features = subset.data->shape.features();
  std::uint64_t sum = 0, squares = 0;  // whole numbers: no rounding
  for (const std::size_t sample : subset.indices) {
    const std::uint8_t* const pixels =
        subset.data->pixels.data() + sample * features;
    for (std::size_t i = first; i < features; i += step)
      sum += pixels[i];
    for (std::size_t i = first; i < features; i += step)
      squares += std::uint32_t{pixels[i]} * pixels[i];
  }
  const auto n = static_cast<double>(subset.size() * (features / step));
  const double mean = static_cast<double>(sum) / n;
  const double variance = static_cast<double>(squares) / n - mean * mean;
  return {mean / 255, std::sqrt(variance) / 255};
}

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

PixelMoments pixel_moments(const Subset& subset) {
  return moments_of(subset, 0, std::integral_constant<std::size_t, 1>{});
}

std::vector<PixelMoments> channel_moments(const Subset& subset) {
  const std::size_t channels = subset.data->shape.channels;
  if (channels == 1) return {pixel_moments(subset)};
  std::vector<PixelMoments> moments;
  for (std::size_t k = 0; k < channels; ++k)
    moments.push_back(moments_of(subset, k, channels));
  return moments;
}

// Each view of the memory is strict and constructed in place: copying or
// assigning a view makes Armadillo create an independent matrix.
Loader::Slot::Slot(std::size_t features, std::size_t columns, std::size_t rest)
    : memory(features * columns),
      full(memory.data(), features, columns, false, true),
      last(memory.data(), features, rest, false, true),
      labels(columns) {}

Loader::Slot Loader::make_slot(std::size_t columns) const {
  return Slot(subset_.data->shape.features(), columns,
              columns == 0 ? 0 : samples() % columns);
}

Loader::Loader(Subset subset, Settings settings)
    : subset_(std::move(subset)),
      settings_(settings),
      standardize_(standardize_by(settings)),
      channels_(by_channel(settings.channels, *subset_.data)),
      order_(samples()),
      first_(make_slot(std::min(settings.batch_size, samples()))),
      second_(make_slot(wants_prefetch() ? first_.full.n_cols : 0)) {
  check(subset_);
  if (settings_.batch_size == 0)
    throw UsageError("batch size 0: expected at least 1 sample a batch");
  check(settings_.augment);
  if (settings_.augment.any())
    resamplers_.assign(static_cast<std::size_t>(cpu::Threads::threads()),
                       Resampler(subset_.data->shape));
  if (wants_prefetch()) start_prefetch();
  start_epoch(0);
}

void Loader::start_prefetch() {
  try {
    prefetch_ =
        std::make_unique<Prefetch>([this] { prepare_on_this_thread(*ahead_); });
  } catch (const std::system_error&) {
    // No thread available: batches are prepared between steps instead.
  }
}

/// tests/bench/augment.cpp, on two cores, the mlp with geo:1.5,10,0.5: with one
/// thread, 7.1 µs per sample ahead versus 7.8 between steps; with two, 5.4
/// versus 4.7, because three threads compete for two cores and each step waits
/// for the slowest.
bool Loader::wants_prefetch() const {
  return settings_.prefetch.value_or(settings_.augment.any() &&
                                     cpu::Threads::threads() <
                                         cpu::Threads::processors());
}

void Loader::expect_samples(const char* what) const {
  if (samples() == 0)
    throw UsageError(fmt::format("nothing to {}: the subset of {} is empty",
                                 what, subset_.data->name));
}

std::size_t Loader::batches() const {
  return (samples() + settings_.batch_size - 1) / settings_.batch_size;
}

void Loader::start_epoch(std::uint32_t epoch) {
  discard_prefetched();
  std::ranges::copy(subset_.indices, order_.begin());
  if (settings_.shuffle)
    Random(settings_.seed, Stream::shuffle, epoch).shuffle(order_);
  epoch_ = epoch;
  position_ = 0;
}

const Batch* Loader::next() {
  if (position_ == samples()) return nullptr;
  if (std::exchange(is_ahead_, false)) {
    prefetch_->wait();
    std::swap(current_, ahead_);
  } else {
    prepare_on_all_threads(*current_);
  }
  position_ += current_->batch->indices.size();
  if (prefetch_ && position_ < samples()) {
    is_ahead_ = true;
    prefetch_->start();
  }
  return &*current_->batch;
}

const Batch* Loader::next_without_pixels() {
  discard_prefetched();
  if (position_ == samples()) return nullptr;
  begin(*current_);
  const auto indices = current_->batch->indices;
  for (std::size_t i = 0; i < indices.size(); ++i)
    current_->labels[i] = subset_.data->labels[indices[i]];
  position_ += indices.size();
  return &*current_->batch;
}

void Loader::skip(std::size_t batches) {
  discard_prefetched();
  // Does not multiply the two: that could overflow.
  const std::size_t left = samples() - position_;
  const bool beyond = batches > left / settings_.batch_size;
  position_ += beyond ? left : batches * settings_.batch_size;
}

/// The batch after the last next() is no longer wanted.
void Loader::discard_prefetched() {
  if (std::exchange(is_ahead_, false)) prefetch_->wait();
}

/// Selects the samples from position_ on; their number decides which matrix
/// they go to.
arma::fmat& Loader::begin(Slot& slot) {
  const std::size_t count =
      std::min<std::size_t>(slot.full.n_cols, samples() - position_);
  arma::fmat& x = count == slot.full.n_cols ? slot.full : slot.last;
  slot.batch.emplace(Batch{x, std::span(slot.labels).first(count),
                           std::span(order_).subspan(position_, count)});
  return x;
}

void Loader::prepare_on_this_thread(Slot& slot) {
  begin(slot);
  load(slot, {0, slot.batch->indices.size()},
       resamplers_.empty() ? nullptr : &resamplers_.front());
}

void Loader::prepare_on_all_threads(Slot& slot) {
  const arma::fmat& x = begin(slot);
  if (x.n_elem < (augments() ? worth_threads_augmented : worth_threads))
    return prepare_on_this_thread(slot);
  const auto threads = static_cast<std::size_t>(cpu::Threads::threads());
  if (augments() && resamplers_.size() < threads)  // more than at the start
    resamplers_.resize(threads, resamplers_.front());
  cpu::Threads::parallel([&](Worker worker) {
    load(slot, worker.share(x.n_cols),
         augments() ? &resamplers_[worker.index] : nullptr);
  });
}

/// Fills some columns of the batch.
void Loader::load(Slot& slot, Range range, Resampler* resampler) {
  const auto indices = slot.batch->indices;
  const Dataset& data = *subset_.data;
  const std::size_t rows = slot.full.n_rows;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::uint32_t sample = indices[i];
    const std::size_t ahead = indices[std::min(i + 2, range.end - 1)];
    prefetch(data.pixels.data() + ahead * rows, rows);
    const std::uint8_t* const image = data.pixels.data() + sample * rows;
    float* const out = slot.full.memptr() + i * rows;
    if (resampler != nullptr)
      (*resampler)(
          image,
          draw(settings_.augment, data.shape, {settings_.seed, epoch_, sample}),
          standardize_, out);
    else
      to_unit_interval(image, out, rows, standardize_);
    if (!channels_.empty()) standardize_channels(channels_, {out, rows});
    slot.labels[i] = data.labels[sample];
  }
}

}  // namespace nn
