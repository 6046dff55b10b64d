#include "report_pencil.hpp"

#include "nn/core/armadillo.hpp"

#include "../descent.hpp"
#include "../two_paths.hpp"

namespace chapter03 {

namespace {

/// "net_h1 = 0.15 x 0.05 + ...", and its sigmoid.
void print_neuron(const char* name, double w, double x, double v, double y,
                  double bias, double net, double out) {
  fmt::print(
      "  net_{0} = {1:.2f} x {2:.6f} + {3:.2f} x {4:.6f} + {5:.2f} = {6:.6f}\n"
      "  {0}     = 1 / (1 + e^-{6:.6f}) = {7:.6f}\n",
      name, w, x, v, y, bias, net, out);
}

}  // namespace

void print_forward(const Weights& n, const Sample& s, const Forward& a) {
  print_neuron("h1", n.w1, s.i1, n.w2, s.i2, n.b_h1, a.net_h1, a.h1);
  print_neuron("h2", n.w3, s.i1, n.w4, s.i2, n.b_h2, a.net_h2, a.h2);
  print_neuron("o1", n.w5, a.h1, n.w6, a.h2, n.b_o1, a.net_o1, a.o1);
  print_neuron("o2", n.w7, a.h1, n.w8, a.h2, n.b_o2, a.net_o2, a.o2);
  fmt::print(
      "\n  rounded: h = {:.4f}, {:.4f}   o = {:.4f}, {:.4f}\n"
      "  wanted:                       o = {:.4f}, {:.4f}\n",
      a.h1, a.h2, a.o1, a.o2, s.t1, s.t2);
}

void print_both_signs(const Weights& n, const Sample& s) {
  const Forward a = forward(n, s), b = forward(n, s, sigmoid_without_minus);
  const auto row = [](const char* name, const Forward& f, double error) {
    fmt::print("  {} {:8.4f} {:8.4f} {:8.4f} {:8.4f} {:8.4f}\n", name, f.h1,
               f.h2, f.o1, f.o2, error);
  };
  fmt::print(
      "                           h1       h2       o1       o2        E"
      "\n");
  row("1 / (1 + e^-net)  ", a, error(a, s).total());
  row("1 / (1 + e^net)   ", b, error(b, s).total());
  fmt::print("\n  and after 100 steps of descent at rate 0.5:\n");
  const auto learned = [&](const char* name, double (*f)(double)) {
    Weights weights = n;
    const auto errors = learn(weights, s, 100, 0.5, Biases::fixed, f);
    row(name, forward(weights, s, f), errors.back());
  };
  learned("1 / (1 + e^-net)  ", sigmoid);
  learned("1 / (1 + e^net)   ", sigmoid_without_minus);
}

void print_errors(const Sample& s, const Forward& a, const Error& e) {
  fmt::print("  E_o1 = ({:.2f} - {:.6f})^2 / 2 = {:.6f}\n", s.t1, a.o1, e.o1);
  fmt::print("  E_o2 = ({:.2f} - {:.6f})^2 / 2 = {:.6f}\n", s.t2, a.o2, e.o2);
  fmt::print("  E    = {:.4f} + {:.4f} = {:.4f}  ({:.9f})\n", e.o1, e.o2,
             e.total(), e.total());
}

void print_output_deltas(const Sample& s, const Forward& a, const Backward& d) {
  const auto row = [](const char* name, double o, double t, double delta) {
    fmt::print(
        "  delta_{0} = ({0} - t) x {0} (1 - {0}) = {1:9.6f} x {2:.6f} = "
        "{3:9.6f}\n",
        name, o - t, o * (1 - o), delta);
  };
  row("o1", a.o1, s.t1, d.delta_o1);
  row("o2", a.o2, s.t2, d.delta_o2);
}

void print_hidden_deltas(const Weights& n, const Forward& a,
                         const Backward& d) {
  const auto row = [&](const char* name, double w, double v, double back,
                       double h, double delta) {
    fmt::print(
        "  dE/d{0}   = {1:.6f} x {2:.2f} + ({3:.6f}) x {4:.2f} = {5:.6f}\n"
        "  delta_{0} = dE/d{0} x {0} (1 - {0}) = {5:.6f} x {6:.6f} = "
        "{7:.6f}\n",
        name, d.delta_o1, w, d.delta_o2, v, back, h * (1 - h), delta);
  };
  row("h1", n.w5, n.w7, d.back_h1, a.h1, d.delta_h1);
  row("h2", n.w6, n.w8, d.back_h2, a.h2, d.delta_h2);
}

void print_gradients(const Weights& n, const Sample& s, const Forward& a,
                     const Backward& d, double rate) {
  struct Row {
    const char* delta;
    double value;
    const char* input;
    double x;
  };
  const std::array<Row, 12> rows = {{{"delta_h1", d.delta_h1, "i1", s.i1},
                                     {"delta_h1", d.delta_h1, "i2", s.i2},
                                     {"delta_h2", d.delta_h2, "i1", s.i1},
                                     {"delta_h2", d.delta_h2, "i2", s.i2},
                                     {"delta_o1", d.delta_o1, "h1", a.h1},
                                     {"delta_o1", d.delta_o1, "h2", a.h2},
                                     {"delta_o2", d.delta_o2, "h1", a.h1},
                                     {"delta_o2", d.delta_o2, "h2", a.h2},
                                     {"delta_h1", d.delta_h1, "1", 1},
                                     {"delta_h2", d.delta_h2, "1", 1},
                                     {"delta_o1", d.delta_o1, "1", 1},
                                     {"delta_o2", d.delta_o2, "1", 1}}};
  fmt::print("  {:<60}old -> new\n", "weight  dE/dw = delta x input");
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& [name, place] = places[i];
    const double old = n.*place, gradient = d.gradient.*place;
    fmt::print(
        "  {:6}  {} x {:2} = {:9.6f} x {:.6f} = {:10.7f}   {:.2f} -> {:.6f}\n",
        name, rows[i].delta, rows[i].input, rows[i].value, rows[i].x, gradient,
        old, old - rate * gradient);
  }
}

void print_orders(int steps) {
  fmt::print(
      "                              E after step 1     after {0:5}   o1 "
      "{1:8} o2\n",
      steps, "");
  const auto row = [&](const char* name, Order order) {
    Weights n;
    const auto errors = learn(n, {}, steps, 0.5, Biases::fixed, sigmoid, order);
    const Forward a = forward(n, {});
    fmt::print("  {:27} {:13.9f} {:16.10f} {:11.9f} {:11.9f}\n", name,
               errors[1], errors.back(), a.o1, a.o2);
  };
  row("all gradients first (right)", Order::gradients_first);
  row("output weights first (slip)", Order::outputs_first);
}

void print_descent(const std::array<std::vector<double>, 3>& errors) {
  fmt::print(
      "                 E with biases\n"
      "    step         fixed        shared           own\n");
  for (std::size_t step : {0, 1, 10, 100, 1000, 10000})
    if (step < errors[0].size())
      fmt::print("  {:6} {:13.10f} {:13.10f} {:13.10f}\n", step,
                 errors[0][step], errors[1][step], errors[2][step]);
}

void print_two_paths() {
  const auto row = [](const TwoPaths& p) {
    fmt::print("  {:5} {:13.9f} {:13.9f} {:13.9f} {:13.9f} {:13.9f}\n", p.step,
               p.first, p.second, p.sum(), p.real, p.miss());
  };
  fmt::print("   step    first path   second path     their sum");
  fmt::print("  measured rise    difference\n");
  fmt::print("  x y at x = 3, y = 2, both moved by the step\n");
  for (double step : {1.0, 0.1, 0.01})
    row(product_moves(step));
  fmt::print("  the error E, with h1 moved by the step\n");
  for (double step : {0.1, 0.01, 0.001})
    row(hidden_neuron_moves({}, {}, step));
}

}  // namespace chapter03
