#include "steps_images.hpp"

#include "nn/core/print.hpp"

#include "color_shapes.hpp"
#include "light_trials.hpp"
#include "show/figures_images.hpp"
#include "show/report_images.hpp"

namespace chapter15 {

void colors_by_hand(const nn::Options& options) {
  nn::heading("Three numbers a pixel");
  print_factors({0.8, 0.4, 0.2}, {0.2, 0.2, 0.2});
  const nn::Dataset day = color_shapes(300, options.seed);
  print_channels(day, "by day");
  print_channels(in_light(day, fog_light), "in fog");
  print_channels(in_light(day, lamp_light), "by lamp");
  draw_augmentations(options.out, day);
}

void another_light(const nn::Options& options) {
  nn::heading("Another light");
  const std::uint32_t runs = options.smoke ? 1 : 5;
  const int epochs = options.smoke ? 3 : 12;
  fmt::print("  {:<16}{:>13}{:>15}{:>15}\n", "errors in %", "by day", "in fog",
             "by lamp");
  for (const char* augment : {"none", "color:0.6"})
    print_light(augment, light_trials(augment, options.seed, runs, epochs));
}

}  // namespace chapter15
