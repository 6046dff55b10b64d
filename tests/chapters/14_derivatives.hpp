// The equations of gradients, and derivatives of whole networks.
#include "chapters/14_tools.hpp"

namespace chapter14 {

/// A graph in double precision, its inputs' numbers, and what comes out.
class Sheet {
 public:
  Graph& graph() { return program_.graph; }
  Tensor input(const std::string& name, const Dims& dims) {
    const Tensor x = graph().input(name, dims);
    numbers_[name] = normal<double>(
        extent(dims, 0), count(dims) / extent(dims, 0), 1 + numbers_.size());
    return x;
  }
  arma::mat& operator[](const std::string& name) { return numbers_.at(name); }
  arma::mat operator()(const Tensor& x) {
    program_.results = {x.id};
    Interpreter<double> run(program_);
    for (auto& [name, numbers] : numbers_)
      run.bind(name, numbers);
    run.run();
    return run.value(x);
  }

 private:
  Program program_;
  std::map<std::string, arma::mat> numbers_;
};

inline double distance(const arma::mat& a, const arma::mat& b) {
  BOOST_REQUIRE(arma::size(a) == arma::size(b));
  return arma::abs(a - b).max();
}

/// Sums of some dozen products of numbers near 1.
constexpr double some_rounding = 1e-13;

/// Two layers and a loss, with everything that has a curvature.
struct Small {
  Tensors weights, directions;
  Tensor loss;
};
inline Small small_network(Sheet& sheet) {
  Small net;
  const auto weight = [&](const std::string& name, const Dims& dims) {
    net.weights.push_back(sheet.input(name, dims));
    net.directions.push_back(sheet.input("v_" + name, dims));
    return net.weights.back();
  };
  const Tensor x = sheet.input("x", {2, 5, 6, 3});
  const Tensor K = weight("K", {3, 18}), k = weight("k", {3});
  const Tensor c =
      convolution(K, k, x, {.kernel = 3, .stride = 1, .padding = 1});
  const Tensor p = max_pool(c, {.kernel = 2, .stride = 2, .padding = 0});
  const Tensor flat = reshape(tanh(p), {18, 3});
  const Tensor W = weight("W", {4, 18}), b = weight("b", {4});
  const Tensor labels = sheet.input("labels", {1, 3});
  sheet["labels"] = {{0, 3, 1}};
  net.loss = softmax_cross_entropy(product(W, flat) + b, labels);
  return net;
}

inline Tensor dot(const Tensors& a, const Tensors& b) {
  Tensor result = sum(a[0] * b[0]);
  for (std::size_t i = 1; i < a.size(); ++i)
    result = result + sum(a[i] * b[i]);
  return result;
}

}  // namespace chapter14

using namespace chapter14;

// <u, broadcast x> = <sum u, x>
BOOST_AUTO_TEST_CASE(broadcast_backward_is_a_sum) {
  const Dims large = {2, 3, 4};
  for (const Dims& small :
       {Dims{}, {2}, {1, 3}, {1, 1, 4}, {2, 1, 4}, {2, 3}, {2, 3, 4}}) {
    Sheet sheet;
    const Tensor x = sheet.input("x", small), u = sheet.input("u", large);
    const Tensor dx = gradient(sum(u * broadcast(x, large)), {x})[0];
    BOOST_TEST(distance(sheet(dx), sheet(sum(u, small))) == 0);
    BOOST_TEST(dx.dims() == small, tt::per_element());
  }
}

BOOST_AUTO_TEST_CASE(products_backward_are_products) {
  Sheet sheet;
  const Tensor A = sheet.input("A", {3, 4}), B = sheet.input("B", {4, 5});
  const Tensor dC = sheet.input("dC", {3, 5});
  const Tensors d = gradient(sum(dC * product(A, B)), {A, B});
  BOOST_TEST(distance(sheet(d[0]), sheet["dC"] * sheet["B"].t()) <
             some_rounding);
  BOOST_TEST(distance(sheet(d[1]), sheet["A"].t() * sheet["dC"]) <
             some_rounding);
  BOOST_TEST(d[0].node().operation->name == "product_nt");
  BOOST_TEST(d[1].node().operation->name == "product_tn");
}

BOOST_AUTO_TEST_CASE(transposed_products_backward_are_products) {
  Sheet sheet;
  const Tensor A = sheet.input("A", {4, 3}), B = sheet.input("B", {4, 5});
  const Tensor D = sheet.input("D", {2, 5}), dC = sheet.input("dC", {3, 5});
  const Tensor dE = sheet.input("dE", {4, 2});
  const Tensors tn = gradient(sum(dC * product_tn(A, B)), {A, B});
  BOOST_TEST(distance(sheet(tn[0]), sheet["B"] * sheet["dC"].t()) <
             some_rounding);
  BOOST_TEST(distance(sheet(tn[1]), sheet["A"] * sheet["dC"]) < some_rounding);
  const Tensors nt = gradient(sum(dE * product_nt(B, D)), {B, D});
  BOOST_TEST(distance(sheet(nt[0]), sheet["dE"] * sheet["D"]) < some_rounding);
  BOOST_TEST(distance(sheet(nt[1]), sheet["dE"].t() * sheet["B"]) <
             some_rounding);
}

// A window of all pixels is a product: so are its gradients. And every W(o, t)
// meets x at its tap.
BOOST_AUTO_TEST_CASE(convolution_backward_by_loops) {
  Sheet sheet;
  const nn::Window window = {.kernel = 3, .stride = 2, .padding = 1};
  const Tensor W = sheet.input("W", {2, 9}), b = sheet.input("b", {2});
  const Tensor x = sheet.input("x", {1, 5, 4, 1});
  const Tensor y = convolution(W, b, x, window);
  BOOST_REQUIRE(y.dims() == Dims({2, 3, 2, 1}));
  const Tensor dy = sheet.input("dy", y.dims());
  const Tensors d = gradient(sum(dy * y), {W, b, x});
  arma::mat dW(2, 9, arma::fill::zeros), dx(1, 20, arma::fill::zeros);
  arma::mat there(2, 6);
  there.each_col() = arma::vec(sheet["b"]);
  for (int i = 0; i < 6; ++i)
    for (int tap = 0; tap < 9; ++tap) {
      const int px = i % 3 * 2 + tap % 3 - 1, py = i / 3 * 2 + tap / 3 - 1;
      if (px < 0 || px >= 5 || py < 0 || py >= 4) continue;
      for (int o = 0; o < 2; ++o) {
        there(o, i) += sheet["W"](o, tap) * sheet["x"](py * 5 + px);
        dW(o, tap) += sheet["dy"](o, i) * sheet["x"](py * 5 + px);
        dx(py * 5 + px) += sheet["dy"](o, i) * sheet["W"](o, tap);
      }
    }
  BOOST_TEST(distance(sheet(y), there) < some_rounding);
  BOOST_TEST(distance(sheet(d[0]), dW) < some_rounding);
  BOOST_TEST(distance(sheet(d[1]), arma::sum(sheet["dy"], 1)) < some_rounding);
  BOOST_TEST(distance(sheet(d[2]), dx) < some_rounding);
}

BOOST_AUTO_TEST_CASE(max_pool_backward_goes_to_the_largest) {
  Sheet sheet;
  const Tensor x = sheet.input("x", {1, 4, 2, 1});
  sheet["x"] = {{1, 5, 2, 7, 3, 4, 7, 6}};  // two rows of four pixels
  const Tensor y = max_pool(x, {.kernel = 2, .stride = 2, .padding = 0});
  const Tensor dy = sheet.input("dy", y.dims());
  sheet["dy"] = {{10, 20}};
  BOOST_TEST(distance(sheet(y), arma::mat{{5, 7}}) == 0);
  const arma::mat by_hand = {{0, 10, 0, 20, 0, 0, 0, 0}};  // first of equals
  BOOST_TEST(distance(sheet(gradient(sum(dy * y), {x})[0]), by_hand) == 0);
}

BOOST_AUTO_TEST_CASE(softmax_cross_entropy_backward_is_a_difference) {
  Sheet sheet;
  const Tensor z = sheet.input("z", {3, 4});
  const Tensor labels = sheet.input("labels", {1, 4});
  sheet["labels"] = {{2, 0, 1, 1}};
  const Tensor loss = softmax_cross_entropy(z, labels);
  arma::mat p = arma::exp(sheet["z"]);
  p.each_row() /= arma::sum(p, 0).eval();
  double by_hand = 0;
  arma::mat dz = p;
  for (arma::uword j = 0; j < 4; ++j) {
    const auto label = static_cast<arma::uword>(sheet["labels"](j));
    by_hand -= std::log(p(label, j)) / 4;
    dz(label, j) -= 1;
  }
  BOOST_TEST(distance(sheet(softmax(z)), p) < some_rounding);
  BOOST_TEST(sheet(loss)(0) == by_hand, tt::tolerance(some_rounding));
  BOOST_TEST(distance(sheet(gradient(loss, {z})[0]), dz / 4) < some_rounding);
  // It does not overflow, whatever the logits.
  sheet["z"] = 1000 * sheet["z"];
  BOOST_TEST(std::isfinite(sheet(loss)(0)));
  BOOST_TEST(sheet(gradient(loss, {z})[0]).is_finite());
}

// A value that is used several times gets the sum of what comes back.
BOOST_AUTO_TEST_CASE(contributions_of_all_uses_are_added) {
  Sheet sheet;
  const Tensor x = sheet.input("x", {});
  const Tensor y = x * x * x + 2 * x + exp(x);
  const double at = sheet["x"](0);
  const double by_hand = 3 * at * at + 2 + std::exp(at);
  const Tensor dx = gradient(y, {x})[0];
  BOOST_TEST(sheet(dx)(0) == by_hand, tt::tolerance(some_rounding));
  BOOST_TEST(dx.node().name == "d_x");
  // Between: the derivative with respect to what is no input.
  const Tensor square = x * x;
  BOOST_TEST(sheet(gradient(exp(square), {square})[0])(0) == std::exp(at * at),
             tt::tolerance(some_rounding));
  BOOST_TEST(sheet(gradient(x + 0.0, {x})[0])(0) == 1);
}

BOOST_AUTO_TEST_CASE(derivatives_have_derivatives) {
  Sheet sheet;
  const Tensor x = sheet.input("x", {});
  Tensor y = exp(2 * x);
  for (int order = 1; order <= 5; ++order) {
    y = gradient(y, {x})[0];
    const double by_hand = std::pow(2, order) * std::exp(2 * sheet["x"](0));
    BOOST_TEST(sheet(y)(0) == by_hand, tt::tolerance(some_rounding));
  }
  const Tensor first = gradient(tanh(x), {x})[0];
  const Tensor third = gradient(gradient(first, {x})[0], {x})[0];
  const double t = std::tanh(sheet["x"](0)), slope = 1 - t * t;
  BOOST_TEST(sheet(third)(0) == slope * (6 * t * t - 2), tt::tolerance(1e-11));
}

// Of a network with convolution, pooling, tanh, and softmax cross-entropy.
BOOST_AUTO_TEST_CASE(a_networks_hessian_against_differences) {
  Sheet sheet;
  const Small net = small_network(sheet);
  const Tensors g = gradient(net.loss, net.weights);
  const Tensors Hv = gradient(dot(g, net.directions), net.weights);
  const double h = 1e-5;
  const auto move = [&](double distance) {
    for (const Tensor& w : net.weights)
      sheet[w.node().name] += distance * sheet["v_" + w.node().name];
  };
  for (std::size_t i = 0; i < g.size(); ++i) {
    const arma::mat there = sheet(Hv[i]);
    move(h);
    const arma::mat above = sheet(g[i]);
    move(-2 * h);
    const arma::mat below = sheet(g[i]);
    move(h);
    BOOST_TEST(distance(there, (above - below) / (2 * h)) < 1e-8);
    BOOST_TEST(arma::abs(there).max() > 1e-3);  // there is something to see
  }
}

BOOST_AUTO_TEST_CASE(forward_over_reverse_is_reverse_over_reverse) {
  Sheet sheet;
  const Small net = small_network(sheet);
  const Tensors g = gradient(net.loss, net.weights);
  const Tensors reverse = gradient(dot(g, net.directions), net.weights);
  const Tensors forward = directional(g, net.weights, net.directions);
  for (std::size_t i = 0; i < g.size(); ++i)
    BOOST_TEST(distance(sheet(reverse[i]), sheet(forward[i])) < some_rounding);
  // And the slope along the directions, by both modes.
  const Tensor slope = directional({net.loss}, net.weights, net.directions)[0];
  BOOST_TEST(sheet(slope)(0) == sheet(dot(g, net.directions))(0),
             tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(nothing_flows_through_stop_gradient) {
  Sheet sheet;
  const Tensor x = sheet.input("x", {3});
  const Tensor y = sum(x * stop_gradient(x));
  BOOST_TEST(distance(sheet(gradient(y, {x})[0]), sheet["x"]) == 0);
  const Tensor v = sheet.input("v", {3});
  BOOST_TEST(sheet(directional({y}, {x}, {v})[0])(0) ==
                 arma::dot(sheet["x"], sheet["v"]),
             tt::tolerance(some_rounding));
  BOOST_TEST(sheet(directional({stop_gradient(x)}, {x}, {v})[0]).is_zero());
}
