#include "figures_graph.hpp"

#include "nn/figures/figure.hpp"

#include "draw_picture.hpp"

namespace chapter14 {

void draw_neuron(const Neuron& neuron, const std::filesystem::path& out) {
  const Graph& graph = neuron.program.graph;
  draw(picture_of(graph, roles(graph, neuron.loss, graph.size())),
       out / "neuron.svg", 88);
}

void draw_data_flow(const DataFlow& flow, const std::filesystem::path& out) {
  draw(picture_of(flow.program.graph, flow.groups), out / "data-flow.svg");
}

void draw_modes(const std::vector<std::size_t>& sizes,
                const std::filesystem::path& out) {
  nn::Figure figure("The whole Jacobian | 整个雅可比矩阵");
  figure.size(640, 420).log_x().log_y();
  figure.x_label("inputs n | 输入数 n");
  figure.y_label("work forward / work reverse | 前向的运算量 / 反向的运算量");
  arma::vec n(sizes.size()), ratio(sizes.size());
  for (const std::size_t m : {1, 16, 256}) {
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const Counted counted = count_modes({sizes[i], m, 16});
      n(i) = static_cast<double>(sizes[i]);
      ratio(i) = counted.by_columns / counted.by_rows;
    }
    figure.line(n, ratio, fmt::format("m = {0} | m = {0}", m));
  }
  figure.line(n, arma::ones(n.n_elem), "the same | 相同");
  figure.save(out / "modes.svg");
}

}  // namespace chapter14
