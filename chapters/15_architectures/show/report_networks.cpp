#include "report_networks.hpp"

#include <sstream>

#include "nn/core/print.hpp"

#include "../inception.hpp"

namespace chapter15 {
namespace {

std::string inputs_of(const Outline& net, std::size_t i) {
  std::string names;
  for (const std::size_t from : net.layer_inputs(i))
    names += (names.empty() ? "" : ", ") +
             (from == net.from_input ? "the input" : net.layer_name(from));
  return names;
}

/// The layer's name, and at the other end of the column "Conv" or "Add".
std::string title_of(const std::string& name, const std::string& layer) {
  std::string kind = layer.substr(0, layer.find('('));
  if (kind.ends_with("2d")) kind.resize(kind.size() - 2);
  return fmt::format("{}{:>{}}", name, kind, 35 - name.size());
}

double millions(std::size_t count) {
  return static_cast<double>(count) / 1e6;
}

/// "-" for what the paper does not say.
std::string said(double number) {
  return number == 0 ? "-" : fmt::format("{}", number);
}

}  // namespace

void print_wires(const Outline& net) {
  fmt::print("  {} {:>8}  takes\n", title_of("name", "layer"), "gives");
  for (std::size_t i = 0; i < net.layer_count(); ++i)
    fmt::print("  {} {:>8}  {}\n",
               title_of(net.layer_name(i), net.layer(i).name()),
               nn::to_string(net.layer_shape(i)), inputs_of(net, i));
}

void print_refusal(const std::string& mistake,
                   const std::function<void()>& make) {
  fmt::print("  {}:\n", mistake);
  try {
    make();
    fmt::print("    nothing is said\n");
  } catch (const nn::Error& error) {
    std::istringstream words(error.what());
    std::string line = "   ";
    for (std::string word; words >> word; line += " " + word)
      if (line.size() + word.size() > 76) {
        fmt::print("{}\n", line);
        line = "   ";
      }
    fmt::print("{}\n", line);
  }
}

void print_published(const std::vector<Published>& table) {
  fmt::print(
      "                    millions of          billions of\n"
      "                    parameters  paper    multiply-adds  paper\n");
  for (const Published& network : table) {
    const Cost cost = network.cost();
    fmt::print("  {:16} {:12.3f} {:>6} {:16.3f} {:>6}\n", network.name,
               millions(cost.parameters), said(network.parameters),
               millions(cost.multiply_adds) / 1e3, said(network.multiply_adds));
  }
}

void print_googlenet(const std::vector<PublishedPart>& rows) {
  fmt::print(
      "                      thousands of          millions of\n"
      "                      parameters   paper    multiply-adds  paper\n");
  Outline net({3, 224, 224});
  add_googlenet(net);
  for (const PublishedPart& row : rows) {
    const Cost cost = cost_of(net, row.layers);
    fmt::print("  {:16} {:14.1f} {:>7} {:16.1f} {:>6}\n", row.title,
               static_cast<double>(cost.parameters) / 1024, row.parameters,
               millions(cost.multiply_adds), row.multiply_adds);
  }
  const Cost all = cost_of(net);
  fmt::print("  all: {} parameters, {:.2f} billion multiply-adds\n",
             all.parameters, millions(all.multiply_adds) / 1e3);
}

}  // namespace chapter15
