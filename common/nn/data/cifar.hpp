/// CIFAR-10's binary files: data_batch_1.bin … data_batch_5.bin for training,
/// test_batch.bin. A file holds images of 32 x 32 pixels one after the other,
/// 3073 bytes each: the label, then 1024 bytes of red, of green, of blue, row
/// by row. (A. Krizhevsky, "Learning multiple layers of features from tiny
/// images", 2009; https://www.cs.toronto.edu/~kriz/cifar.html.)
#pragma once

#include <filesystem>
#include <vector>

#include "nn/data/dataset.hpp"

namespace nn::cifar {

/// Has the folder, or cifar-10-batches-bin in it, as the archive unpacks, any
/// of the six files?
bool has_any_batch(const std::filesystem::path& folder);
/// All six?
bool has_all_batches(const std::filesystem::path& folder);

/// The files of one half, plain or with .gz. DataError if one is missing.
std::vector<std::filesystem::path> batch_files(
    const std::filesystem::path& folder, bool training);

/// Reads one half. The channels of a pixel are brought together (see Shape).
/// Any number of images in a file is taken, so that a file of one's own need
/// not have 10,000. The name is "CIFAR-10" if all files have its hashes.
/// DataError, with the file and the offset, if a file ends within an image or a
/// label is above 9.
Dataset load_half(const std::filesystem::path& folder, bool training);

}  // namespace nn::cifar
