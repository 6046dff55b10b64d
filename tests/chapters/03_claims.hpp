// Chapter 3: what its pages conclude from their runs, sentence by sentence.
#pragma once

#include <boost/test/unit_test.hpp>

#include "03_propagation/activations.hpp"
#include "03_propagation/cost.hpp"
#include "03_propagation/dead_units.hpp"
#include "03_propagation/depth.hpp"
#include "03_propagation/descent.hpp"
#include "03_propagation/netv1.hpp"
#include "03_propagation/output_unit.hpp"
#include "03_propagation/surface.hpp"
#include "03_tools.hpp"

namespace claims {
using namespace chapter03;

// The complaints cancel because the outputs must go in opposite directions.
BOOST_AUTO_TEST_CASE(opposite_complaints_cancel_and_the_slope_takes_the_rest) {
  const Weights n;
  const auto parts = [&](const Sample& s) {
    const Backward d = backward(n, s, forward(n, s));
    return std::array{d.delta_o1 * n.w5, d.delta_o2 * n.w7, d.back_h1,
                      d.delta_h1};
  };
  const auto [first, second, both, delta] = parts({});
  BOOST_TEST(first * second < 0);
  BOOST_TEST(std::abs(both) < 0.7 * std::abs(first));
  BOOST_TEST(std::abs(delta) < std::abs(both) / 4);
  // Both must go down: nothing cancels.
  const auto [down, down_too, sum, unused] = parts({.t2 = 0.01});
  BOOST_TEST(down * down_too > 0);
  BOOST_TEST(std::abs(sum) > 1.5 * std::abs(down));
}

// Each tenfold number of steps buys fewer halvings a step, as the ground is
// flatter: the gradient shrinks with the distance to the targets.
BOOST_AUTO_TEST_CASE(progress_slows_down_as_the_ground_flattens) {
  const Sample s;
  std::array<double, 3> end{};
  for (std::size_t k = 0; k < 3; ++k) {
    Weights n;
    const auto E = learn(n, s, 10000, 0.5, Biases(k));
    end[k] = E.back();
    const auto halvings = [&](std::size_t from, std::size_t to) {
      return std::log2(E[from] / E[to]) / double(to - from);
    };
    BOOST_TEST(halvings(100, 1000) < 0.5 * halvings(10, 100));
    BOOST_TEST(halvings(1000, 10000) < 0.3 * halvings(100, 1000));
  }
  BOOST_TEST(is_near(end[0] / end[2], 14, 0.5));
  Weights n;
  double before = 1e9, missed_before = 1e9;
  for (const int steps : {10, 100, 1000, 10000}) {
    learn(n, s, steps, 0.5, Biases::own);
    const Forward a = forward(n, s);
    const double length = arma::norm(flat(backward(n, s, a).gradient));
    const double missed = std::hypot(a.o1 - s.t1, a.o2 - s.t2);
    BOOST_TEST(length < before / 2);
    BOOST_TEST(missed < missed_before / 2);
    before = length;
    missed_before = missed;
  }
}

// Forward and backward: between two and three forward passes for all weights,
// counted in multiplications.
BOOST_AUTO_TEST_CASE(all_gradients_cost_two_to_three_forward_passes) {
  const std::vector<std::vector<std::size_t>> networks = {
      {2, 2, 2}, {784, 30, 10}, {784, 256, 128, 10}, {64, 64, 64, 64, 64, 64}};
  for (const auto& widths : networks) {
    double forward = 0, backward = 0;
    for (std::size_t k = 1; k < widths.size(); ++k) {
      const arma::mat W(widths[k], widths[k - 1]), dy(widths[k], 1);
      const arma::mat x(widths[k - 1], 1);
      forward += double(W.n_rows * W.n_cols * x.n_cols);
      backward += double(dy.n_rows * x.n_rows * x.n_cols);             // dy x'
      if (k > 1) backward += double(W.n_cols * W.n_rows * dy.n_cols);  // W' dy
    }
    const double passes = passes_by_backward(widths);
    BOOST_TEST(is_near(passes, (forward + backward) / forward, 1e-12));
    BOOST_TEST(passes >= 2);
    BOOST_TEST(passes < 3);
    BOOST_TEST(passes_by_trying(parameters_of(widths)) >= 8 * passes);
  }
}

// Almost all weights are in the first layer, because each neuron there looks at
// every pixel; and trying them all takes about 70 years.
BOOST_AUTO_TEST_CASE(netv1_has_its_weights_in_the_first_layer) {
  const auto share = [](std::size_t inputs) {
    const double first = 512.0 * double(inputs + 1);
    return first / double(predict(inputs, 1).parameters);
  };
  BOOST_TEST(share(photograph) > 0.999);
  BOOST_TEST(share(thumbnail) > 0.97);
  BOOST_TEST(share(5 * 5 * 3) < 0.2);  // a small window instead
  const Prediction p = predict(photograph, 256);
  const double seconds =
      passes_by_trying(double(p.parameters)) * p.operations / 250e9;
  BOOST_TEST(is_near(seconds / (365.25 * 86400), 70, 1));
}

// At the same rate: more than a third is gone with the slope, less than one
// percent without it, whose first layer saturates. Another rate does not help.
BOOST_AUTO_TEST_CASE(without_the_slope_the_first_layer_saturates) {
  for (std::uint64_t seed : {1, 2}) {
    const Samples samples = draw_samples(1000, seed);
    ThreeLayers n = weights_of_the_notes(), faulty = n;
    const auto kept = fit(n, samples, 1000, FirstSlope::kept);
    const auto left_out = fit(faulty, samples, 1000, FirstSlope::left_out);
    BOOST_TEST(kept.back() < 0.66 * kept.front());
    BOOST_TEST(left_out.back() > 0.99 * left_out.front());
    const auto slope = [&](const ThreeLayers& net) {
      const arma::mat z1 = forward(net, samples.x).z1;
      return arma::mean(arma::vectorise(z1 % (1 - z1)));
    };
    BOOST_TEST(slope(faulty) < 0.002);
    BOOST_TEST(slope(n) > 0.01);
    const auto size = [](const ThreeLayers& net) {
      return arma::mean(arma::vectorise(arma::abs(net.W1)));
    };
    BOOST_TEST(size(faulty) > 20 * size(n));
  }
  for (const double rate : {0.03, 0.003, 0.001}) {
    ThreeLayers n = weights_of_the_notes();
    const auto left_out =
        fit(n, draw_samples(300, 1), 1000, FirstSlope::left_out, rate);
    BOOST_TEST(left_out.back() > 0.97 * left_out.front());
  }
}

// The sigmoid without its minus: the first error gives nothing away; the slope
// of the wrong sign goes uphill, that of the right sign does not.
BOOST_AUTO_TEST_CASE(the_sigmoid_without_its_minus_goes_uphill) {
  const Sample s;
  Weights n, downhill;
  const auto E = learn(n, s, 100, 0.5, Biases::fixed, sigmoid_without_minus);
  BOOST_TEST(relative(E.front(), error(forward(Weights{}, s), s).total()) <
             0.01);
  BOOST_TEST(E.back() > 2 * E.front());
  const auto height = [&] {
    return error(forward(downhill, s, sigmoid_without_minus), s).total();
  };
  for (int step = 0; step < 100; ++step) {
    Weights gradient;
    for (const auto& [name, place] : places) {
      double& w = downhill.*place;
      const double before = w, h = 1e-5;
      w = before + h;
      const double above = height();
      w = before - h;
      gradient.*place = (above - height()) / (2 * h);
      w = before;
    }
    descend(downhill, gradient, 0.5, Biases::fixed);
  }
  BOOST_TEST(height() < E.front() / 2);
}

// tanh as printed: it trains, it is S-shaped, it is never negative.
BOOST_AUTO_TEST_CASE(tanh_as_printed_trains_and_is_never_negative) {
  Weights n;
  const auto E = learn(n, {}, 1000, 0.5, Biases::own, tanh_as_printed);
  BOOST_TEST(E.back() < E.front() / 50);
  for (double x = -15; x < 15; x += 0.25) {
    BOOST_TEST(tanh_as_printed(x) > 0);
    BOOST_TEST(tanh_as_printed(x) < tanh_as_printed(x + 0.25) + 1e-15);
  }
  BOOST_TEST(tanh_as_printed(0) == 0.5);
  BOOST_TEST(chapter03::tanh(-1) < 0);
}

// A ReLU before the softmax: nearly half of NetV1's scores become 0, and such a
// score passes no gradient to its weights.
BOOST_AUTO_TEST_CASE(a_relu_before_the_softmax_silences_scores) {
  double silent = 0;  // mean of ten networks
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const NetV1 net(300, seed);
    const arma::fmat scores = net.logits(random_photographs(300, 256, seed));
    silent += double(arma::accu(scores < 0)) / double(scores.n_elem) / 10;
  }
  BOOST_TEST(is_near(silent, 0.5, 0.1));
  // One image, a class whose score is below 0: what its weights hear.
  const auto heard = [](bool relu) {
    Model model({3});
    model.add<nn::Linear>(3, 2);
    if (relu) model.add<nn::ReLU>();
    model.build(1);
    model.named_parameters()[1].parameter->value = arma::vec{1e2, -1e2};
    arma::mat y = model.forward(random_matrix(3, 1, 1));
    arma::mat dy(2, 1);
    Exact::softmax_cross_entropy(y, std::vector<std::int32_t>{0}, dy);
    model.backward(dy + 0.1);  // even if the loss asked for it
    return model.named_parameters()[1].parameter->gradient(1);
  };
  BOOST_TEST(heard(true) == 0);
  BOOST_TEST(std::abs(heard(false)) > 0.05);
}

BOOST_AUTO_TEST_CASE(without_the_slope_it_is_too_long_and_points_elsewhere) {
  for (std::uint64_t seed : {1, 2, 3}) {
    const Samples s = draw_samples(1000, seed);
    const ThreeLayers n = weights_of_the_notes();
    const ThreeOutputs out = forward(n, s.x);
    const arma::mat right = backward(n, s.x, s.y, out, FirstSlope::kept).W1;
    const arma::mat wrong = backward(n, s.x, s.y, out, FirstSlope::left_out).W1;
    const double length = arma::norm(right, "fro");
    const double too_long = arma::norm(wrong, "fro");
    BOOST_TEST(too_long > 4 * length);  // every factor is at most 1/4
    BOOST_TEST(arma::accu(right % wrong) / (length * too_long) < 0.99);
  }
}

}  // namespace claims
