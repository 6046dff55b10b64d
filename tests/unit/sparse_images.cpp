// Images in a file of zeros that takes no space on disk: files that do not
// match take no memory.
#include <sys/resource.h>

#include "nn/core/error.hpp"
#include "nn/data/dataset.hpp"
#include "nn/data/idx.hpp"

#include "unit/files.hpp"

namespace {

/// The most memory that this program has had so far, in bytes.
std::size_t peak_memory() {
  rusage usage{};
  BOOST_REQUIRE(::getrusage(RUSAGE_SELF, &usage) == 0);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

/// Writes an IDX file with these dimensions whose elements are all 0.
void put(const fs::path& file, const std::vector<std::uint32_t>& dims) {
  const auto header = nn::idx_header(dims);
  store(file, std::string(header.begin(), header.end()));
  std::uintmax_t size = 1;
  for (const std::uint32_t dim : dims)
    size *= dim;
  fs::resize_file(file, header.size() + size);
}

void refused(const Folder& folder, const std::string& part) {
  BOOST_CHECK_EXCEPTION(
      nn::load_images(folder.path.string()), nn::DataError, [&](const auto& e) {
        BOOST_TEST_CONTEXT(e.what()) BOOST_TEST(has(e.what(), part));
        return true;
      });
}

}  // namespace

BOOST_AUTO_TEST_CASE(images_without_their_labels_are_not_read) {
  const Folder folder;
  for (const char* half : {"train", "t10k"}) {
    put(folder.path / fmt::format("{}-images-idx3-ubyte", half), {4, 2, 3});
    put(folder.path / fmt::format("{}-labels-idx1-ubyte", half), {4});
  }
  BOOST_TEST(nn::load_images(folder.path.string()).train.size() == 4u);
  const std::size_t before = peak_memory();
  const fs::path images = folder.path / "train-images-idx3-ubyte";
  put(images, {1u << 20, 32, 32});
  refused(folder, "4 labels for 1048576 images");
  put(images, {1u << 10, 32, 32, 1024});
  refused(folder, "expected images with 3 dimensions");
  BOOST_TEST(peak_memory() - before < std::size_t{256} << 20);
}

BOOST_AUTO_TEST_CASE(dimensions_are_read_without_the_elements) {
  const Folder folder;
  put(folder.path / "images", {60000, 28, 28});
  const std::vector<std::uint32_t> expected{60000, 28, 28};
  BOOST_TEST(nn::read_idx_dims(folder.path / "images") == expected,
             boost::test_tools::per_element());
  store(folder.path / "images", std::string("\0\0\x08\3\0\0\0", 7));
  BOOST_CHECK_THROW(nn::read_idx_dims(folder.path / "images"), nn::DataError);
}
