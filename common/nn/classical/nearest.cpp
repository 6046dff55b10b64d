#include "nn/classical/nearest.hpp"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "nn/core/error.hpp"
#include "nn/core/threads.hpp"
#include "nn/core/vectors.hpp"
#include "nn/products/product.hpp"

namespace nn::classical {
namespace {

/// Rows and columns of the products: training samples times queries.
constexpr std::size_t train_block = 1024, query_block = 512;

double squared_norm(const float* x, std::size_t features) {
  double sum = 0;
  for (std::size_t f = 0; f < features; ++f)
    sum += double{x[f]} * double{x[f]};
  return sum;
}

double squared_distance(const float* a, const float* b, std::size_t features) {
  double sum = 0;
  for (std::size_t f = 0; f < features; ++f) {
    const double d = double{a[f]} - double{b[f]};
    sum += d * d;
  }
  return sum;
}

/// The training samples, with what all queries need of them.
struct Train {
  const arma::fmat& x;
  std::vector<float> half_norms;  // |a|^2 / 2
  double longest = 0;             // the largest |a|
};

void expect_finite(const char* what, std::size_t column, double squared) {
  if (squared < double{FLT_MAX}) return;
  throw UsageError(fmt::format(
      "nearest neighbors: column {} of {} has the squared length {}; expected "
      "finite numbers whose squares fit into float; scale the features",
      column, what, squared));
}

Train prepare(const arma::fmat& x) {
  Train train{x, std::vector<float>(x.n_cols)};
  double most = 0;
  for (std::size_t i = 0; i < x.n_cols; ++i) {
    const double squared = squared_norm(x.colptr(i), x.n_rows);
    expect_finite("the training samples", i, squared);
    train.half_norms[i] = static_cast<float>(squared / 2);
    most = std::max(most, squared);
  }
  train.longest = std::sqrt(most);
  return train;
}

/// What one query has found: all samples that may be among the k nearest.
class Candidates {
 public:
  /// `error`: how far a value that is offered is from the true one, at most.
  Candidates(std::size_t k, double error)
      : k_(k), twice_error_(static_cast<float>(2.01 * error)) {}

  /// Values above this cannot be among the k nearest.
  float limit() const { return limit_; }

  void offer(float value, std::uint32_t index) {
    found_.emplace_back(value, index);
    nearest_.push_back(value);
    std::push_heap(nearest_.begin(), nearest_.end());
    if (nearest_.size() < k_) return;
    if (nearest_.size() > k_) {
      std::pop_heap(nearest_.begin(), nearest_.end());
      nearest_.pop_back();
    }
    limit_ = nearest_.front() + twice_error_;
    limit_ = std::nextafter(limit_, std::numeric_limits<float>::infinity());
    if (found_.size() >= 2 * k_ + 64) forget();
  }

  /// The k nearest by the definition, as column `q` of the result.
  void finish(const arma::fmat& train, const float* query, std::size_t q,
              Nearest& result) {
    forget();
    std::vector<std::pair<double, std::uint32_t>> exact;
    exact.reserve(found_.size());
    for (const auto& candidate : found_)
      exact.emplace_back(
          squared_distance(train.colptr(candidate.second), query, train.n_rows),
          candidate.second);
    std::sort(exact.begin(), exact.end());
    for (std::size_t i = 0; i < k_; ++i) {
      result.squared(i, q) = exact[i].first;
      result.index(i, q) = exact[i].second;
    }
  }

 private:
  void forget() {
    std::erase_if(found_, [&](const auto& c) { return c.first > limit_; });
  }

  std::size_t k_;
  float twice_error_;
  float limit_ = std::numeric_limits<float>::infinity();
  std::vector<float> nearest_;  // a heap, the largest in front
  std::vector<std::pair<float, std::uint32_t>> found_;
};

/// Offers half_norms - products where they are below the limit. Most vectors of
/// numbers hold none.
void offer_column(const float* half_norms, const float* products,
                  std::size_t count, std::size_t first, Candidates& to) {
  constexpr std::size_t lanes = products::lanes<float>;
  const auto offer = [&](std::size_t i) {
    const float value = half_norms[i] - products[i];
    if (value <= to.limit()) to.offer(value, std::uint32_t(first + i));
  };
  std::size_t i = 0;
  for (; i + 4 * lanes <= count; i += 4 * lanes) {
    const auto limit = products::broadcast(to.limit());
    auto below =
        products::load(half_norms + i) - products::load(products + i) <= limit;
    for (std::size_t l = lanes; l < 4 * lanes; l += lanes)
      below |= products::load(half_norms + i + l) -
                   products::load(products + i + l) <=
               limit;
    std::int32_t any = 0;
    for (std::size_t l = 0; l < lanes; ++l)
      any |= below[l];
    if (any)
      for (std::size_t l = 0; l < 4 * lanes; ++l)
        offer(i + l);
  }
  for (; i < count; ++i)
    offer(i);
}

/// How far half_norms - products may be from the truth: each of `features`
/// fused multiply-adds rounds once, and so do the norm and the difference.
double error_bound(const Train& train, double query_length) {
  const auto features = static_cast<double>(train.x.n_rows);
  return 1.01 * (features + 4) *
         (0x1p-24 * train.longest * (train.longest + query_length) +
          double{FLT_MIN});
}

/// Queries `begin` to `end`, at most query_block of them.
void find(const Train& train, const arma::fmat& queries, std::size_t begin,
          std::size_t end, std::size_t k, std::vector<float>& products,
          Nearest& result) {
  const std::size_t features = train.x.n_rows, n = train.x.n_cols;
  std::vector<Candidates> candidates;
  for (std::size_t q = begin; q < end; ++q) {
    const double squared = squared_norm(queries.colptr(q), features);
    expect_finite("the queries", q, squared);
    candidates.emplace_back(k, error_bound(train, std::sqrt(squared)));
  }
  for (std::size_t i = 0; i < n; i += train_block) {
    const std::size_t rows = std::min(train_block, n - i);
    nn::products::product<float>(
        1, {train.x.colptr(i), features, rows, features, true},
        {queries.colptr(begin), features, end - begin, features}, 0,
        {products.data(), rows, end - begin, rows});
    for (std::size_t q = 0; q < end - begin; ++q)
      offer_column(&train.half_norms[i], &products[q * rows], rows, i,
                   candidates[q]);
  }
  for (std::size_t q = begin; q < end; ++q)
    candidates[q - begin].finish(train.x, queries.colptr(q), q, result);
}

void expect_sizes(const arma::fmat& train, const arma::fmat& queries,
                  std::size_t k) {
  if (train.n_rows != queries.n_rows)
    throw UsageError(fmt::format(
        "nearest neighbors: queries with {} features, training samples with "
        "{}; expected the same features in the same order",
        queries.n_rows, train.n_rows));
  if (k < 1 || k > train.n_cols)
    throw UsageError(
        fmt::format("nearest neighbors: k is {}, but there are {} training "
                    "samples; expected 1 to {}",
                    k, train.n_cols, train.n_cols));
}

}  // namespace

Nearest nearest(const arma::fmat& train, const arma::fmat& queries,
                std::size_t k) {
  expect_sizes(train, queries, k);
  Nearest result{arma::Mat<std::uint32_t>(k, queries.n_cols),
                 arma::mat(k, queries.n_cols)};
  const Train prepared = prepare(train);
  cpu::Threads::parallel([&](Worker worker) {
    const Range share = worker.share(queries.n_cols);
    std::vector<float> products(train_block *
                                std::min(query_block, share.size()));
    for (std::size_t q = share.begin; q < share.end; q += query_block)
      find(prepared, queries, q, std::min(q + query_block, share.end), k,
           products, result);
  });
  return result;
}

}  // namespace nn::classical
