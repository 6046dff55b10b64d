/// Graphs drawn by chance.
#pragma once

#include "chapters/14_tools.hpp"

namespace chapter14 {

/// `operations` operations on tensors of 5 x 6, columns, rows and numbers, some
/// of them twice, some for nobody; the last ones are the results, with the
/// gradient of their sum.
inline Program random_program(std::uint64_t seed, int operations) {
  nn::Random random(seed);
  Program p;
  Graph& g = p.graph;
  const Tensor x = g.input("x", {5, 6});
  Tensors all = {x,
                 g.input("y", {5, 6}),
                 g.input("column", {5}),
                 g.input("row", {1, 6}),
                 g.input("number", {}),
                 g.constant(1),
                 g.constant(0.3)};
  const auto any = [&] {
    return all[random.integer(static_cast<std::uint32_t>(all.size()))];
  };
  for (int i = 0; i < operations; ++i) {
    const Tensor a = any(), b = any();
    switch (random.integer(12)) {
      case 0:
        all.push_back(a + b);
        break;
      case 1:
        all.push_back(a - b);
        break;
      case 2:
        all.push_back(tanh(a) * b);
        break;
      case 3:
        all.push_back(exp(tanh(a)));
        break;
      case 4:
        all.push_back(relu(a));
        break;
      case 5:
        all.push_back(where(less(a, b), a, b));
        break;
      case 6:
        all.push_back(fma(tanh(a), b, x));
        break;
      case 7:
        all.push_back(sum(a * x, {5}));
        break;
      case 8:
        all.push_back(sum(a * x, {1, 6}));
        break;
      case 9:
        all.push_back(mean(a));
        break;
      case 10:
        all.push_back(pad(slice(a * x, 1, 2, 4), 1, 1, 6));
        break;
      default:
        all.push_back(product(product_nt(tanh(a * x), x), x));
        break;
    }
  }
  Tensor loss = g.constant(0.5);
  for (std::size_t i = all.size() - 4; i < all.size(); ++i) {
    p.results.push_back(all[i].id);
    loss = loss + sum(tanh(all[i] * x));
  }
  const Tensor dx = gradient(loss, {x})[0];
  p.results.push_back(loss.id), p.results.push_back(dx.id);
  return p;
}

}  // namespace chapter14
