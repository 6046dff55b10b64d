#include "fusion_experiment.hpp"

namespace chapter15 {
namespace {

constexpr std::size_t validation_images = 1000;

/// A trained network of that kind.
std::unique_ptr<FusionNet> trained(Fusion fusion, const Tagged& train,
                                   const FusionLesson& lesson) {
  auto net = fusion_net(fusion, train.image, lesson.seed);
  train_fusion(train, lesson, *net);
  return net;
}

// #region apart
/// Each network learns alone. In use their logits are added; of an input that
/// is missing there is nothing to add.
FusionScore score_apart(const FusionData& data, const Tagged& test,
                        const FusionLesson& lesson) {
  const auto image = trained(Fusion::image, data.train, lesson);
  const auto words = trained(Fusion::words, data.train, lesson);
  const arma::fmat by_image = logits_of(*image, test);
  const arma::fmat by_words = logits_of(*words, test);
  return {share_right(by_image + by_words, test), share_right(by_image, test),
          share_right(by_words, test)};
}
// #endregion apart

}  // namespace

const std::vector<FusionWay>& fusion_ways() {
  static const std::vector<FusionWay> ways{
      {"image alone", Fusion::image},
      {"words alone", Fusion::words},
      {"early", Fusion::early},
      {"late", Fusion::late},
      {"late, trained apart", Fusion::late, 0, true},
      {"early, inputs dropped", Fusion::early, 0.2},
      {"late, inputs dropped", Fusion::late, 0.2}};
  return ways;
}

FusionData fusion_data(std::size_t train, std::size_t test, std::uint64_t seed,
                       const WordFaults& faults) {
  SmallImages images =
      small_images(clothes().train, all_kinds, train + validation_images);
  SmallImages others = small_images(clothes().test, all_kinds, test);
  const Scale scale = scale_of(images);
  apply(scale, images);
  apply(scale, others);
  const auto first = arma::regspace<arma::uvec>(0, train - 1);
  return {tagged(chosen(images, first), faults, 3 * seed),
          tagged(rest(images, train), {}, 3 * seed + 1),
          tagged(others, {}, 3 * seed + 2)};
}

FusionScore score_of(const FusionWay& way, const FusionData& data,
                     const Tagged& test, const FusionLesson& lesson) {
  if (way.apart) return score_apart(data, test, lesson);
  FusionLesson with_drops = lesson;
  with_drops.dropped = way.dropped;
  const auto net = trained(way.fusion, data.train, with_drops);
  const auto score = [&](const Tagged& seen) {
    return share_right(logits_of(*net, seen), seen);
  };
  return {score(test), score(without(Input::words, test)),
          score(without(Input::image, test))};
}

std::vector<FusionScores> compare_fusions(std::size_t train, std::size_t test,
                                          std::size_t steps, std::size_t seeds,
                                          std::uint64_t seed) {
  std::vector<FusionScores> all;
  for (const FusionWay& way : fusion_ways())
    all.push_back({way.name, arma::rowvec(seeds), arma::rowvec(seeds),
                   arma::rowvec(seeds)});
  for (arma::uword k = 0; k < seeds; ++k) {
    const FusionData data = fusion_data(train, test, seed + k);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const FusionScore score =
          score_of(fusion_ways()[i], data, data.test,
                   {.rate = fusion_rate, .steps = steps, .seed = seed + k});
      all[i].both(k) = score.both;
      all[i].no_words(k) = score.no_words;
      all[i].no_image(k) = score.no_image;
    }
  }
  return all;
}

}  // namespace chapter15
