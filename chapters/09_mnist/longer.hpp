/// Augmentation: what longer training brings without it, and with it.
#pragma once

#include "error_curve.hpp"

namespace chapter09 {

/// Training with or without augmentation.
struct Side {
  std::string name;
  ErrorCurve validation;  ///< over the lengths, each with its best decay
  int epochs = 0;         ///< the best length …
  double decay = 0;       ///< … and weight decay, by validation images
  /// Each seed, at these: while it learned, in the last epoch; on the images
  /// as they are, and on changed ones.
  std::vector<double> training, test, test_changed;
};

const std::vector<double>& tried_decays();

void print_sides(const std::vector<Side>& sides, const std::string& augment);

/// One panel of augmentation.svg: validation error over the lengths.
struct Panel {
  std::string title;
  std::vector<ErrorCurve> sides;
};
void draw_lengths(const std::filesystem::path& out,
                  const std::vector<Panel>& panels);

}  // namespace chapter09
