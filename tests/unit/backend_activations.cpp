// Every activation of a fast backend against Reference<float>.
#include "backend_tools.hpp"

namespace {

using Function = std::function<void(const fmat&, fmat&)>;
using Gradient = std::function<void(const fmat&, const fmat&, fmat&)>;

struct Pair {
  const char* name;
  Function fast, slow;
  Gradient fast_gradient, slow_gradient;
  bool gradient_takes_x = false;
};

const std::vector<Pair>& pairs() {
  static const std::vector<Pair> all = {
      {"relu", Fast::relu, Ref::relu, Fast::relu_gradient, Ref::relu_gradient},
      {"sigmoid", Fast::sigmoid, Ref::sigmoid, Fast::sigmoid_gradient,
       Ref::sigmoid_gradient},
      {"tanh", Fast::tanh, Ref::tanh, Fast::tanh_gradient, Ref::tanh_gradient},
      {"leaky_relu", [](auto& x, auto& y) { Fast::leaky_relu(x, 0.2, y); },
       [](auto& x, auto& y) { Ref::leaky_relu(x, 0.2, y); },
       [](auto& y, auto& dy, auto& dx) {
         Fast::leaky_relu_gradient(y, dy, 0.2, dx);
       },
       [](auto& y, auto& dy, auto& dx) {
         Ref::leaky_relu_gradient(y, dy, 0.2, dx);
       }},
      {"gelu", Fast::gelu, Ref::gelu, Fast::gelu_gradient, Ref::gelu_gradient,
       true},
      {"softmax", Fast::softmax, Ref::softmax, Fast::softmax_gradient,
       Ref::softmax_gradient}};
  return all;
}

void check_pair(const Pair& pair, arma::uword n, arma::uword samples) {
  fmat x = random_matrix(n, samples, 4);
  x(0) = 0;
  if (n > 2) x(1) = 90, x(2) = -90;  // saturated
  fmat y = nan_matrix(n, samples), y_ref = y;
  pair.fast(x, y);
  pair.slow(x, y_ref);
  // Functions within 3e-7 (vector_math.cpp) of numbers up to 1; GELU multiplies
  // its function by x, up to 4 where it is not yet 0 or 1; softmax sums.
  const std::string_view which = pair.name;
  const double bound = which == "gelu"      ? 2e-6
                       : which == "softmax" ? 1e-6
                                            : 4e-7;
  check_close(y, y_ref, bound, pair.name);
  const fmat dy = random_matrix(n, samples);
  const fmat& at = pair.gradient_takes_x ? x : y_ref;
  fmat dx = nan_matrix(n, samples), dx_ref = dx;
  pair.fast_gradient(at, dy, dx);
  pair.slow_gradient(at, dy, dx_ref);
  const std::string name = pair.name + std::string(" gradient");
  check_close(dx, dx_ref, 2 * bound, name);
  // dx may take the place of dy.
  fmat in_place = dy;
  pair.fast_gradient(at, in_place, in_place);
  check_close(in_place, dx, 0, name + " in place");
}

}  // namespace

BOOST_AUTO_TEST_CASE(activations_and_their_gradients) {
  for (const Pair& pair : pairs())
    for (arma::uword n : {1, 3, 15, 16, 17, 100, 1003})
      for (arma::uword samples : {1, 4})
        check_pair(pair, n, samples);
}

BOOST_AUTO_TEST_CASE(nan_goes_through_every_activation) {
  const fmat x = nan_matrix(20, 1);
  for (const Pair& pair : pairs())
    for (const Function& f : {pair.fast, pair.slow}) {
      fmat y(20, 1, arma::fill::zeros);
      f(x, y);
      BOOST_TEST(std::isnan(y(0)), pair.name);
      BOOST_TEST(std::isnan(y(19)), pair.name);
    }
}

BOOST_AUTO_TEST_CASE(one_nan_makes_its_whole_sample_nan_in_softmax) {
  fmat x = random_matrix(10, 2);
  x(7, 1) = arma::Datum<float>::nan;
  for (auto f : {Fast::softmax, Ref::softmax}) {
    fmat y(10, 2);
    f(x, y);
    BOOST_TEST(y.col(0).is_finite());
    for (const float v : y.col(1))
      BOOST_TEST(std::isnan(v));
  }
}
