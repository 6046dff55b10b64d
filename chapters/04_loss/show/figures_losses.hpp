/// The figures of losses: their shapes, slopes and valleys.
#pragma once

#include <filesystem>

#include "../accuracy.hpp"

namespace chapter04 {

using Folder = std::filesystem::path;

/// loss_shapes.svg: what an error costs, and what a margin costs.
void draw_loss_shapes(const Folder& out);

/// wrong_and_sure.svg: the slope of both losses, and the steps to recover.
void draw_recovery(const Folder& out);

/// accuracy_or_loss.svg: stairs that give no direction, a slope that does.
void draw_accuracy(const OverWeight& curve, const Folder& out);

/// convexity.svg: three samples, one weight, two losses.
void draw_convexity(const Folder& out);

}  // namespace chapter04
