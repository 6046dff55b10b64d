#include "map_trials.hpp"

#include <cmath>

#include "nn/core/random.hpp"
#include "nn/training/metrics.hpp"

#include "rank_correlation.hpp"

namespace chapter15 {
namespace {

/// Random numbers as a map: an order that knows nothing.
arma::fmat random_maps(const arma::fmat& x, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::general, 15);
  arma::fmat maps(arma::size(x));
  maps.imbue([&] { return float(random.uniform()); });
  return maps;
}

}  // namespace

arma::mat agreement(Maps& maps, const arma::fmat& x, const ClassList& classes) {
  std::vector<arma::fmat> all;
  for (const MapKind kind : map_kinds)
    all.push_back(maps.of(kind, x, classes));
  arma::mat table(kinds, kinds);
  for (arma::uword i = 0; i < kinds; ++i)
    for (arma::uword j = 0; j < kinds; ++j)
      table(i, j) = mean_rank_correlation(all[i], all[j]);
  return table;
}

arma::mat after_forgetting(const SeenNetwork& seen, arma::uword images) {
  const SeenImages known = known_images(seen, images);
  Maps before(*seen.trained, seen.patch());
  Maps top(*seen.without_top, seen.patch());
  Maps all(*seen.untrained, seen.patch());
  arma::mat table(kinds, 3);
  for (arma::uword k = 0; k < kinds; ++k) {
    const auto of = [&](Maps& maps) {
      return maps.of(map_kinds[k], known.x, known.classes);
    };
    const arma::fmat trained = of(before);
    table(k, 0) = mean_rank_correlation(trained, of(top));
    table(k, 1) = mean_rank_correlation(trained, of(all));
    table(k, 2) = mean_rank_correlation(trained, known.x);
  }
  return table;
}

Patch patch_for_marks() {
  return {.side = MarkedImages::side, .stride = 1, .gray = 0.3f};
}

MarkNetwork taught_mark_network(const MarkSizes& sizes, std::uint64_t seed) {
  MarkNetwork net = mark_network(seed);
  teach(*net, marked_images(sizes.train, 3 * seed),
        {.epochs = sizes.epochs, .rate = 1e-2, .seed = seed});
  return net;
}

MarkedImages judged_marks(const MarkSizes& sizes, std::uint64_t seed) {
  return marked_images(sizes.seen, 3 * seed + 2);
}

MarkScores judge_by_marks(nn::Model<nn::Cpu>& net, const MarkSizes& sizes,
                          std::uint64_t seed) {
  MarkScores scores;
  scores.accuracy = right_answers(net, marked_images(sizes.test, 3 * seed + 1));
  const MarkedImages images = judged_marks(sizes, seed);
  Maps maps(net, patch_for_marks());
  for (arma::vec* v : {&scores.on_mark, &scores.on_decoy, &scores.points})
    v->zeros(kinds);
  for (arma::uword k = 0; k < kinds; ++k) {
    const arma::fmat map = maps.of(map_kinds[k], images.x, images.classes);
    for (arma::uword i = 0; i < sizes.seen; ++i) {
      scores.on_mark(k) += share_on(map.col(i), images.marks[i]);
      scores.on_decoy(k) += share_on(map.col(i), images.decoys[i]);
      scores.points(k) += points_at(map.col(i), images.marks[i]);
    }
  }
  for (arma::vec* v : {&scores.on_mark, &scores.on_decoy, &scores.points})
    *v /= double(sizes.seen);
  return scores;
}

double area_of_mark() {
  return double(MarkedImages::side * MarkedImages::side) /
         double(MarkedImages::shape.pixels());
}

double Deletions::ahead_of_chance(arma::uword k) const {
  const arma::vec ahead = areas.col(kinds) - areas.col(k);
  return arma::mean(ahead) /
         (arma::stddev(ahead) / std::sqrt(double(ahead.n_elem)));
}

Deletions delete_by_maps(const SeenNetwork& seen, arma::uword images,
                         const Deletion& deletion, std::uint64_t seed) {
  const SeenImages known = known_images(seen, images);
  Maps maps(*seen.trained, seen.patch());
  Deletions all{arma::mat(deletion.points, kinds + 1),
                arma::mat(known.count(), kinds + 1)};
  for (arma::uword k = 0; k <= kinds; ++k) {
    const arma::fmat by = k < kinds
                              ? maps.of(map_kinds[k], known.x, known.classes)
                              : random_maps(known.x, seed);
    const arma::mat curves = deletion_curves(*seen.trained, known.x,
                                             known.classes, by, deletion, seed);
    all.mean.col(k) = arma::mean(curves, 0).t();
    all.areas.col(k) = areas_below(curves);
  }
  return all;
}

SeenImages known_images(const SeenNetwork& seen, arma::uword count) {
  const ClassList said = nn::predict(scores_of(*seen.trained, seen.test.x));
  std::vector<arma::uword> at;
  SeenImages known;
  for (arma::uword i = 0; i < said.size() && at.size() < count; ++i)
    if (said[i] == seen.test.classes[i]) {
      at.push_back(i);
      known.classes.push_back(said[i]);
    }
  known.x = seen.test.x.cols(arma::uvec(at));
  return known;
}

}  // namespace chapter15
