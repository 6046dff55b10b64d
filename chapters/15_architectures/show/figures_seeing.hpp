/// Pictures of the maps.
#pragma once

#include <filesystem>

#include "../map_trials.hpp"

namespace chapter15 {

/// maps.png: images and their four maps.
void draw_maps_of_clothes(const std::filesystem::path& out,
                          const SeenNetwork& seen);
/// marks.png: the same for images with marks.
void draw_marked_images(const std::filesystem::path& out,
                        nn::Model<nn::Cpu>& net, const MarkedImages& images);
/// deletion.svg
void draw_deletions(const std::filesystem::path& out, const Deletions& gray,
                    const Deletions& black);

}  // namespace chapter15
