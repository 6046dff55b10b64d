#include "steps_seeing.hpp"

#include "nn/core/print.hpp"

#include "map_trials.hpp"
#include "show/figures_seeing.hpp"
#include "show/report_seeing.hpp"
#include "small_images.hpp"

namespace chapter15 {

Seen a_network_to_look_into(const nn::Options& options) {
  SeenSizes sizes;
  if (options.smoke) sizes = {.train = 500, .test = 100, .epochs = 1};
  return std::make_unique<SeenNetwork>(
      network_to_see(clothes(), sizes, options.seed));
}

void which_pixels_decided(const nn::Options& options, const Seen& seen) {
  nn::heading("Which pixels decided");
  const SeenImages known = known_images(*seen, options.smoke ? 2 : 30);
  Maps maps(*seen->trained, seen->patch());
  print_agreement(*seen, known.count(),
                  agreement(maps, known.x, known.classes));
  draw_maps_of_clothes(options.out, *seen);
}

void what_random_weights_draw(const nn::Options& options, const Seen& seen) {
  nn::heading("What random weights draw");
  print_forgetting(after_forgetting(*seen, options.smoke ? 2 : 20));
}

void a_mark_that_decides(const nn::Options& options) {
  nn::heading("A mark that decides");
  MarkSizes sizes;
  if (options.smoke) sizes = {.train = 500, .test = 50, .seen = 5, .epochs = 1};
  const MarkNetwork net = taught_mark_network(sizes, options.seed);
  print_marks(judge_by_marks(*net, sizes, options.seed));
  draw_marked_images(options.out, *net, judged_marks(sizes, options.seed));
}

void most_important_pixels_first(const nn::Options& options, const Seen& seen) {
  nn::heading("The most important pixels first");
  const auto into = [&](float gray) {
    return delete_by_maps(*seen, options.smoke ? 2 : 30,
                          {.points = 21, .gray = gray}, options.seed);
  };
  const Deletions gray = into(seen->gray), black = into(0);
  print_deletions(gray, black);
  draw_deletions(options.out, gray, black);
}

}  // namespace chapter15
