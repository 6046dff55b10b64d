#include "steps_shapes.hpp"

#include "nn/core/print.hpp"

#include "contest.hpp"
#include "density.hpp"
#include "quality.hpp"
#include "show/figures_shapes.hpp"

namespace chapter12 {

void by_density(const nn::Options& options) {
  nn::heading("DBSCAN: two moons, and what the radius does");
  const Points moons = two_moons(options.seed);
  fmt::print("  radius   clusters   noise   agreement\n");
  for (const double radius : {0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6}) {
    const arma::ivec labels = dbscan(moons.x, radius, 4);
    fmt::print("  {:6}   {:8}   {:5}   {:9.3f}\n", radius, labels.max() + 1,
               arma::accu(labels < 0),
               agreement(with_noise_last(labels), moons.groups));
  }
  draw_density(options.out, moons, {0.05, 0.2, 0.6});
}

void by_merging(const nn::Options& options) {
  nn::heading("Twelve points merge");
  const Points few = four_groups(3, options.seed);
  const auto merges = merges_of(few.x, Linkage::average);
  fmt::print("  merge   clusters   distance   points\n");
  for (std::size_t i = 0; i < merges.size(); ++i)
    fmt::print("  {:5}   {:3} {:4}   {:8.3f}   {:6}\n", few.x.n_cols + i,
               merges[i].a, merges[i].b, merges[i].distance, merges[i].size);
  draw_dendrogram(options.out, few.x, merges);
  draw_linkages(options.out, two_moons(options.seed));
}

void which_shape_for_whom(const nn::Options& options) {
  const int seeds = options.smoke ? 1 : 5;
  nn::heading(fmt::format(
      "Six ways, four shapes: agreement, lowest and highest of {} seeds",
      seeds));
  fmt::print("  {:<14}", "");
  for (const std::string& way : ways())
    fmt::print("  {:>12}", way);
  fmt::print("\n");
  for (const Shape& shape : shapes()) {
    arma::mat agree(ways().size(), 0);
    for (int seed = 0; seed < seeds; ++seed)
      agree.insert_cols(agree.n_cols,
                        compete(shape, options.seed + std::uint64_t(seed)));
    fmt::print("  {:<14}", shape.name);
    for (arma::uword way = 0; way < agree.n_rows; ++way)
      fmt::print("  {:5.2f} … {:4.2f}", agree.row(way).min(),
                 agree.row(way).max());
    fmt::print("\n");
  }
}

}  // namespace chapter12
