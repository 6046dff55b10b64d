// What the tests of chapter 3 share.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/data/dataset.hpp"

#include "03_propagation/activations.hpp"
#include "03_propagation/library.hpp"
#include "03_propagation/netv1.hpp"
#include "03_propagation/surface.hpp"

/// Written so that NaN fails.
inline bool is_near(double a, double b, double tolerance) {
  return std::abs(a - b) <= tolerance;
}
inline bool is_near(const arma::mat& a, const arma::mat& b, double tolerance) {
  return arma::size(a) == arma::size(b) &&
         arma::abs(a - b).max() <= tolerance && a.is_finite();
}
inline double relative(double a, double b) {
  return std::abs(a - b) / std::abs(b);
}

inline arma::mat random_matrix(arma::uword rows, arma::uword cols,
                               std::uint32_t index) {
  nn::Random random(1, nn::Stream::general, index);
  arma::mat m(rows, cols);
  m.imbue([&] { return random.normal(); });
  return m;
}

inline chapter03::TwoLayers random_layers(arma::uword in, arma::uword hidden,
                                          arma::uword out) {
  return {.W1 = random_matrix(hidden, in, 11),
          .b1 = random_matrix(hidden, 1, 12),
          .W2 = random_matrix(out, hidden, 13),
          .b2 = random_matrix(out, 1, 14)};
}

/// dE/d every number of a two-layer network, in the order of flat().
template <class E>
arma::vec measured_gradient(chapter03::TwoLayers n, const E& error) {
  const double h = 1e-5;
  std::vector<double> gradient;
  for (arma::mat* m : {&n.W1, &n.b1, &n.W2, &n.b2})
    for (double& w : *m) {
      const double before = w;
      w = before + h;
      const double above = error(n);
      w = before - h;
      gradient.push_back((above - error(n)) / (2 * h));
      w = before;
    }
  return arma::vec(gradient);
}

/// df/d every number of m, by central differences.
template <class M, class F>
arma::mat measured(M& m, const F& f, double h = 1e-5) {
  arma::mat gradient(m.n_rows, m.n_cols);
  for (arma::uword i = 0; i < m.n_elem; ++i) {
    const double before = m[i];
    m[i] = before + h;
    const double above = f();
    m[i] = before - h;
    gradient[i] = (above - f()) / (2 * h);
    m[i] = before;
  }
  return gradient;
}

inline const chapter03::Curve& curve_of(std::string_view name) {
  for (const auto& curve : chapter03::curves)
    if (curve.name == name) return curve;
  throw nn::Error(fmt::format("no curve {}", name));
}

/// Fashion-MNIST is a Debian package; without it there is nothing to test.
inline boost::test_tools::assertion_result has_images(
    boost::unit_test::test_unit_id) {
  try {
    nn::find_images("fashion-mnist");
    return true;
  } catch (const nn::DataError& missing) {
    boost::test_tools::assertion_result no = false;
    no.message() << missing.what();
    return no;
  }
}
inline auto needs_images() {
  return boost::unit_test::precondition(&has_images);
}

/// NetV1 as a model of the library, in double, with the same weights.
inline std::unique_ptr<chapter03::Model> as_sequential(
    const chapter03::NetV1& net, std::size_t inputs) {
  auto model = std::make_unique<chapter03::Model>(nn::Shape{inputs});
  std::size_t in = inputs;
  for (const std::size_t out : chapter03::netv1_widths) {
    model->add<nn::Linear>(in, out);
    if (out != chapter03::netv1_widths.back()) model->add<nn::ReLU>();
    in = out;
  }
  model->add<nn::Softmax>();
  model->build(1);
  auto parameters = model->named_parameters();
  for (std::size_t k = 0; k < net.layers.size(); ++k) {
    const auto& [W, b] = net.layers[k];
    parameters[2 * k].parameter->value = arma::conv_to<arma::mat>::from(W);
    parameters[2 * k + 1].parameter->value = arma::conv_to<arma::mat>::from(b);
  }
  return model;
}

/// The surface on the 11 x 11 points -10, -8 ... 10, as numpy was given it.
inline chapter03::Samples grid_of_samples() {
  chapter03::Samples s{arma::mat(2, 121), arma::rowvec(121)};
  arma::uword j = 0;
  for (int a = -10; a <= 10; a += 2)
    for (int b = -10; b <= 10; b += 2, ++j) {
      s.x(0, j) = a;
      s.x(1, j) = b;
      s.y(j) = chapter03::surface(a, b);
    }
  return s;
}
