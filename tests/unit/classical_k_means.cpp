// k-means by products: the same bits as plain loops.
#include <algorithm>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include "nn/classical/k_means.hpp"
#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/core/sums.hpp"
#include "nn/core/threads.hpp"

using nn::classical::Clusters;
using nn::classical::k_means;
namespace tt = boost::test_tools;

namespace {

/// Samples around k centers.
arma::fmat clouds(std::size_t features, std::size_t n, std::size_t k,
                  double spread) {
  nn::Random random(3, nn::Stream::data);
  arma::fmat centers(features, k), x(features, n);
  for (float& value : centers)
    value = static_cast<float>(4 * random.normal());
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t f = 0; f < features; ++f)
      x(f, i) =
          static_cast<float>(centers(f, i % k) + spread * random.normal());
  return x;
}

/// One chain of multiply-adds, as nn::products has it.
std::uint32_t nearest_center(const arma::fmat& x, std::size_t i,
                             const arma::fmat& centers) {
  std::uint32_t best = 0;
  float least = 0;
  for (std::uint32_t c = 0; c < centers.n_cols; ++c) {
    float product = 0;
    double norm = 0;
    for (std::size_t f = 0; f < x.n_rows; ++f) {
      product = std::fma(centers(f, c), x(f, i), product);
      norm += double{centers(f, c)} * double{centers(f, c)};
    }
    const float value = static_cast<float>(norm / 2) - product;
    if (c == 0 || value < least) {
      least = value;
      best = c;
    }
  }
  return best;
}

/// Lloyd's algorithm in plain loops, sums in the documented order.
Clusters plain_k_means(const arma::fmat& x, arma::fmat centers, int most) {
  Clusters found;
  found.cluster.assign(x.n_cols, UINT32_MAX);
  for (;;) {
    bool changed = false;
    for (std::size_t i = 0; i < x.n_cols; ++i) {
      const std::uint32_t c = nearest_center(x, i, centers);
      changed = changed || c != found.cluster[i];
      found.cluster[i] = c;
    }
    found.settled = !changed;
    if (!changed || found.iterations == most) break;
    ++found.iterations;
    for (std::size_t c = 0; c < centers.n_cols; ++c) {
      const auto count =
          std::count(found.cluster.begin(), found.cluster.end(), c);
      for (std::size_t f = 0; count > 0 && f < x.n_rows; ++f) {
        double parts[nn::sum_parts] = {};
        for (std::size_t p = 0; p < nn::sum_parts; ++p)
          for (std::size_t i = nn::part_of(x.n_cols, p).begin;
               i < nn::part_of(x.n_cols, p).end; ++i)
            if (found.cluster[i] == c) parts[p] += double{x(f, i)};
        centers(f, c) = static_cast<float>(nn::tree_sum(parts) / double(count));
      }
    }
  }
  found.centers = centers;
  for (std::size_t i = 0; i < x.n_cols; ++i)
    found.inertia += arma::accu(arma::square(
        arma::conv_to<arma::vec>::from(x.col(i)) -
        arma::conv_to<arma::vec>::from(centers.col(found.cluster[i]))));
  return found;
}

void check_same(const Clusters& found, const Clusters& expected) {
  BOOST_TEST(found.cluster == expected.cluster);
  BOOST_TEST(arma::all(arma::vectorise(found.centers == expected.centers)));
  BOOST_TEST(found.iterations == expected.iterations);
  BOOST_TEST(found.settled == expected.settled);
}

}  // namespace

BOOST_AUTO_TEST_CASE(k_means_is_lloyds_algorithm) {
  for (std::size_t features : {1, 7, 100})
    for (std::size_t k : {1, 3, 20})
      for (int most : {0, 1, 50}) {
        const arma::fmat x = clouds(features, 501, k, 1.5);
        const Clusters found = k_means(x, x.head_cols(k), most),
                       plain = plain_k_means(x, x.head_cols(k), most);
        check_same(found, plain);
        // Another order of some 50,000 positive terms in double.
        BOOST_TEST(found.inertia == plain.inertia, tt::tolerance(1e-12));
        BOOST_TEST((most < 50 || found.settled));
      }
}

BOOST_AUTO_TEST_CASE(k_means_never_gets_worse) {
  const arma::fmat x = clouds(5, 400, 6, 3);
  double before = arma::datum::inf;
  for (int most = 0; most < 12; ++most) {
    const double inertia = k_means(x, x.head_cols(6), most).inertia;
    // Centers are rounded to float, 6e-8 of their size.
    BOOST_TEST(inertia <= before * (1 + 1e-6));
    before = inertia;
  }
}

BOOST_AUTO_TEST_CASE(of_equally_near_centers_the_first_and_empty_ones_stay) {
  const arma::fmat x{{-1, 1, 0}};
  // 0 is as near to -1 as to 1; nobody is near 50.
  const Clusters found = k_means(x, arma::fmat{{-1, 1, 50}}, 1);
  BOOST_TEST(found.cluster[2] == 0u);
  BOOST_TEST(found.centers(0) == -0.5f);
  BOOST_TEST(found.centers(1) == 1.f);
  BOOST_TEST(found.centers(2) == 50.f);
}

BOOST_AUTO_TEST_CASE(k_means_is_the_same_on_any_number_of_threads) {
  const arma::fmat x = clouds(30, 2000, 8, 3);
  nn::cpu::Threads::set_threads(1);
  const Clusters one = k_means(x, x.head_cols(8), 30);
  for (int threads : {2, 3, 7}) {
    nn::cpu::Threads::set_threads(threads);
    const Clusters many = k_means(x, x.head_cols(8), 30);
    check_same(many, one);
    BOOST_TEST(many.inertia == one.inertia);
  }
  nn::cpu::Threads::set_threads(0);
}

BOOST_AUTO_TEST_CASE(k_means_says_what_is_wrong) {
  const arma::fmat x = clouds(3, 20, 2, 1);
  BOOST_CHECK_THROW(k_means(x, arma::fmat(3, 0), 5), nn::UsageError);
  BOOST_CHECK_THROW(k_means(x, arma::fmat(2, 2, arma::fill::zeros), 5),
                    nn::UsageError);
  arma::fmat broken = x;
  broken(1, 7) = std::nanf("");
  BOOST_CHECK_THROW(k_means(broken, x.head_cols(2), 5), nn::UsageError);
}
