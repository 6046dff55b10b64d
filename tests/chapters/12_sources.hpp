/// Independent components.
#pragma once

#include "12_tools.hpp"
#include "12_unsupervised/components.hpp"
#include "12_unsupervised/ica.hpp"
#include "12_unsupervised/sources.hpp"
#include "12_unsupervised/unmixing.hpp"

namespace chapter12 {

// Row 43b: sources up to order and sign (their variance is 1 in both).
BOOST_AUTO_TEST_CASE(row_43b_ica_gives_what_scikit_learn_gives) {
  for (const auto& c : golden::load("unsupervised_ica")) {
    const arma::mat x = golden::batch(c.at("x"));
    const Ica found = fast_ica(x, golden::weight(c.at("start")));
    const arma::mat expected = golden::batch(c.at("sources"));
    const arma::mat same = correlations(found.sources, expected);
    arma::uvec partner = arma::index_max(same, 0).t();
    BOOST_TEST(arma::unique(partner).eval().n_elem == 3u);
    // Both stop where a row turns by less than 1e-12 or so.
    BOOST_TEST(distance(with_signs_of(expected, found.sources.rows(partner)),
                        expected) < 1e-5);
    const arma::mat unmixing = golden::weight(c.at("unmixing"));
    BOOST_TEST(
        golden::distance(with_signs_of(unmixing, found.unmixing.rows(partner)),
                         unmixing) < 1e-5);
    const arma::mat centered = x.each_col() - arma::vec(arma::mean(x, 1));
    BOOST_TEST(distance(found.unmixing * centered, found.sources) < 1e-9);
  }
}

// What comes out is white: variance 1, no correlation.
BOOST_AUTO_TEST_CASE(independent_components_are_white) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Unmixed found = unmix(two_speakers(1000, seed), seed);
    const arma::mat& s = found.ica.sources;
    BOOST_TEST(distance(s * s.t() / 1000, arma::mat(2, 2, arma::fill::eye)) <
               1e-9);
    BOOST_TEST(found.ica.steps < 100);
  }
}

// The worse of two sources, over twenty recordings.
BOOST_AUTO_TEST_CASE(ica_unmixes_what_pca_cannot) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Unmixed found = unmix(two_speakers(1000, seed), seed);
    BOOST_TEST(found.by_ica > 0.98);
    BOOST_TEST(found.by_pca < 0.93);
    BOOST_TEST(found.by_ica > found.by_pca + 0.04);
  }
}

// The start decides the order and the signs, nothing else.
BOOST_AUTO_TEST_CASE(any_start_finds_the_same_sources) {
  const Recording r = two_speakers(1000, 1);
  const arma::mat first = unmix(r, 1).ica.sources;
  for (std::uint64_t seed = 2; seed <= 20; ++seed)
    BOOST_TEST(recovered(unmix(r, seed).ica.sources, first) > 1 - 1e-9);
}

// Mixtures are nearer to normal than sources; a normal variable has excess
// kurtosis 0, a sine -1.5, a uniform one (the sawtooth) -1.2.
BOOST_AUTO_TEST_CASE(row_43b_kurtosis_of_known_distributions) {
  const arma::rowvec t = arma::regspace<arma::rowvec>(0, 9999);
  const arma::mat sine = arma::sin(t * 0.1);
  const arma::mat uniform = t / 10000;
  // Ends of the period, and 1/n: 1 %.
  BOOST_TEST(excess_kurtosis(sine)(0) == -1.5, tt::tolerance(0.01));
  BOOST_TEST(excess_kurtosis(uniform)(0) == -1.2, tt::tolerance(0.01));
  // The standard deviation of a sample's excess kurtosis is sqrt(24/n) = 0.05.
  BOOST_TEST(std::abs(excess_kurtosis(random_matrix(1, 10000, 1))(0)) < 0.2);
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Recording r = two_speakers(1000, seed);
    BOOST_TEST(arma::accu(arma::abs(excess_kurtosis(r.x))) <
               arma::accu(arma::abs(excess_kurtosis(r.sources))));
  }
}

// Of two signals, both halves of a recording find the same; of normal noises,
// every turn is as good as another: what is found is chance.
BOOST_AUTO_TEST_CASE(normal_sources_cannot_be_unmixed) {
  arma::vec noises(30);
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    BOOST_TEST(halves_agree(two_speakers(1000, seed), seed) > 0.98);
    noises(seed - 1) = halves_agree(two_noises(1000, seed), seed);
  }
  // The cosine of an angle between 0 and 45 degrees: 0.9 in the mean.
  BOOST_TEST(std::abs(arma::mean(noises) - 0.9) < 0.05);
  BOOST_TEST(noises.min() < 0.8);
}

}  // namespace chapter12
