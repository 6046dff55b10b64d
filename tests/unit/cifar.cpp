// CIFAR-10's binary files, on synthetic ones: every byte is known.
#include "nn/data/cifar.hpp"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <zlib.h>

#include "nn/core/error.hpp"
#include "nn/io/sha256.hpp"

#include "unit/cifar_files.hpp"

using namespace cifar_tests;

namespace {

void write_gz(const fs::path& path, const std::string& bytes) {
  const gzFile file = gzopen(path.c_str(), "wb");
  BOOST_REQUIRE(gzwrite(file, bytes.data(), unsigned(bytes.size())) ==
                int(bytes.size()));
  gzclose(file);
}

/// Must fail with a DataError of one line that holds all `words`.
void load_refused(const fs::path& folder,
                  const std::vector<std::string>& words) {
  try {
    nn::load_images(folder.string());
    BOOST_ERROR("it was accepted");
  } catch (const nn::DataError& error) {
    const std::string what = error.what();
    BOOST_TEST(what.find('\n') == std::string::npos);
    for (const auto& word : words)
      BOOST_TEST(what.find(word) != std::string::npos,
                 "\"" << word << "\" is missing in: " << what);
  }
}

/// Is image `at` of `data` image `image` of that file?
void check_image(const nn::Dataset& data, std::size_t at, std::size_t file,
                 std::size_t image) {
  BOOST_TEST(data.labels[at] == label_at(file, image));
  const std::uint8_t* pixel = data.pixels.data() + at * 3072;
  for (std::size_t y = 0; y < 32; ++y)
    for (std::size_t x = 0; x < 32; ++x)
      for (std::size_t k = 0; k < 3; ++k)
        BOOST_REQUIRE(*pixel++ == value_at(file, image, k, y, x));
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_byte_of_synthetic_files_is_where_it_belongs) {
  const Folder folder;
  write_all(folder.path);
  const auto [train, test, where] = nn::load_images(folder.path.string());
  BOOST_TEST(where == folder.path);
  BOOST_TEST(train.size() == 15u);
  BOOST_TEST(test.size() == 6u);
  for (const nn::Dataset* half : {&train, &test}) {
    BOOST_TEST((half->shape == nn::Shape{3, 32, 32}));
    BOOST_TEST(half->classes == 10u);
    BOOST_TEST(half->pixels.size() == half->size() * 3072);
    BOOST_TEST(half->name == "images in " + folder.path.string());
  }
  std::size_t at = 0;
  for (std::size_t file = 0; file < 5; ++file)
    for (std::size_t image = 0; image <= file; ++image)
      check_image(train, at++, file, image);
  for (std::size_t image = 0; image < 6; ++image)
    check_image(test, image, 5, image);
}

BOOST_AUTO_TEST_CASE(classes_have_the_site_s_names) {
  const Folder folder;
  write_all(folder.path);
  const std::vector<std::string> expected = {
      "airplane", "automobile", "bird",  "cat",  "deer",
      "dog",      "frog",       "horse", "ship", "truck"};
  BOOST_TEST(nn::load_images(folder.path.string()).test.class_names == expected,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_hash_is_that_of_all_bytes_of_the_half) {
  const Folder folder;
  write_all(folder.path);
  const nn::TrainTest data = nn::load_images(folder.path.string());
  std::string all;
  for (std::size_t file = 0; file < 5; ++file)
    all += file_bytes(file, file + 1);
  BOOST_TEST(data.train.sha256 == nn::sha256(std::span<const char>(all)));
  BOOST_TEST(data.test.sha256 ==
             nn::sha256(std::span<const char>(file_bytes(5, 6))));
  BOOST_TEST(nn::describe(data.train) ==
             fmt::format("images in {}: 15 images of 3x32x32, SHA-256 {}",
                         folder.path.string(), data.train.sha256.substr(0, 8)));
}

BOOST_AUTO_TEST_CASE(packed_files_and_the_archive_s_folder_are_found) {
  const Folder folder;
  const fs::path inner = folder.path / "cifar-10-batches-bin";
  write_all(inner);
  fs::remove(inner / names[2]);
  write_gz(inner / (names[2] + ".gz"), file_bytes(2, 3));
  const nn::TrainTest packed = nn::load_images(folder.path.string());
  BOOST_TEST(packed.train.size() == 15u);
  check_image(packed.train, 5, 2, 2);
  BOOST_TEST(nn::load_images(inner.string()).train.sha256 ==
             packed.train.sha256);
}

BOOST_AUTO_TEST_CASE(broken_files_are_refused_with_the_place) {
  const Folder folder;
  const auto with = [&](std::size_t file, const std::string& bytes) {
    write_all(folder.path);
    write(folder.path / names[file], bytes);
  };
  std::string bytes = file_bytes(3, 4);
  with(3, bytes.substr(0, bytes.size() - 1));
  load_refused(folder.path, {"data_batch_4.bin", "too short", "image 3",
                             "3072 of 3073", "fetch it again"});
  with(3, bytes + '\0');
  load_refused(folder.path, {"data_batch_4.bin", "image 4", "1 of 3073"});
  bytes[2 * 3073] = 10;
  with(3, bytes);
  load_refused(folder.path, {"data_batch_4.bin", "label 10 of image 2",
                             "offset 6146", "0 to 9"});
  with(5, "");
  load_refused(folder.path, {"test_batch.bin", "is empty"});
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_named) {
  for (const std::string& name : names) {
    const Folder folder;
    write_all(folder.path);
    fs::remove(folder.path / name);
    load_refused(folder.path,
                 {"neither " + name + " nor " + name + ".gz",
                  "data_batch_1.bin to data_batch_5.bin and test_batch.bin",
                  "./learn data cifar-10"});
    BOOST_TEST(nn::cifar::has_any_batch(folder.path));
    BOOST_TEST(!nn::cifar::has_all_batches(folder.path));
  }
}

BOOST_AUTO_TEST_CASE(cifar_10_is_found_by_its_name) {
  const Folder folder;
  nn::DataPlaces places{"cifar-10", folder.path / "data", "/nowhere"};
  for (const char* where : {"", "cifar-10"})
    BOOST_CHECK_EXCEPTION(
        nn::find_images(where, places), nn::DataError, [](const auto& error) {
          const std::string what = error.what();
          return what.find("data/cifar-10") != what.npos &&
                 what.find("./learn data cifar-10") != what.npos;
        });
  write_all(places.source / "cifar-10");
  for (const char* where : {"", "cifar-10"})
    BOOST_TEST(nn::find_images(where, places) == places.source / "cifar-10");
}
