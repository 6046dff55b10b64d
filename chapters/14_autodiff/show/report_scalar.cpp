#include "report_scalar.hpp"

#include <functional>
#include <sstream>

#include "nn/core/error.hpp"
#include "nn/core/print.hpp"

#include "../scalar_network.hpp"

namespace chapter14 {

void print_walk() {
  // #region walk
  Value x = 2, w = -0.5;
  const Value product = w * x;
  const Value bent = tanh(product);
  const Value y = bent * x + x;
  y.backward();
  // #endregion walk
  fmt::print("                         value   dy/d it\n");
  const auto row = [](const char* name, const Value& value) {
    fmt::print("  {:20} {:7.4f} {:9.4f}\n", name, value.value(),
               value.gradient());
  };
  row("y = bent * x + x", y);
  row("bent = tanh(product)", bent);
  row("product = w * x", product);
  row("x", x);
  row("w", w);
}

void print_scalar_network(int steps) {
  std::vector<std::vector<double>> errors;
  std::vector<ScalarOutputs> ends;
  for (Biases biases : {Biases::fixed, Biases::shared, Biases::own}) {
    ScalarNetwork net(biases);
    errors.push_back(train(net, steps, 0.5));
    ends.push_back(forward(net));
  }
  fmt::print(
      "                 E with biases\n"
      "    step         fixed        shared           own\n");
  for (std::size_t k : {0, 1, 10, 100, 1000, 10000})
    if (k < errors[0].size())
      fmt::print("  {:6} {:13.10f} {:13.10f} {:13.10f}\n", k, errors[0][k],
                 errors[1][k], errors[2][k]);
  fmt::print("\n  outputs at the end, biases fixed: {:.6f} {:.6f}\n",
             ends[0].o1.value(), ends[0].o2.value());
}

void print_long_chain(int values) {
  const Value x = 1;
  Value y = x;
  for (int i = 0; i < values; ++i)
    y = y + x;
  y.backward();
  fmt::print("  x + x + ... + x = {}, derived by x: {}\n", y.value(),
             x.gradient());
}

namespace {

/// The words in lines of at most `width` characters.
std::string wrapped(const std::string& text, std::size_t width) {
  std::string lines, line;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (line.size() + 1 + word.size() > width) {
      lines += line + "\n   ";
      line.clear();
    }
    line += " " + word;
  }
  return lines + line;
}

void print_refusal(const std::function<void()>& wrong) {
  try {
    wrong();
    fmt::print("  NOT refused\n");
  } catch (const nn::Error& error) {
    fmt::print(" {}\n", wrapped(error.what(), 76));
  }
}

}  // namespace

void print_refusals() {
  const auto backward_twice = [] {
    const Value x = 3, y = x * x;
    y.backward();
    y.backward();
  };
  const auto changed_after_use = [] {
    Value x = 3;
    const Value y = x * x;
    x.set(4);
    y.backward();
  };
  const auto made_of_itself = [] {
    const Value x = 3;
    Value sum = x + 1;
    const Value y = tanh(sum);
    sum.replace_input(0, y);
  };
  print_refusal(backward_twice);
  print_refusal(changed_after_use);
  print_refusal(made_of_itself);
}

}  // namespace chapter14
