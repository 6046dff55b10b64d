// Softmax and sums: threads that work together.
#include "nn/reference/reference.hpp"

#include "examples.hpp"
#include "predictions.hpp"
#include "report.hpp"
#include "softmax.hpp"
#include "steps.hpp"

namespace chapter10 {
namespace {

struct NamedSum {
  const char* name;
  Sum sum;
};

void print_in_orders(const char* name, Sum sum, const arma::fvec& x,
                     const std::string& rest = "") {
  fmt::print("  {:12}", name);
  for (const Order order : orders)
    fmt::print(" {:13.7g}", in_order(order, [&] { return sum_of(sum, x); }));
  fmt::print("{}\n", rest);
}

arma::fvec numbers_to_add(const nn::Options& options) {
  return 1000 * normal(options.smoke ? 1000 : 10000, 1, options.seed, 3);
}

}  // namespace

void softmax(const nn::Options& options) {
  nn::heading("Softmax, by threads and by warps");
  const arma::uword rows = options.smoke ? 32 : 64,
                    cols = options.smoke ? 32 : 96;
  const arma::fmat Z = normal(rows, cols, options.seed, 2);
  arma::fmat expected(rows, cols);
  nn::Reference<float>::softmax(Z, expected);
  fmt::print("  {} columns of {} numbers\n", cols, rows);
  print_traffic_head();
  const auto print = [&](const char* name, Softmax f, std::uint64_t sectors) {
    arma::fmat Y;
    const Traffic t = traffic_of([&] { Y = softmax_of(f, Z); });
    print_traffic(name, softmax_bytes(rows, cols), sectors, t,
                  arma::abs(Y - expected).max());
  };
  print("1 by threads", softmax_by_threads,
        softmax_sectors_by_threads(rows, cols));
  print("2 by warps", softmax_by_warps, softmax_sectors_by_warps(rows, cols));
}

void sums(const nn::Options& options) {
  nn::heading("A sum, three times");
  const arma::fvec x = numbers_to_add(options);
  fmt::print("  {} numbers, {} threads; order of the threads:\n", x.n_elem,
             adders);
  fmt::print("  {:12} {:>13} {:>13} {:>13} {:>10} {:>10}\n", "version",
             "forward", "reverse", "random", "predicted", "counted");
  const auto print = [&](const char* name, Sum sum, std::uint64_t predicted) {
    const Traffic t = traffic_of([&] { sum_of(sum, x); });
    print_in_orders(name, sum, x,
                    fmt::format(" {:10} {:10}", predicted, t.shared()));
  };
  print("1 atomics", sum_by_atomics, 0);
  print("2 tree", sum_by_tree, tree_shared_bytes());
  print("3 shuffles", sum_by_shuffles, shuffles_shared_bytes());
  fmt::print(
      "  in double precision: {:.7g}; predicted, counted: bytes of "
      "shared memory\n",
      arma::accu(arma::conv_to<arma::vec>::from(x)));
}

void a_barrier_is_missing(const nn::Options& options) {
  nn::heading("A barrier is missing");
  const arma::fvec x = numbers_to_add(options);
  const DeviceArray dx(x.memptr(), x.n_elem);
  const DeviceArray<float> dy(1);
  constexpr const char* names[] = {"forward", "reverse", "random"};
  for (const Order order : orders) {
    float sum = 0;
    const auto faults = in_order(order, [&] {
      auto lines = faults_of([&] {
        sum_without_barrier(static_cast<int>(x.n_elem), dx.data(), dy.data());
      });
      dy.to_host(&sum);
      return lines;
    });
    fmt::print("  {:8} sum {}, {} faults, the last one:\n",
               names[static_cast<int>(order)],
               std::isnan(sum) ? "nan" : fmt::format("{:.7g}", sum),
               faults.size());
    if (!faults.empty()) print_wrapped(faults.back());
  }
}

}  // namespace chapter10
