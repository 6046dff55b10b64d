// Two inputs: the layer that takes them apart, the words, and what fusion
// gains.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/reference/reference.hpp"
#include "nn/training/gradient_check.hpp"

#include "15_architectures/fusion_experiment.hpp"
#include "15_architectures/slice.hpp"

namespace modalities_tests {

using namespace chapter15;
namespace tt = boost::test_tools;

constexpr std::size_t train = 2000, test = 1000, steps = 150;
constexpr arma::uword seeds = 5;

/// The scores that the program prints, computed once for all tests.
inline const FusionScores& scores_of(const std::string& name) {
  static const auto all = compare_fusions(train, test, steps, seeds, 1);
  for (const FusionScores& scores : all)
    if (scores.name == name) return scores;
  throw std::out_of_range(name);
}

/// With how many seeds the first is ahead of the second by more than a margin.
inline arma::uword ahead(const arma::rowvec& a, const arma::rowvec& b,
                         double margin = 0) {
  return arma::accu(a > b + margin);
}

inline arma::fmat noise(arma::uword rows, arma::uword cols) {
  nn::Random random(4);
  arma::fmat x(rows, cols);
  x.imbue([&] { return float(random.normal()); });
  return x;
}

}  // namespace modalities_tests

BOOST_AUTO_TEST_CASE(a_slice_takes_its_rows_and_gives_back_their_gradient) {
  using namespace modalities_tests;
  nn::Graph<nn::Cpu> net({7});
  net.add<Slice>("some", net.input(), std::size_t{2}, nn::Shape{1, 2, 2});
  net.build(1);
  BOOST_TEST((net.output_shape() == nn::Shape{1, 2, 2}));
  const arma::fmat x = noise(7, 3), dy = noise(4, 3);
  BOOST_TEST(arma::approx_equal(net.forward(x), x.rows(2, 5), "absdiff", 0.f));
  arma::fmat expected(7, 3, arma::fill::zeros);
  expected.rows(2, 5) = dy;
  BOOST_TEST(
      arma::approx_equal(net.backward_to_input(dy), expected, "absdiff", 0.f));
}

// Whatever was in the gradient's memory before.
BOOST_AUTO_TEST_CASE(a_slice_writes_zeros_where_it_has_read_nothing) {
  using namespace modalities_tests;
  Slice<nn::Cpu> slice(2, nn::Shape{4});
  slice.configure({7});
  const arma::fmat dy = noise(4, 3);
  arma::fmat dx(7, 3, arma::fill::value(9.0f)), expected = 0 * dx;
  expected.rows(2, 5) = dy;
  slice.backward({}, {}, dy, &dx, {});
  BOOST_TEST(arma::approx_equal(dx, expected, "absdiff", 0.f));
}

// Two slices that overlap, and one that nothing else of the input reaches.
BOOST_AUTO_TEST_CASE(gradients_through_slices_are_right) {
  using namespace modalities_tests;
  nn::Graph<nn::Reference<double>> net({9});
  const auto slice = [&](const char* name, std::size_t first,
                         std::size_t count) {
    return net.add<Slice>(name, net.input(), first, nn::Shape{count});
  };
  const nn::Value a = slice("a", 0, 5), b = slice("b", 3, 4);
  const nn::Value c = net.add<nn::Linear>("fc", a, 5, 4);
  const nn::Value d = net.add<nn::Add>("add", {b, c});
  net.add<nn::Tanh>("tanh", d);
  net.build(1);
  const arma::mat x = arma::conv_to<arma::mat>::from(noise(9, 4));
  BOOST_TEST(nn::check_gradients(net, x).passes());
}

BOOST_AUTO_TEST_CASE(a_slice_beyond_the_end_is_an_error_with_its_name) {
  using namespace modalities_tests;
  nn::Graph<nn::Cpu> net({7});
  try {
    net.add<Slice>("words", net.input(), std::size_t{5}, nn::Shape{3});
    BOOST_ERROR("no error");
  } catch (const nn::ShapeError& error) {
    const std::string what = error.what();
    BOOST_TEST(what.find("words Slice(5 to 7)") != std::string::npos);
    BOOST_TEST(what.find("expects at least 8 features") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(words_are_missing_and_wrong_as_often_as_they_should) {
  using namespace modalities_tests;
  BOOST_TEST(vocabulary().size() == 10 * words_per_class);
  std::vector<std::int32_t> labels(20000);
  for (std::size_t i = 0; i < labels.size(); ++i)
    labels[i] = std::int32_t(i % 10);
  const auto words = draw_words(labels, {}, 1);
  arma::vec used(vocabulary().size(), arma::fill::zeros);
  double missing = 0, right = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    missing += words[i] < 0;
    if (words[i] < 0) continue;
    used(arma::uword(words[i])) += 1;
    right += words[i] / std::int32_t(words_per_class) == labels[i];
  }
  const double n = double(labels.size());
  // Four standard errors of a share of 20,000.
  BOOST_TEST(std::abs(missing / n - 0.1) < 4 * std::sqrt(0.1 * 0.9 / n));
  BOOST_TEST(std::abs(right / n - 0.675) < 4 * std::sqrt(0.675 * 0.325 / n));
  BOOST_TEST(used.min() > 0.8 * n * 0.9 / 30);
  // None wrong: the kind can be read off the word.
  for (std::size_t i = 0; const auto word : draw_words(labels, {0, 0}, 2))
    BOOST_REQUIRE(word / std::int32_t(words_per_class) == labels[i++]);
  // All wrong: never the right kind.
  for (std::size_t i = 0; const auto word : draw_words(labels, {0, 1}, 2))
    BOOST_REQUIRE(word / std::int32_t(words_per_class) != labels[i++]);
}

BOOST_AUTO_TEST_CASE(inputs_are_packed_and_dropped) {
  using namespace modalities_tests;
  SmallImages images{{1, 2, 2}, arma::fmat(4, 3, arma::fill::ones), {7, 0, 3}};
  const Tagged data = tagged(images, {0, 0}, 1);
  BOOST_TEST(data.x.n_rows == 34u);
  for (arma::uword i = 0; i < 3; ++i) {
    const arma::fvec word = data.x.col(i).tail(30);
    BOOST_TEST(arma::accu(word) == 1);
    BOOST_TEST(word.index_max() / words_per_class ==
               arma::uword(images.labels[i]));
  }
  BOOST_TEST(arma::accu(without(Input::words, data).x) == 12);
  BOOST_TEST(arma::accu(without(Input::image, data).x) == 3);
  Tagged one = data;
  drop(Input::image, 1, one);
  BOOST_TEST(arma::accu(one.x) == 11);
  BOOST_TEST(arma::accu(one.x.col(1)) == 1);
}

// The network without words gives the same whatever the word is, and the other
// one whatever the image is.
BOOST_AUTO_TEST_CASE(each_network_sees_what_it_should) {
  using namespace modalities_tests;
  const FusionData data = fusion_data(200, 50, 1);
  const auto changes = [&](Fusion fusion, Input dropped) {
    const auto net = fusion_net(fusion, data.test.image, 1);
    const arma::fmat before = logits_of(*net, data.test);
    const arma::fmat after = logits_of(*net, without(dropped, data.test));
    return arma::abs(after - before).max() > 0;
  };
  BOOST_TEST(!changes(Fusion::image, Input::words));
  BOOST_TEST(!changes(Fusion::words, Input::image));
  for (const Fusion fusion : {Fusion::early, Fusion::late})
    for (const Input input : {Input::image, Input::words})
      BOOST_TEST(changes(fusion, input));
}

// One rate serves all ways: with both inputs, none of the other rates is more
// than three points better on the validation images.
BOOST_AUTO_TEST_CASE(each_way_of_fusing_has_a_rate_that_suits_it) {
  using namespace modalities_tests;
  const FusionData data = fusion_data(train, test, 101);
  for (const FusionWay& way : fusion_ways()) {
    const auto both = [&](double rate) {
      return score_of(way, data, data.validation,
                      {.rate = rate, .steps = steps, .seed = 101})
          .both;
    };
    for (const double rate : {1e-3, 3e-3, 3e-2, 1e-1})
      BOOST_TEST(both(rate) < both(fusion_rate) + 0.03, way.name << rate);
  }
}

// Every way of joining them, and every seed: six points above the image alone,
// twelve above the words.
BOOST_AUTO_TEST_CASE(two_inputs_together_beat_each_alone) {
  using namespace modalities_tests;
  const arma::rowvec image = scores_of("image alone").both;
  const arma::rowvec words = scores_of("words alone").both;
  for (const char* name : {"early", "late", "late, trained apart",
                           "early, inputs dropped", "late, inputs dropped"}) {
    const arma::rowvec both = scores_of(name).both;
    BOOST_TEST(ahead(both, image, 0.06) == seeds);
    BOOST_TEST(ahead(both, words, 0.12) == seeds);
  }
}

// The means of all five lie within two points.
BOOST_AUTO_TEST_CASE(where_two_inputs_join_does_not_show) {
  using namespace modalities_tests;
  arma::rowvec means;
  for (const char* name : {"early", "late", "late, trained apart",
                           "early, inputs dropped", "late, inputs dropped"})
    means = arma::join_rows(means, arma::mean(scores_of(name).both, 1));
  BOOST_TEST(means.max() - means.min() < 0.02);
}

// Without the image: worse than a network that has only ever seen words.
BOOST_AUTO_TEST_CASE(a_missing_image_hurts_whoever_has_always_had_one) {
  using namespace modalities_tests;
  const arma::rowvec words = scores_of("words alone").no_image;
  for (const char* name : {"early", "late"}) {
    const arma::rowvec fused = scores_of(name).no_image;
    BOOST_TEST(ahead(words, fused, 0.01) == seeds);
    BOOST_TEST(arma::mean(words) > arma::mean(fused) + 0.05);
    BOOST_TEST(arma::stddev(fused) > 2 * arma::stddev(words));
  }
}

BOOST_AUTO_TEST_CASE(dropped_inputs_repair_that_and_cost_nothing) {
  using namespace modalities_tests;
  const double words = arma::mean(scores_of("words alone").no_image);
  for (const std::string name : {"early", "late"}) {
    const FusionScores& dropped = scores_of(name + ", inputs dropped");
    const FusionScores& plain = scores_of(name);
    BOOST_TEST(ahead(dropped.no_image, plain.no_image, 0.01) == seeds);
    BOOST_TEST(arma::mean(dropped.no_image) > words - 0.01);
    BOOST_TEST(arma::mean(dropped.both) > arma::mean(plain.both) - 0.01);
  }
}

// Without a word, all are within four points of the network that never had any.
BOOST_AUTO_TEST_CASE(a_missing_word_does_little_harm) {
  using namespace modalities_tests;
  const double image = arma::mean(scores_of("image alone").no_words);
  for (const char* name :
       {"early", "late", "early, inputs dropped", "late, inputs dropped"})
    BOOST_TEST(std::abs(arma::mean(scores_of(name).no_words) - image) < 0.04);
}

// Nor does it matter that words were missing in training: networks that never
// missed one do as well without.
BOOST_AUTO_TEST_CASE(a_word_that_was_always_there_is_not_missed_either) {
  using namespace modalities_tests;
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const FusionData never = fusion_data(train, test, seed, {0, 0.25});
    const FusionData sometimes = fusion_data(train, test, seed);
    for (const std::size_t way : {2u, 3u}) {  // early, late
      const auto without_words = [&](const FusionData& data) {
        return score_of(fusion_ways()[way], data, data.test,
                        {.rate = fusion_rate, .steps = steps, .seed = seed})
            .no_words;
      };
      BOOST_TEST(without_words(never) > without_words(sometimes) - 0.01);
    }
  }
}

// Added afterwards, each is what it was where the other is missing. With both,
// it is as good as what was trained together.
BOOST_AUTO_TEST_CASE(networks_that_learned_apart_can_be_added) {
  using namespace modalities_tests;
  const FusionScores& apart = scores_of("late, trained apart");
  BOOST_TEST(arma::all(apart.no_words == scores_of("image alone").no_words));
  BOOST_TEST(arma::all(apart.no_image == scores_of("words alone").no_image));
  BOOST_TEST(arma::mean(apart.both) >
             arma::mean(scores_of("late").both) - 0.01);
  BOOST_TEST(arma::mean(apart.both) >
             arma::mean(scores_of("early").both) - 0.01);
}

// A share of samples loses its image, as many lose their word, none both.
BOOST_AUTO_TEST_CASE(dropping_in_training_leaves_one_input) {
  using namespace modalities_tests;
  const FusionData data = fusion_data(400, 50, 1);
  Tagged batch =
      tagged(small_images(clothes().train, all_kinds, 3000), {0, 0}, 1);
  batch.x.head_rows(196) += 1;  // no image of zeros
  nn::Random random(1);
  drop_some(0.2, random, batch);
  double image = 0, word = 0, both = 0;
  for (arma::uword i = 0; i < batch.size(); ++i) {
    const bool no_image = !arma::any(batch.x.col(i).head(196));
    const bool no_word = !arma::any(batch.x.col(i).tail(30));
    image += no_image, word += no_word, both += no_image && no_word;
  }
  // Four standard errors of 0.2 with 3000 samples.
  BOOST_TEST(std::abs(image / 3000 - 0.2) < 0.03);
  BOOST_TEST(std::abs(word / 3000 - 0.2) < 0.03);
  BOOST_TEST(both == 0);
}
