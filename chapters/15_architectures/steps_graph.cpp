#include "steps_graph.hpp"

#include "nn/core/print.hpp"
#include "nn/networks/resnet.hpp"

#include "count.hpp"
#include "refusals.hpp"
#include "show/draw_network.hpp"
#include "show/report_networks.hpp"

namespace chapter15 {

void a_graph_of_layers(const nn::Options& options) {
  nn::heading("A graph of layers");
  Outline net({1, 14, 14});
  nn::add_resnet(net, /*blocks=*/1, /*classes=*/10, nn::Shortcut::padded,
                 /*widths=*/{8, 16});
  print_wires(net);
  draw_networks({{"a small residual network | 一个小残差网络", boxes_of(net)}},
                options.out / "graph.svg");
}

void what_a_graph_refuses() {
  nn::heading("What a graph refuses");
  print_refusal("branches of two shapes", branches_of_two_shapes);
  print_refusal("a value that nobody takes", a_value_that_nobody_takes);
  print_refusal("two layers of one name", two_layers_of_one_name);
}

}  // namespace chapter15
