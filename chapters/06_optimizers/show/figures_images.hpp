/// Pictures of training on images.
#pragma once

#include <filesystem>

#include "nn/figures/figure.hpp"

#include "../image_race.hpp"

namespace chapter06 {

/// A picture of a loss over training steps, each point the mean of ten.
nn::Figure loss_figure(const std::string& title);
void add_loss(nn::Figure& figure, const Outcome& outcome,
              const std::string& label, std::size_t group = 10);

/// sensitivity.svg: the loss after one epoch over the learning rate.
void draw_sweep(const Sweep& sweep, const std::filesystem::path& out);

/// image_race.svg: the loss of all seven, step by step.
void draw_image_race(const std::vector<FromRate>& results,
                     const std::filesystem::path& out);

/// schedule_loss.svg: the same network with every schedule.
void draw_schedule_losses(const std::vector<Outcome>& outcomes,
                          const std::filesystem::path& out, std::size_t group);

}  // namespace chapter06
