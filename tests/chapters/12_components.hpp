/// Principal components and singular values.
#pragma once

#include "nn/core/error.hpp"

#include "12_tools.hpp"
#include "12_unsupervised/components.hpp"
#include "12_unsupervised/images.hpp"
#include "12_unsupervised/points.hpp"
#include "12_unsupervised/svd.hpp"

namespace chapter12 {

inline arma::mat identity(arma::uword n) {
  return arma::mat(n, n, arma::fill::eye);
}

// Row 43b: M = U Sigma V', with U and V orthogonal; for wide matrices, too.
BOOST_AUTO_TEST_CASE(row_43b_singular_values_of_any_shape) {
  for (const auto& [rows, columns] :
       std::vector<std::pair<arma::uword, arma::uword>>{
           {1, 1}, {4, 4}, {9, 3}, {3, 9}, {1, 5}, {28, 28}}) {
    const arma::mat m = random_matrix(rows, columns, rows + columns);
    const Svd svd = svd_by_rotations(m), lapack = svd_by_lapack(m);
    const arma::uword r = std::min(rows, columns);
    BOOST_TEST(distance(svd.product(), m) < 1e-12);
    BOOST_TEST(distance(svd.u.t() * svd.u, identity(r)) < 1e-12);
    BOOST_TEST(distance(svd.v.t() * svd.v, identity(r)) < 1e-12);
    BOOST_TEST(distance(svd.values, lapack.values) < 1e-12);
    BOOST_TEST(arma::approx_equal(
        svd.values, arma::sort(svd.values, "descend").eval(), "absdiff", 0));
  }
}

// Row 43b: with V where V' belongs, M does not come back, whatever the signs of
// the singular vectors.
BOOST_AUTO_TEST_CASE(row_43b_errata_m_is_u_sigma_v_transposed) {
  // 3 and 0, 4 and 5: M'M has the eigenvalues 45 and 5.
  const Svd two = svd_by_rotations(arma::mat{{3, 0}, {4, 5}});
  BOOST_TEST(distance(two.values, arma::vec{std::sqrt(45.), std::sqrt(5.)}) <
             1e-12);
  std::vector<arma::mat> all{{{1, 2, 0}, {0, 3, 1}, {2, 0, 2}}};
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    all.push_back(random_matrix(6, 4, seed));
  for (const arma::mat& m : all) {
    Svd svd = svd_by_rotations(m);
    for (unsigned signs = 0; signs < 1u << m.n_cols; ++signs) {
      for (arma::uword k = 0; k < m.n_cols; ++k)
        if (signs >> k & 1) {
          svd.u.col(k) *= -1;
          svd.v.col(k) *= -1;
        }
      BOOST_TEST(distance(svd.product(), m) < 1e-12);
      BOOST_TEST(distance(svd.misprinted(), m) > 0.1);
    }
    // A wide matrix: the sizes do not even fit.
    if (m.n_rows > m.n_cols)
      BOOST_CHECK_THROW((void)svd_by_rotations(m.t()).misprinted(),
                        nn::UsageError);
  }
}

// Row 43b: the squared singular values of the centered samples, divided by n,
// are the eigenvalues of their covariance, with the same directions.
BOOST_AUTO_TEST_CASE(row_43b_pca_and_svd_are_one) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const arma::mat x =
        random_matrix(5, 5, seed) * random_matrix(5, 80, seed + 10) + 3;
    const Components a = components_by_covariance(x);
    const Components b = components_by_svd(x);
    BOOST_TEST(golden::distance(b.variance, a.variance) < 1e-12);
    BOOST_TEST(distance(a.directions.t(),
                        with_signs_of(a.directions.t(), b.directions.t())) <
               1e-9);
    const arma::mat back = a.restore(a.project(x, 5));
    BOOST_TEST(distance(back, x) < 1e-12);
  }
}

// Row 43b
BOOST_AUTO_TEST_CASE(row_43b_components_are_those_of_scikit_learn) {
  const auto c = golden::load("unsupervised_components");
  const arma::mat x = golden::batch(c.at("x"));
  const double n = double(x.n_cols);
  for (const Components& found :
       {components_by_covariance(x), components_by_svd(x)}) {
    const arma::mat expected = golden::batch(c.at("directions")).t();
    BOOST_TEST(golden::distance(found.mean, golden::batch(c.at("mean"))) <
               1e-12);
    BOOST_TEST(distance(with_signs_of(expected, found.directions.t()),
                        expected) < 1e-9);
    // scikit-learn divides by n - 1.
    BOOST_TEST(golden::distance(arma::mat(found.variance * n / (n - 1)),
                                golden::batch(c.at("variance"))) < 1e-9);
    BOOST_TEST(found.explained(2) ==
                   arma::accu(golden::batch(c.at("share")).head_rows(2)),
               tt::tolerance(1e-9));
    const arma::mat coordinates = golden::batch(c.at("coordinates"));
    BOOST_TEST(distance(with_signs_of(coordinates, found.project(x, 5)),
                        coordinates) < 1e-9);
    const arma::mat whitened = golden::batch(c.at("whitened"));
    BOOST_TEST(distance(with_signs_of(whitened, found.whiten(x, 5)) *
                            std::sqrt((n - 1) / n),
                        whitened) < 1e-9);
  }
  BOOST_TEST(golden::distance(svd_by_rotations(x).values,
                              golden::batch(c.at("singular_values"))) < 1e-9);
}

// Eckart and Young: what rank k leaves is the sum of the other squares, and no
// other matrix of that rank is nearer.
BOOST_AUTO_TEST_CASE(row_43b_no_matrix_of_that_rank_is_nearer) {
  const arma::mat image = small_digits().picture(3);
  const Svd svd = svd_by_rotations(image);
  for (arma::uword k = 1; k < 8; ++k) {
    const double left = arma::accu(arma::square(image - svd.product(k)));
    const double all = arma::accu(arma::square(image));
    BOOST_TEST(1 - left / all == svd.energy(k), tt::tolerance(1e-9));
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      // The nearest in a random k-dimensional space of columns, and one close
      // to the best.
      for (const double noise : {0.05, 10.0}) {
        arma::mat q, r;
        arma::qr_econ(q, r,
                      svd.u.head_cols(k) + noise * random_matrix(8, k, seed));
        BOOST_TEST(arma::accu(arma::square(image - q * (q.t() * image))) >
                   left);
      }
    }
  }
}

// Most of a digit's variance is in few directions.
BOOST_AUTO_TEST_CASE(few_components_hold_most_of_the_digits) {
  const Components c = components_by_svd(small_digits().x);
  BOOST_TEST(c.explained(10) > 0.7);
  BOOST_TEST(c.explained(20) > 0.88);
  BOOST_TEST(c.explained(20) < 0.95);
  BOOST_TEST(c.explained(64) == 1, tt::tolerance(1e-12));
}

// Whitened coordinates have covariance I, and are sqrt(n) V'.
BOOST_AUTO_TEST_CASE(row_43b_whitening_is_v_times_a_number) {
  const arma::mat x = small_digits().x;
  const Components c = components_by_svd(x);
  const arma::mat z = c.whiten(x, 20);
  BOOST_TEST(distance(z * z.t() / double(z.n_cols), identity(20)) < 1e-9);
  const Svd svd = svd_by_rotations(x.each_col() - c.mean);
  BOOST_TEST(distance(z, svd.v.head_cols(20).t() *
                             std::sqrt(double(x.n_cols))) < 1e-9);
}

// PCA looks for variance alone: in other units, other directions.
BOOST_AUTO_TEST_CASE(pca_depends_on_the_unit) {
  const arma::mat x = long_groups(80, 1).x;
  arma::mat scaled = x;
  scaled.row(1) *= 10;
  const arma::vec a = components_by_covariance(x).directions.col(0);
  const arma::vec b = components_by_covariance(scaled).directions.col(0);
  BOOST_TEST(std::abs(a(0)) > 0.9);
  BOOST_TEST(std::abs(b(1)) > 0.9);
}

}  // namespace chapter12
