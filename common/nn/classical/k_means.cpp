#include "nn/classical/k_means.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "nn/core/error.hpp"
#include "nn/core/sums.hpp"
#include "nn/core/threads.hpp"
#include "nn/products/product.hpp"

namespace nn::classical {
namespace {

/// Samples of a product: with their features they stay in the L2 cache until
/// they have been added up.
std::size_t block_size(std::size_t features) {
  return std::clamp<std::size_t>(65536 / std::max<std::size_t>(features, 1), 16,
                                 1024);
}

/// What one part of the samples adds up to.
struct Sums {
  std::vector<double> x;  // features x k
  std::vector<std::size_t> count;
  bool changed = false;

  Sums& operator+=(const Sums& other) {
    for (std::size_t i = 0; i < x.size(); ++i)
      x[i] += other.x[i];
    for (std::size_t c = 0; c < count.size(); ++c)
      count[c] += other.count[c];
    changed = changed || other.changed;
    return *this;
  }
};

/// The centers, prepared for one iteration.
struct Centers {
  const arma::fmat& x;
  std::vector<float> half_norms;

  explicit Centers(const arma::fmat& centers) : x(centers) {
    for (std::size_t c = 0; c < x.n_cols; ++c) {
      double sum = 0;
      for (float value : x.col(c))
        sum += double{value} * double{value};
      half_norms.push_back(static_cast<float>(sum / 2));
    }
  }

  std::uint32_t nearest(const float* products) const {
    std::uint32_t best = 0;
    float least = half_norms[0] - products[0];
    for (std::uint32_t c = 1; c < half_norms.size(); ++c) {
      const float value = half_norms[c] - products[c];
      if (value < least) {
        least = value;
        best = c;
      }
    }
    return best;
  }
};

/// Adds a sample to the sum of its cluster.
void add(const float* sample, std::size_t features, double* sum) {
#pragma omp simd
  for (std::size_t f = 0; f < features; ++f)
    sum[f] += double{sample[f]};
}

/// Assigns the samples of one part and adds them up.
void assign(const arma::fmat& x, const Centers& centers, Range range,
            std::vector<std::uint32_t>& cluster, Sums& sums) {
  const std::size_t features = x.n_rows, k = centers.x.n_cols;
  const std::size_t size = block_size(features);
  sums = {std::vector<double>(features * k), std::vector<std::size_t>(k),
          false};
  std::vector<float> products(k * size);
  for (std::size_t begin = range.begin; begin < range.end; begin += size) {
    const std::size_t count = std::min(size, range.end - begin);
    nn::products::product<float>(
        1, {centers.x.memptr(), features, k, features, true},
        {x.colptr(begin), features, count, features}, 0,
        {products.data(), k, count, k});
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t c = centers.nearest(&products[i * k]);
      sums.changed = sums.changed || cluster[begin + i] != c;
      cluster[begin + i] = c;
      ++sums.count[c];
      add(x.colptr(begin + i), features, &sums.x[c * features]);
    }
  }
}

/// Moves each center to the mean of its samples.
void move(const Sums& sums, arma::fmat& centers) {
  for (std::size_t c = 0; c < centers.n_cols; ++c) {
    if (sums.count[c] == 0) continue;
    const auto count = static_cast<double>(sums.count[c]);
    for (std::size_t f = 0; f < centers.n_rows; ++f)
      centers(f, c) =
          static_cast<float>(sums.x[c * centers.n_rows + f] / count);
  }
}

/// Calls f(part, its samples) for each of sum_parts parts, on all threads.
template <class F>
void for_each_part(std::size_t n, F f) {
  cpu::Threads::parallel(
      [&](Worker worker) {
        const Range parts = worker.share(sum_parts);
        for (std::size_t p = parts.begin; p < parts.end; ++p)
          f(p, part_of(n, p));
      },
      sum_parts);
}

double inertia_of(const arma::fmat& x, const Clusters& found) {
  double parts[sum_parts] = {};
  for_each_part(x.n_cols, [&](std::size_t p, Range range) {
    double sum = 0;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      const float* a = x.colptr(i);
      const float* c = found.centers.colptr(found.cluster[i]);
      sum += interleaved_sum(x.n_rows, [=](std::size_t f) {
        const double d = double{a[f]} - double{c[f]};
        return d * d;
      });
    }
    parts[p] = sum;
  });
  return tree_sum(parts);
}

}  // namespace

Clusters k_means(const arma::fmat& x, arma::fmat centers, int most_iterations) {
  if (centers.n_cols < 1 || centers.n_rows != x.n_rows)
    throw UsageError(fmt::format(
        "k-means: {} centers with {} features for samples with {}; expected at "
        "least one center, with the samples' features",
        centers.n_cols, centers.n_rows, x.n_rows));
  Clusters found{std::move(centers),
                 std::vector<std::uint32_t>(x.n_cols, UINT32_MAX)};
  std::vector<Sums> parts(sum_parts);
  const auto assign_all = [&] {
    const Centers prepared(found.centers);
    for_each_part(x.n_cols, [&](std::size_t p, Range range) {
      assign(x, prepared, range, found.cluster, parts[p]);
    });
  };
  for (assign_all();; assign_all()) {
    const Sums& all = tree_sum(parts.data());
    found.settled = !all.changed;
    if (found.settled || found.iterations >= most_iterations) break;
    move(all, found.centers);
    ++found.iterations;
  }
  found.inertia = inertia_of(x, found);
  if (!std::isfinite(found.inertia))
    throw UsageError(
        "k-means: the squared distances add up to no finite number; expected "
        "finite samples and centers: scale the features");
  return found;
}

}  // namespace nn::classical
