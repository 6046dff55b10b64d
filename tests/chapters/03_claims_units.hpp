// Chapter 3: what its pages conclude about depth, dead units, hidden neurons,
// bumps and small steps.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>

#include <boost/test/unit_test.hpp>

#include "03_propagation/bumps.hpp"
#include "03_propagation/cost.hpp"
#include "03_propagation/dead_units.hpp"
#include "03_propagation/depth.hpp"
#include "03_propagation/rings.hpp"
#include "03_propagation/shapes.hpp"
#include "03_propagation/show/figures_graph.hpp"
#include "03_propagation/two_paths.hpp"
#include "03_tools.hpp"

namespace claims {
using namespace chapter03;

// What the sum over two paths misses shrinks with the square of the step.
BOOST_AUTO_TEST_CASE(two_paths_add_up_for_small_steps) {
  const auto shrinks = [](auto moves) {
    const double large = moves(0.01).miss(), small = moves(0.001).miss();
    BOOST_TEST(std::abs(large) > 1e-8);
    BOOST_TEST(is_near(small / large, 0.01, 0.001));
    BOOST_TEST(std::abs(moves(0.001).miss()) <
               0.01 * std::abs(moves(0.001).sum()));
  };
  shrinks(product_moves);
  shrinks([](double step) { return hidden_neuron_moves({}, {}, step); });
  // One path alone misses most of it, however small the step.
  const TwoPaths p = hidden_neuron_moves({}, {}, 1e-4);
  BOOST_TEST(std::abs(p.real - p.first) > 0.3 * std::abs(p.real));
  BOOST_TEST(std::abs(p.real - p.second) > 0.3 * std::abs(p.real));
  // The sum per step is dE/dh1 of the pencil.
  const Backward d = backward({}, {}, forward(Weights{}, {}));
  BOOST_TEST(is_near(p.sum() / p.step, d.back_h1, 1e-15));
  BOOST_TEST(is_near(p.real / p.step, d.back_h1, 1e-5));
}

// Gradients have the shapes of their weights; 136 parameters, by (3.11), too.
BOOST_AUTO_TEST_CASE(gradients_have_the_shapes_of_their_weights) {
  for (std::size_t samples : {1, 10}) {
    const auto shapes = shapes_of(seven_widths, samples);
    BOOST_REQUIRE(shapes.size() == 6u);
    std::size_t all = 0;
    for (std::size_t k = 0; k < shapes.size(); ++k) {
      const LayerShapes& s = shapes[k];
      BOOST_TEST((s.W == arma::SizeMat(seven_widths[k + 1], seven_widths[k])));
      BOOST_TEST((s.b == arma::SizeMat(seven_widths[k + 1], 1)));
      BOOST_TEST((s.dW == s.W));
      BOOST_TEST((s.db == s.b));
      BOOST_TEST((s.output == arma::SizeMat(seven_widths[k + 1], samples)));
      all += s.parameters;
    }
    BOOST_TEST(all == 136u);
    BOOST_TEST(parameters_of(seven_widths) == 136);
  }
}

/// Accuracies of several trainings: training and new points.
struct Accuracies {
  double lowest = 1, highest = 0, training = 0, test = 0;
};
inline Accuracies of_seeds(RingSettings settings, std::uint64_t seeds) {
  Accuracies a;
  for (settings.seed = 1; settings.seed <= seeds; ++settings.seed) {
    const RingRun run = train_on_rings(settings);
    a.lowest = std::min(a.lowest, run.training);
    a.highest = std::max(a.highest, run.training);
    a.training += run.training / double(seeds);
    a.test += run.test / double(seeds);
  }
  return a;
}

// One neuron cuts off a side, two a wedge or a strip; three close a curve.
BOOST_AUTO_TEST_CASE(three_hidden_neurons_close_a_curve_and_two_cannot) {
  const Accuracies one = of_seeds({.hidden = 1}, 4);
  const Accuracies two = of_seeds({.hidden = 2}, 4);
  const Accuracies three = of_seeds({.hidden = 3}, 4);
  const Accuracies eight = of_seeds({.hidden = 8}, 4);
  BOOST_TEST(one.lowest > 0.55);
  BOOST_TEST(one.highest < 0.78);
  BOOST_TEST(two.lowest > one.highest);
  BOOST_TEST(two.highest < 0.95);
  BOOST_TEST(three.lowest > 0.98);
  BOOST_TEST(eight.lowest > 0.98);
}

// With wrong labels, twenty neurons learn more of them by heart than three, and
// are worse on new points.
BOOST_AUTO_TEST_CASE(more_neurons_learn_wrong_labels_by_heart) {
  const RingSettings noisy = {.points = 60, .flipped = 0.15, .steps = 2000};
  RingSettings many = noisy, few = noisy;
  few.hidden = 3;
  many.hidden = 20;
  const Accuracies three = of_seeds(few, 6), twenty = of_seeds(many, 6);
  BOOST_TEST(twenty.training > three.training + 0.03);
  BOOST_TEST(twenty.test < three.test - 0.03);
  BOOST_TEST(three.test > 0.8);
}

// More bumps, a smaller error: at most half a bump's width times the steepest
// slope. With flanks that do not narrow it stops falling.
BOOST_AUTO_TEST_CASE(more_bumps_come_closer_to_any_smooth_curve) {
  const auto falls = [](auto f, double steepest) {
    double before = 1e9;
    for (int count : {2, 5, 20, 100}) {
      const double error = largest_error(f, count);
      BOOST_TEST(error <= 1.1 * steepest / (2 * count));
      BOOST_TEST(error < 0.7 * before);
      before = error;
    }
  };
  falls(curve_to_match, 1 + std::numbers::pi);
  falls([](double x) { return std::exp(x); }, std::numbers::e);
  falls([](double x) { return std::cos(9 * x); }, 9);
  const double soft = largest_error(curve_to_match, 100, 0.05);
  BOOST_TEST(soft > 3 * largest_error(curve_to_match, 100));
}

// Along the path of the drawing, the slopes multiply to dE1/dw5.
BOOST_AUTO_TEST_CASE(slopes_along_the_drawn_path_multiply) {
  const DrawnGraph drawn = drawn_neuron({}, {});
  const Graph& g = drawn.graph;
  double product = 1;
  for (std::size_t i = 1; i < drawn.path.size(); ++i) {
    double slope = 0;  // a node that is used twice has two
    for (const auto& edge : g.made_of(drawn.path[i]))
      if (edge.node == drawn.path[i - 1]) slope += edge.slope;
    product *= slope;
  }
  const Weights gradient = backward({}, {}, forward(Weights{}, {})).gradient;
  BOOST_TEST(is_near(product, gradient.w5, 1e-15));
  BOOST_TEST(is_near(g.gradient(drawn.path[0]), gradient.w5, 1e-15));
  // And the file holds the numbers.
  const auto file = std::filesystem::temp_directory_path() / "nn_neuron.svg";
  draw_graph(drawn, file, 4);
  std::ifstream in(file);
  const std::string svg((std::istreambuf_iterator<char>(in)), {});
  std::filesystem::remove(file);
  for (const char* number : {">0.0822<", ">0.5933<", ">0.7414<", ">0.1868<"})
    BOOST_TEST(svg.find(number) != std::string::npos, number);
  // The bill is that of the nodes.
  const DrawnGraph bill = drawn_bill({});
  BOOST_TEST(is_near(bill.graph.gradient(bill.nodes[0].id),
                     settle({}).derivative.tickets, 1e-14));
}

// A node is made of earlier ones.
BOOST_AUTO_TEST_CASE(a_node_comes_after_those_it_is_made_of) {
  const NetworkGraph net = as_graph({}, {});
  for (Graph::Id i = 0; i < net.graph.size(); ++i)
    for (const auto& edge : net.graph.made_of(i))
      BOOST_TEST(edge.node < i);
}

// With small rates or not, ten layers: seeds 1 to 5.
BOOST_AUTO_TEST_CASE(sigmoids_lose_the_gradient_and_relus_keep_it) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Depth sigmoid = measure_depth<nn::Sigmoid>("", nn::xavier(), seed);
    const Depth tanh = measure_depth<nn::Tanh>("", nn::xavier(), seed);
    const Depth relu = measure_depth<nn::ReLU>("", nn::he(), seed);
    const Depth large = measure_depth<nn::Tanh>("", nn::normal(2), seed);
    const Depth strong = measure_depth<nn::Sigmoid>("", nn::normal(2), seed);
    BOOST_TEST(sigmoid.left() < 1e-5);
    BOOST_TEST(sigmoid.left() > 1e-7);
    for (const Depth* level : {&tanh, &relu}) {
      BOOST_TEST(level->left() > 0.2);
      BOOST_TEST(level->left() < 5);
    }
    BOOST_TEST(large.left() > 1000);  // explodes
    BOOST_TEST(strong.left() > 0.1);  // made up for small slopes
    BOOST_TEST(large.asleep > 0.5);   // but most are asleep
    BOOST_TEST(strong.asleep > 0.5);
    BOOST_TEST(is_near(relu.asleep, 0.5, 0.1));
    // Another half for each sample: no unit sleeps or wakes for all 100.
    const auto layer = deep_model<nn::ReLU>(1, 64, nn::he(), seed);
    layer->forward(random_matrix(64, 100, std::uint32_t(seed)));
    const arma::mat& fired = layer->activation(1);
    for (arma::uword unit = 0; unit < 64; ++unit) {
      const arma::uword awake = arma::accu(fired.row(unit) > 0);
      BOOST_TEST(awake > 20u);
      BOOST_TEST(awake < 80u);
    }
  }
}

// A ReLU that is below 0 for every sample gets no gradient at all, so that
// descent leaves it as it is; a leaky one moves.
BOOST_AUTO_TEST_CASE(a_dead_relu_stays_as_it_is) {
  const auto moved = [](bool leaky) {
    Model model({5});
    model.add<nn::Linear>(5, 4, nn::he());
    if (leaky)
      model.add<nn::LeakyReLU>();
    else
      model.add<nn::ReLU>();
    model.add<nn::Linear>(4, 2, nn::he());
    model.build(1);
    auto& W = model.named_parameters()[0].parameter->value;
    auto& b = model.named_parameters()[1].parameter->value;
    b(0) = -100;  // one dead unit among four
    const arma::rowvec before = W.row(0);
    const arma::mat x = random_matrix(5, 50, 1), t = random_matrix(2, 50, 2);
    arma::mat dy(arma::size(t));
    for (int step = 0; step < 100; ++step) {
      Exact::mean_squared_error(model.forward(x), t, dy);
      model.backward(dy);
      model.parameters() -= 0.1 * model.gradients();
    }
    return arma::abs(W.row(0) - before).max();
  };
  BOOST_TEST(moved(false) == 0);
  BOOST_TEST(moved(true) > 1e-4);
}

// The table of dead units, with another seed than the page's.
BOOST_AUTO_TEST_CASE(large_rates_kill_relus_and_a_leak_helps, *needs_images()) {
  const TrainTestImages images =
      first_images(nn::load_images("fashion-mnist"), 6000, 1000);
  const auto run = [&](double rate, float bias, bool leaky) {
    return train_and_count(
        images, {.rate = rate, .bias = bias, .leaky = leaky, .seed = 2});
  };
  const DeadRun calm = run(0.2, 0, false), hot = run(0.5, 0, false);
  BOOST_TEST(calm.silent_after <= 5u);
  BOOST_TEST(hot.silent_after >= 15u);
  BOOST_TEST(hot.accuracy > calm.accuracy - 0.1);
  const DeadRun too_hot = run(1, 0, false), leaky = run(1, 0, true);
  BOOST_TEST(too_hot.silent_after >= 60u);
  BOOST_TEST(leaky.silent_after >= 40u);
  BOOST_TEST(leaky.accuracy > too_hot.accuracy + 0.1);
  const DeadRun born_dead = run(0.2, -3, false), saved = run(0.2, -3, true);
  BOOST_TEST(born_dead.silent_before >= 90u);
  BOOST_TEST(born_dead.silent_after >= 90u);
  BOOST_TEST(saved.accuracy > born_dead.accuracy + 0.1);
}

}  // namespace claims
