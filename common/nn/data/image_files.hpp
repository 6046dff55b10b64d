/// Finds the files of a data set under the names that common copies have.
#pragma once

#include <filesystem>
#include <string>

namespace nn {

/// The two files of one half of a data set.
struct ImageFiles {
  std::filesystem::path images, labels;
  std::string split;  ///< of EMNIST, e.g. "letters"; "" for MNIST's names
};

/// `where`: a folder with MNIST's names (train-images-idx3-ubyte, or with a dot
/// before idx3; t10k- for the test half), plain or with .gz; one with EMNIST's
/// (emnist-letters-test-images-…); or, if a folder has several splits,
/// FOLDER/emnist-letters. DataError with what is missing, or which splits there
/// are to choose from.
ImageFiles image_files(const std::filesystem::path& where, bool training);

/// Does the folder have all four files under MNIST's names?
bool has_image_files(const std::filesystem::path& folder);

/// Is it FOLDER/emnist-letters, whose files are in FOLDER?
bool names_a_split(const std::filesystem::path& where);

}  // namespace nn
