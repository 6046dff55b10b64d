#include "steps_modalities.hpp"

#include "nn/core/print.hpp"

#include "fusion_experiment.hpp"
#include "show/report_transfer.hpp"

namespace chapter15 {

void words_for_images(const nn::Options& options) {
  nn::heading("A word for each image");
  const std::size_t shown = 8;
  const SmallImages images = small_images(clothes().train, all_kinds, 10000);
  const auto words = draw_words(images.labels, {}, options.seed);
  fmt::print("  {:14} word\n", "kind");
  std::size_t missing = 0, right = 0;
  for (std::size_t i = 0; i < images.size(); ++i) {
    const auto label = std::size_t(images.labels[i]);
    const bool none = words[i] < 0;
    const auto word = std::size_t(none ? 0 : words[i]);
    if (i < shown)
      fmt::print("  {:14} {}\n", clothes().train.class_names[label],
                 none ? "-" : vocabulary()[word]);
    missing += none;
    right += !none && word / words_per_class == label;
  }
  fmt::print(
      "\n  of {} images: {:.1f} % without a word, {:.1f} % with a word "
      "of their kind\n",
      images.size(), 100.0 * double(missing) / double(images.size()),
      100.0 * double(right) / double(images.size()));
}

void image_and_word_together(const nn::Options& options) {
  const std::size_t seeds = options.smoke ? 1 : 5;
  nn::heading(fmt::format("Image and word together, {} seed{}", seeds,
                          seeds == 1 ? "" : "s"));
  const auto scores =
      compare_fusions(options.smoke ? 100 : 2000, options.smoke ? 50 : 1000,
                      options.smoke ? 2 : 150, seeds, options.seed);
  fmt::print("  {:22} {:>13} {:>13} {:>13}\n", "test accuracy in %", "both",
             "no word", "no image");
  for (const FusionScores& way : scores)
    fmt::print("  {:22} {:>13} {:>13} {:>13}\n", way.name,
               with_spread(way.both), with_spread(way.no_words),
               with_spread(way.no_image));
}

}  // namespace chapter15
