#include "report_uses.hpp"

#include <cmath>

#include "nn/core/print.hpp"

#include "../landscapes.hpp"

namespace chapter14 {

std::vector<DistanceTable> distances(std::uint64_t runs) {
  std::vector<DistanceTable> tables;
  for (double radius : {0.5, 0.9, 1.1, 1.5, 2.0, 3.0})
    tables.push_back(
        {radius,
         median_by_distance({.radius = radius, .bend = Bend::none}, runs),
         median_by_distance({.radius = radius, .bend = Bend::tanh}, runs)});
  return tables;
}

void print_distances(const std::vector<DistanceTable>& tables) {
  fmt::print(
      "  spectral       without tanh                with tanh            "
      "radius\n"
      "  radius     1 step    10       50       1 step    10       50        "
      "^50\n");
  for (const auto& [radius, straight, bent] : tables) {
    fmt::print("  {:6.1f}  ", radius);
    for (const arma::vec& left : {straight, bent})
      fmt::print("  {:6.2f}  {:7.1e}  {:7.1e}", left(1), left(10), left(50));
    fmt::print("   {:7.1e}\n", std::pow(radius, 50));
  }
}

namespace {

/// The loss, or that there is none.
std::string loss_or_not(double loss) {
  return loss < 1 ? fmt::format("{:8.3f}", loss) : "diverges";
}

}  // namespace

std::vector<MemoryRuns> memories(const std::vector<Remember>& tasks,
                                 const std::vector<double>& rates, int steps,
                                 std::uint64_t runs) {
  std::vector<MemoryRuns> result;
  for (const Remember& task : tasks) {
    const Rememberer network(task);
    for (double rate : rates) {
      result.push_back({task, rate, arma::mat(steps, runs)});
      for (std::uint64_t seed = 1; seed <= runs; ++seed)
        result.back().losses.col(seed - 1) = network.train(rate, steps, seed);
    }
  }
  return result;
}

void print_memories(const std::vector<MemoryRuns>& memories) {
  const arma::mat& any = memories.front().losses;
  fmt::print("                  loss after {} steps, {} runs{:19}median\n",
             any.n_rows, any.n_cols, "");
  for (const auto& [task, rate, losses] : memories) {
    fmt::print("  {:9} {:4} ", task.limit > 0 ? "clipped" : "as it is", rate);
    arma::vec ends(losses.n_cols);
    for (arma::uword run = 0; run < losses.n_cols; ++run) {
      ends(run) = final_loss(losses.col(run));
      fmt::print(" {}", loss_or_not(ends(run)));
    }
    fmt::print("   {}\n", loss_or_not(arma::median(ends)));
  }
}

void print_long_memory(const Remember& task) {
  const Rememberer network(task);
  const Graph& graph = network.program().graph;
  const double bytes =
      static_cast<double>(keep_all(network.program()).size * sizeof(double));
  fmt::print("  {} nodes, {:.2f} million operations, {:.1f} MB of numbers\n",
             graph.size(), work(graph) / 1e6, bytes / 1e6);
  const arma::vec losses = network.train(0.1, 2, 1);
  fmt::print("  the loss of two steps of training: {:.4f} {:.4f}\n", losses(0),
             losses(1));
}

void print_shared(const SharedGradients& gradients) {
  const auto row = [](const char* name, const arma::mat& g) {
    fmt::print("  {:22} {:9.6f}  {}\n", name, arma::norm(g, "fro"),
               nn::numbers(g.row(0), 4, 7));
  };
  fmt::print("  gradient of               length   its first row\n");
  row("W as the encoder", gradients.encoder);
  row("W as the decoder", gradients.decoder);
  row("their sum", gradients.encoder + gradients.decoder);
  row("one W in both places", gradients.shared);
  const double most =
      arma::abs(gradients.shared - (gradients.encoder + gradients.decoder))
          .max();
  fmt::print("\n  largest difference of the last two: {}\n", most);
}

void print_fits(const std::vector<double>& strengths,
                const std::vector<SmoothFit>& fits) {
  fmt::print(
      "              at the points    between them\n"
      "  strength   (y - target)^2   (dy/dx)^2   (y - truth)^2\n");
  for (std::size_t i = 0; i < fits.size(); ++i)
    fmt::print("  {:8} {:16.4f} {:11.3f} {:15.4f}\n", strengths[i], fits[i].fit,
               fits[i].penalty, fits[i].miss);
}

void print_curvatures(std::uint64_t seed) {
  fmt::print("  function       at                     L    2 / L   rounds\n");
  for (const auto& [name, function, w] : known_minima()) {
    Landscape landscape(w.n_elem, function);
    const Curvature found = largest_curvature(landscape, w, seed);
    std::string place;
    for (double number : w)
      place += fmt::format("{:8.4f}", number);
    fmt::print("  {:11}{:16} {:12.4f} {:8.4f} {:8}\n", name, place,
               found.largest, 2 / found.largest, found.rounds);
  }
}

void print_rates(int training_steps, std::uint64_t seed) {
  Landscape network(small_network_weights, small_network_loss);
  const arma::vec w = trained_network(network, training_steps, seed);
  const Curvature found = largest_curvature(network, w, seed);
  fmt::print("  loss {:.5f}, L = {:.4f}, 2 / L = {:.4f}, {} rounds\n\n",
             network.value(w), found.largest, 2 / found.largest, found.rounds);
  fmt::print(
      "  rate       factor a step\n"
      "  of 2/L   measured   |1 - rate L|   after 50 steps\n");
  for (double share : {0.9, 0.99, 1.01, 1.1}) {
    const double rate = share * 2 / found.largest;
    const double factor = factor_of_descent(network, w, found, rate);
    fmt::print("  {:6} {:10.3f} {:14.3f} {:16.2e}\n", share, factor,
               std::abs(1 - rate * found.largest), std::pow(factor, 50));
  }
}

}  // namespace chapter14
