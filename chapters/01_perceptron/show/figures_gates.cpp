#include "figures_gates.hpp"

#include <bit>

#include "../separability.hpp"
#include "plane.hpp"

namespace chapter01 {

void draw_gates(const std::filesystem::path& out) {
  const auto draw = [](const std::string& title, const Gate& gate) {
    nn::Figure figure = plane(title);
    const auto sum = [&](double x1, double x2) { return gate.sum(x1, x2); };
    figure.heat_map(over_plane(sum))
        .boundary(over_plane(sum), 0, "sum = 0 | 加权和 = 0");
    mark_outputs(figure, gate);
    return figure;
  };
  nn::save_row(out / "gates.svg",
               {draw("AND: weighted sum | AND：加权和", and_gate),
                draw("NAND: weighted sum | NAND：加权和", nand_gate),
                draw("OR: weighted sum | OR：加权和", or_gate)});
}

namespace {

/// The four inputs of XOR as the hidden layer maps them: 01 and 10 become
/// one point.
nn::Figure hidden_plane() {
  nn::Figure figure =
      plane("Second layer: one line will do | 第二层：一条直线就够了");
  figure.size(400, 400);
  figure.x_label("h1 = NAND").y_label("h2 = OR");
  const auto sum = [](double h1, double h2) { return and_gate.sum(h1, h2); };
  figure.heat_map(over_plane(and_gate)).boundary(over_plane(sum), 0, "AND");
  figure.points({1, 0}, {0, 1}, "output 0 | 输出 0");
  figure.points({1}, {1}, "output 1 | 输出 1");
  return figure;
}

}  // namespace

void draw_xor(const std::filesystem::path& out) {
  nn::Figure inputs =
      plane("XOR: fires between two lines | 异或：两条直线之间才激活");
  inputs.size(400, 400);
  inputs.heat_map(over_plane(xor_gate));
  mark_outputs(inputs, xor_gate);
  draw_line(inputs, nand_gate.w1, nand_gate.w2, nand_gate.b, "NAND");
  draw_line(inputs, or_gate.w1, or_gate.w2, or_gate.b, "OR");
  nn::save_row(out / "xor.svg", {inputs, hidden_plane()});
}

void draw_weight_map(const std::filesystem::path& out) {
  constexpr double low = -1.5, high = 2.5;
  const auto over_weights = [&](auto f) {
    return nn::Grid::of(f, low, high, low, high, 161);
  };
  nn::Figure figure(
      "Bias -1: seven regions, none is XOR (color: inputs that fire) | "
      "偏置 -1：七个区域，没有异或（颜色：让它激活的输入个数）");
  figure.size(640, 560).x_label("w1").y_label("w2").equal_axes();
  figure.x_range(low, high).y_range(low, high);
  figure.heat_map(over_weights([](double w1, double w2) {
    return double(std::popcount(function_of(Gate{w1, w2, -1})));
  }));
  draw_line(figure, 1, 0, -1, "sum of 10 = 0 | 10 的和 = 0");
  draw_line(figure, 0, 1, -1, "sum of 01 = 0 | 01 的和 = 0");
  draw_line(figure, 1, 1, -1, "sum of 11 = 0 | 11 的和 = 0");
  struct Example {
    double w1, w2;
    const char* chinese;
  };
  for (const auto& [w1, w2, chinese] : {Example{-0.25, -0.25, "从不激活"},
                                        {0.7, 0.7, "AND"},
                                        {1.75, 1.75, "OR"},
                                        {1.75, 0.25, "x1"},
                                        {0.25, 1.75, "x2"},
                                        {1.5, -1.0, "x1 且非 x2"},
                                        {-1.0, 1.5, "x2 且非 x1"}}) {
    const char* english = function_names[function_of(Gate{w1, w2, -1})];
    figure.points({w1}, {w2}, fmt::format("{} | {}", english, chinese));
  }
  figure.save(out / "weight_map.svg");
}

}  // namespace chapter01
