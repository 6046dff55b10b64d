/// What --experiment can run.
#pragma once

#include "settings.hpp"

namespace chapter09 {

void compare_bpn(const Settings& settings, const nn::Options& options);
void compare_loop(const Settings& settings, const nn::Options& options);
void compare_augmentation(const Settings& settings, const nn::Options& options);
void compare_networks(const Settings& settings, const nn::Options& options);
void compare_features(const Settings& settings, const nn::Options& options);
void draw_recorded(const Settings& settings, const nn::Options& options);

}  // namespace chapter09
