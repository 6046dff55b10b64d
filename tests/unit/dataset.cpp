// Data sets: where they are found, what is checked, and Fashion-MNIST itself.
#include "nn/data/dataset.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/data/idx.hpp"
#include "nn/io/sha256.hpp"

namespace {

namespace fs = std::filesystem;
namespace unit_test = boost::unit_test;

const fs::path debian = "/usr/share/datasets/fashion-mnist";

/// A folder that goes away with the test.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "nn-data-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
};

void put(const fs::path& folder, const std::string& name,
         const nn::IdxArray& array) {
  fs::create_directories(folder);
  nn::write_idx(folder / name, array);
}

/// `train` + 2 images of 2 x 3 pixels, all files right.
void put_all(const fs::path& folder, std::uint8_t train = 4) {
  for (auto [half, count] : {std::pair{"train", train}, {"t10k", {2}}}) {
    nn::IdxArray images{{count, 2, 3}, {}}, labels{{count}, {}};
    for (std::uint8_t i = 0; i < count * 6; ++i)
      images.bytes.push_back(i);
    for (std::uint8_t i = 0; i < count; ++i)
      labels.bytes.push_back(9 - i);
    put(folder, std::string(half) + "-images-idx3-ubyte", images);
    put(folder, std::string(half) + "-labels-idx1-ubyte", labels);
  }
}

/// `action` must fail with a DataError of one line that holds all `words`.
template <class Action>
void refused(Action action, const std::vector<std::string>& words) {
  try {
    action();
    BOOST_ERROR("it was accepted");
  } catch (const nn::DataError& error) {
    const std::string what = error.what();
    BOOST_TEST(what.find('\n') == std::string::npos);
    for (const auto& word : words)
      BOOST_TEST(what.find(word) != std::string::npos,
                 "\"" << word << "\" is missing in: " << what);
  }
}

void load_refused(const Folder& folder, const std::vector<std::string>& words) {
  refused([&] { nn::load_images(folder.path.string()); }, words);
}

/// Counts of labels 0 … 9.
std::vector<int> histogram(const nn::Dataset& data) {
  std::vector<int> counts(10);
  for (auto label : data.labels)
    ++counts.at(static_cast<std::size_t>(label));
  return counts;
}

std::vector<std::int32_t> first_labels(const nn::Dataset& data) {
  return {data.labels.begin(), data.labels.begin() + 10};
}

struct Present {
  fs::path path;
  boost::test_tools::assertion_result operator()(
      unit_test::test_unit_id) const {
    if (!path.empty() && fs::exists(path)) return true;
    boost::test_tools::assertion_result no(false);
    no.message() << "the data is not here";
    return no;
  }
};

fs::path mnist_folder() {
  const char* folder = std::getenv("NN_TEST_MNIST");
  return folder ? folder : "";
}

void check_real(const nn::TrainTest& data, const std::string& name) {
  for (const auto* half : {&data.train, &data.test}) {
    BOOST_TEST(half->name == name);
    BOOST_TEST((half->shape == nn::Shape{1, 28, 28}));
    BOOST_TEST(half->classes == 10u);
    BOOST_TEST(half->class_names.size() == 10u);
    BOOST_TEST(half->pixels.size() == half->size() * 784);
  }
  BOOST_TEST(data.train.size() == 60000u);
  BOOST_TEST(data.test.size() == 10000u);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_folder_of_one_s_own) {
  const Folder folder;
  put_all(folder.path);
  const auto [train, test, where] = nn::load_images(folder.path.string());
  BOOST_TEST(where == folder.path);
  BOOST_TEST(train.size() == 4u);
  BOOST_TEST(test.size() == 2u);
  BOOST_TEST((train.shape == nn::Shape{1, 2, 3}));
  BOOST_TEST(train.labels == (std::vector<std::int32_t>{9, 8, 7, 6}),
             boost::test_tools::per_element());
  BOOST_TEST(train.pixels[1 * 6 + 1 * 3 + 2] == 11);  // sample 1, row 1, col 2
  BOOST_TEST(train.name == "images in " + folder.path.string());
  std::ifstream file(folder.path / "train-images-idx3-ubyte");
  std::stringstream text;
  text << file.rdbuf();
  const std::string content = text.str();
  const std::vector<std::uint8_t> bytes(content.begin(), content.end());
  BOOST_TEST(train.sha256 == nn::sha256(bytes));
  BOOST_TEST(nn::describe(train) ==
             fmt::format("images in {}: 4 images of 1x2x3, SHA-256 {}",
                         folder.path.string(), train.sha256.substr(0, 8)));
}

BOOST_AUTO_TEST_CASE(images_and_labels_must_match) {
  const Folder folder;
  const auto labels = [&](const nn::IdxArray& array) {
    put_all(folder.path);
    put(folder.path, "train-labels-idx1-ubyte", array);
  };
  const auto images = [&](const std::string& half, const nn::IdxArray& array) {
    put_all(folder.path);
    put(folder.path, half + "-images-idx3-ubyte", array);
  };
  labels({{3}, {1, 2, 3}});
  load_refused(folder, {"train-labels", "3 labels for 4 images"});
  labels({{4}, {1, 2, 10, 11}});
  load_refused(folder, {"train-labels", "label 10 of sample 2", "0 to 9"});
  labels({{4, 1}, {1, 2, 3, 4}});
  load_refused(folder, {"train-labels", "1 dimension", "found 2"});
  images("train", {{4, 6}, nn::Buffer<std::uint8_t>(24)});
  load_refused(folder, {"train-images", "3 dimensions", "found 2"});
  images("train", {{0, 2, 3}, {}});
  load_refused(folder, {"train-images", "no images", "0 x 2 x 3"});
  images("t10k", {{2, 3, 2}, nn::Buffer<std::uint8_t>(12)});
  load_refused(folder, {"training images are 1x2x3", "test images are 1x3x2"});
  put_all(folder.path);
  fs::remove(folder.path / "t10k-labels-idx1-ubyte");
  load_refused(folder, {"neither t10k-labels-idx1-ubyte nor"});
}

BOOST_AUTO_TEST_CASE(the_search_order) {
  const Folder folder;
  nn::DataPlaces places{"", folder.path / "data", folder.path / "debian"};
  const auto find = [&](const std::string& where) {
    return nn::find_images(where, places);
  };
  // Nothing there yet.
  refused([&] { find(""); },
          {"no images found", "./learn data mnist", "apt-get install"});
  refused([&] { find("mnist"); }, {"data/mnist", "./learn data mnist"});
  refused([&] { find("fashion-mnist"); },
          {"apt-get install dataset-fashion-mnist"});
  refused([&] { find("cifar"); }, {"cifar", "no such folder"});
  // Each place takes precedence over those that were filled before it.
  put_all(places.debian);
  BOOST_TEST(find("") == places.debian);
  BOOST_TEST(find("fashion-mnist") == places.debian);
  put_all(places.source / "mnist");
  BOOST_TEST(find("") == places.source / "mnist");
  BOOST_TEST(find("mnist") == places.source / "mnist");
  places.environment = "fashion-mnist";
  BOOST_TEST(find("") == places.debian);
  places.environment = folder.path.string();
  BOOST_TEST(find("") == folder.path);
  BOOST_TEST(find("mnist") == places.source / "mnist");
  places.environment = (folder.path / "nowhere").string();
  refused([&] { find(""); }, {"$NN_DATA", "nowhere"});
  // Half a data set is none.
  places.environment.clear();
  fs::remove(places.source / "mnist/t10k-labels-idx1-ubyte");
  BOOST_TEST(find("") == places.debian);
  refused([&] { find("mnist"); }, {"./learn data mnist"});
}

BOOST_AUTO_TEST_CASE(the_environment_is_read) {
  setenv("NN_DATA", "somewhere", 1);
  BOOST_TEST(nn::data_places().environment == "somewhere");
  unsetenv("NN_DATA");
  BOOST_TEST(nn::data_places().environment == "");
  BOOST_TEST(fs::exists(nn::data_places().source / "catalogue.tsv"));
}

BOOST_AUTO_TEST_CASE(fashion_mnist_of_debian,
                     *unit_test::precondition(Present{debian})) {
  const nn::TrainTest data = nn::load_images("fashion-mnist");
  check_real(data, "Fashion-MNIST");
  // As printed by Keras' and PyTorch's loaders of the same data.
  BOOST_TEST(first_labels(data.train) ==
                 (std::vector<std::int32_t>{9, 0, 0, 3, 0, 2, 7, 2, 5, 5}),
             boost::test_tools::per_element());
  BOOST_TEST(first_labels(data.test) ==
                 (std::vector<std::int32_t>{9, 2, 1, 1, 6, 1, 4, 6, 5, 7}),
             boost::test_tools::per_element());
  BOOST_TEST(histogram(data.train) == std::vector<int>(10, 6000),
             boost::test_tools::per_element());
  BOOST_TEST(histogram(data.test) == std::vector<int>(10, 1000),
             boost::test_tools::per_element());
  BOOST_TEST(data.train.class_names[9] == "Ankle boot");
  BOOST_TEST(nn::describe(data.train) ==
             "Fashion-MNIST: 60000 images of 1x28x28, SHA-256 c59f468a");
  BOOST_TEST(nn::describe(data.test) ==
             "Fashion-MNIST: 10000 images of 1x28x28, SHA-256 5b4141f0");
}

BOOST_AUTO_TEST_CASE(known_images_with_other_labels_get_no_name,
                     *unit_test::precondition(Present{debian})) {
  const Folder folder;
  for (const auto& entry : fs::directory_iterator(debian))
    fs::create_symlink(entry.path(), folder.path / entry.path().filename());
  const fs::path labels = folder.path / "t10k-labels-idx1-ubyte.gz";
  nn::IdxArray changed = nn::read_idx(labels);
  changed.bytes[0] ^= 1;
  fs::remove(labels);
  nn::write_idx(labels, changed);
  const nn::TrainTest data = nn::load_images(folder.path.string());
  BOOST_TEST(data.train.name == "Fashion-MNIST");
  BOOST_TEST(data.test.name == "images in " + folder.path.string());
}

BOOST_AUTO_TEST_CASE(mnist, *unit_test::precondition(Present{mnist_folder()})) {
  const nn::TrainTest data = nn::load_images(mnist_folder().string());
  check_real(data, "MNIST");
  BOOST_TEST(first_labels(data.train) ==
                 (std::vector<std::int32_t>{5, 0, 4, 1, 9, 2, 1, 3, 1, 4}),
             boost::test_tools::per_element());
  BOOST_TEST(first_labels(data.test) ==
                 (std::vector<std::int32_t>{7, 2, 1, 0, 4, 1, 4, 9, 5, 9}),
             boost::test_tools::per_element());
  // The figures that everybody standardizes MNIST with.
  double sum = 0;
  for (auto pixel : data.train.pixels)
    sum += pixel;
  const double mean = sum / 255 / double(data.train.pixels.size());
  BOOST_TEST(std::abs(mean - 0.1307) < 0.00005);  // rounded to four digits
}

BOOST_AUTO_TEST_CASE(the_catalogue_has_the_same_hashes) {
  // The loader's constants are private: they must stand in its source.
  std::stringstream text;
  for (const char* file : {"dataset.cpp", "cifar.cpp"})
    text << std::ifstream(fs::path(NN_SOURCE_DIR) / "common/nn/data" / file)
                .rdbuf();
  std::ifstream catalogue(fs::path(NN_SOURCE_DIR) / "data/catalogue.tsv");
  int rows = 0;
  for (std::string row; std::getline(catalogue, row);) {
    std::istringstream columns(row);
    std::string kind, set, file, size, hash;
    columns >> kind >> set >> file >> size >> hash;
    if (kind != "file") continue;
    BOOST_TEST(hash.size() == 64u);
    BOOST_TEST(text.str().find(hash) != std::string::npos, row);
    ++rows;
  }
  BOOST_TEST(rows == 14);
}
