// Every loss of a fast backend against Reference<float>.
#include "backend_tools.hpp"

namespace {

void check_loss(double fast, double slow) {
  BOOST_TEST(std::isfinite(slow));
  BOOST_TEST(std::abs(fast - slow) <= 1e-6 * (1 + std::abs(slow)));
}

/// Losses up to about 1000 have seven digits.
void check_losses(const fmat& fast, const fmat& slow) {
  BOOST_REQUIRE(arma::size(fast) == arma::size(slow));
  BOOST_TEST(slow.is_finite());
  for (arma::uword j = 0; j < fast.n_elem; ++j)
    BOOST_TEST(std::abs(fast(j) - slow(j)) <= 2e-6 * (1 + std::abs(slow(j))));
}

}  // namespace

BOOST_AUTO_TEST_CASE(softmax_cross_entropy) {
  for (arma::uword classes : {2, 3, 10, 16, 17, 100})
    for (arma::uword samples : {1, 7, 128}) {
      fmat logits = random_matrix(classes, samples, 3);
      logits(0, 0) = 1000;  // exp(1000) is not a float
      const auto labels = random_labels(classes, samples);
      fmat d = nan_matrix(classes, samples), d_ref = d;
      const double loss = Fast::softmax_cross_entropy(logits, labels, d);
      check_loss(loss, Ref::softmax_cross_entropy(logits, labels, d_ref));
      check_close(d, d_ref, 1e-6, "dlogits");
      BOOST_TEST(Fast::count_correct(logits, labels) ==
                 Ref::count_correct(logits, labels));
    }
}

BOOST_AUTO_TEST_CASE(of_equal_scores_the_first_counts) {
  // All equal; equal ones in two lanes of a warp, and in one.
  fmat scores(70, 3, arma::fill::zeros);
  scores(40, 1) = scores(69, 1) = scores(5, 2) = scores(37, 2) = 1;
  const std::vector<std::int32_t> first = {0, 40, 5}, second = {1, 69, 37};
  BOOST_TEST(Fast::count_correct(scores, first) == 3u);
  BOOST_TEST(Fast::count_correct(scores, second) == 0u);
}

BOOST_AUTO_TEST_CASE(cross_entropies_with_label_smoothing) {
  for (double smoothing : {0.0, 0.1, 1.0})
    for (arma::uword classes : {2, 10, 17, 100})
      for (arma::uword samples : {1, 7, 64}) {
        fmat logits = random_matrix(classes, samples, 3);
        logits(0, 0) = 1000;
        const auto labels = random_labels(classes, samples);
        fmat d = nan_matrix(classes, samples), d_ref = d;
        fmat l = nan_matrix(1, samples), l_ref = l;
        Fast::softmax_cross_entropies(logits, labels, smoothing, l, d);
        Ref::softmax_cross_entropies(logits, labels, smoothing, l_ref, d_ref);
        check_losses(l, l_ref);
        check_close(d, d_ref, 1e-6, "dlogits");
      }
}

BOOST_AUTO_TEST_CASE(hinge_losses) {
  for (arma::uword classes : {2, 3, 10, 16, 17, 100})
    for (arma::uword samples : {1, 7, 64}) {
      const fmat scores = random_matrix(classes, samples, 2);
      const auto labels = random_labels(classes, samples);
      fmat d = nan_matrix(classes, samples), d_ref = d;
      fmat l = nan_matrix(1, samples), l_ref = l;
      Fast::hinge_losses(scores, labels, l, d);
      Ref::hinge_losses(scores, labels, l_ref, d_ref);
      check_losses(l, l_ref);
      check_close(d, d_ref, 0, "dscores");  // whole numbers
    }
}

BOOST_AUTO_TEST_CASE(mean_squared_error) {
  for (arma::uword samples : {1, 5, 64}) {
    const fmat y = random_matrix(9, samples),
               target = random_matrix(9, samples);
    fmat d = nan_matrix(9, samples), d_ref = d;
    const double loss = Fast::mean_squared_error(y, target, d);
    const double loss_ref = Ref::mean_squared_error(y, target, d_ref);
    check_close(d, d_ref, 1e-6, "dy");
    BOOST_TEST(std::abs(loss - loss_ref) <= 1e-5 * (1 + loss_ref));
  }
}

BOOST_AUTO_TEST_CASE(losses_number_by_number) {
  using Operation = void (*)(const fmat&, const fmat&, fmat&, fmat&);
  const std::pair<Operation, Operation> pairs[] = {
      {Fast::squared_errors, Ref::squared_errors},
      {Fast::absolute_errors, Ref::absolute_errors},
      {Fast::binary_cross_entropies, Ref::binary_cross_entropies}};
  for (const auto& [fast, slow] : pairs)
    for (arma::uword rows : {1, 3, 10, 16, 33})
      for (arma::uword samples : {1, 5, 64}) {
        fmat y = random_matrix(rows, samples, 4);
        y(0) = -1000;  // exp(1000) is not a float
        fmat target = arma::abs(random_matrix(rows, samples, 0.2));
        if (samples > 1) target(1) = y(1);
        fmat d = nan_matrix(rows, samples), d_ref = d;
        fmat l = nan_matrix(1, samples), l_ref = l;
        fast(y, target, l, d);
        slow(y, target, l_ref, d_ref);
        check_losses(l, l_ref);
        // The gradient of a squared error of 1000 is 2000.
        check_close(d, d_ref, fast == Fast::squared_errors ? 1e-3 : 1e-6, "dy");
      }
}

BOOST_AUTO_TEST_CASE(weighted_mean) {
  for (arma::uword samples : {1, 5, 64})
    for (bool equal : {true, false}) {
      const fmat losses = arma::abs(random_matrix(1, samples));
      const fmat weights =
          equal ? fmat() : fmat(arma::abs(random_matrix(1, samples)) + 0.01f);
      fmat d = random_matrix(10, samples), d_ref = d;
      check_loss(Fast::weighted_mean(weights, losses, d),
                 Ref::weighted_mean(weights, losses, d_ref));
      check_close(d, d_ref, 1e-6, "gradient");
    }
}

BOOST_AUTO_TEST_CASE(nan_shows_in_every_loss) {
  fmat y = random_matrix(10, 3);
  y(4, 1) = arma::Datum<float>::nan;
  const fmat target(10, 3, arma::fill::zeros);
  for (std::int32_t label : {4, 0}) {  // the broken score's own, another
    const std::vector<std::int32_t> labels = {0, label, 0};
    const auto check = [&](auto f) {
      fmat d(10, 3), l(1, 3, arma::fill::zeros);
      f(l, d);
      BOOST_TEST(std::isfinite(l(0)));
      BOOST_TEST(std::isnan(l(1)));
    };
    check([&](fmat& l, fmat& d) { Fast::hinge_losses(y, labels, l, d); });
    check([&](fmat& l, fmat& d) { Ref::hinge_losses(y, labels, l, d); });
    for (auto f : {Fast::softmax_cross_entropies, Ref::softmax_cross_entropies})
      check([&](fmat& l, fmat& d) { f(y, labels, 0.1, l, d); });
    for (auto f : {Fast::squared_errors, Fast::absolute_errors,
                   Fast::binary_cross_entropies, Ref::squared_errors,
                   Ref::absolute_errors, Ref::binary_cross_entropies})
      check([&](fmat& l, fmat& d) { f(y, target, l, d); });
  }
}
