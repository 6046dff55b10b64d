// The linear layer of a fast backend against Reference<float>, over random
// shapes. The other operations have files of their own: backend_*.cpp.
#include "backend_tools.hpp"

namespace {

struct Sizes {
  arma::uword in, out, samples;
};

/// Odd sizes, single ones, sizes around the width of a vector, and more samples
/// than two panels hold.
std::vector<Sizes> linear_sizes() {
  std::vector<Sizes> sizes = {{1, 1, 1},       {1, 5, 3},    {7, 1, 2},
                              {16, 16, 16},    {17, 33, 15}, {784, 10, 1},
                              {784, 256, 128}, {40, 64, 300}};
  for (int i = 0; i < 20; ++i)
    sizes.push_back({1 + random_numbers.integer(90),
                     1 + random_numbers.integer(90),
                     1 + random_numbers.integer(70)});
  return sizes;
}

}  // namespace

BOOST_AUTO_TEST_CASE(linear_and_its_gradients) {
  for (const auto& [in, out, samples] : linear_sizes()) {
    const fmat W = random_matrix(out, in), b = random_matrix(out, 1),
               x = random_matrix(in, samples), dy = random_matrix(out, samples);
    // A sum of n such products grows to sqrt(n), so each addition rounds by
    // 6e-8 sqrt(n), and n of these add up like a random strides: 6e-8 n. The
    // worst of 30,000 sums lies four to five times as far out.
    const auto bound = [](arma::uword terms) {
      return 3e-7 * (static_cast<double>(terms) + 4);
    };
    fmat y = nan_matrix(out, samples), y_ref = y;
    const bool relu = samples % 2 == 0;
    Fast::linear(W, b, x, relu, y);
    Ref::linear(W, b, x, relu, y_ref);
    check_close(y, y_ref, bound(in), "y");

    fmat dx = nan_matrix(in, samples), dx_ref = dx;
    Fast::linear_input_gradient(W, dy, dx);
    Ref::linear_input_gradient(W, dy, dx_ref);
    check_close(dx, dx_ref, bound(out), "dx");

    fmat dW = nan_matrix(out, in), dW_ref = dW;
    for (std::size_t i = 0; i < 3; ++i)  // three workers' parts make the whole
      Fast::linear_weight_gradient(x, dy, nn::Worker{i, 3}.share(in), dW);
    Ref::linear_weight_gradient(x, dy, {0, in}, dW_ref);
    check_close(dW, dW_ref, bound(samples), "dW");

    fmat db = nan_matrix(out, 1), db_ref = db;
    Fast::linear_bias_gradient(dy, db);
    Ref::linear_bias_gradient(dy, db_ref);
    check_close(db, db_ref, bound(samples), "db");
  }
}
