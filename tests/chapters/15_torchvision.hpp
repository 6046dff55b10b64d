// torchvision's weights by name, and the preparation of images for them.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/model/weights.hpp"
#include "nn/networks/resnet.hpp"
#include "nn/reference/reference.hpp"

#include "15_architectures/picture.hpp"
#include "15_architectures/recognize.hpp"
#include "golden.hpp"
#include "unit/files.hpp"

namespace torchvision_tests {

using chapter15::Picture;

const fs::path golden_file = NN_SOURCE_DIR "/tests/golden/resnet.safetensors";

/// tests/golden/resnet.py's narrow one: nn::add_resnet18 with other widths.
template <class B>
void add_narrow(nn::Graph<B>& net) {
  nn::Value x =
      nn::convolution_and_norm(net, "conv1", "bn1", net.input(), 4,
                               {.kernel = 7, .stride = 2, .padding = 3});
  x = net.template add<nn::ReLU>("relu", x);
  x = net.template add<nn::MaxPool2d>(
      "maxpool", x, 3, nn::PoolOptions{.stride = 2, .padding = 1});
  x = nn::stages_of_blocks(net, x, {4, 8, 16, 32}, 2, nn::Shortcut::projection);
  x = net.template add<nn::GlobalAveragePool2d>("avgpool", x);
  net.template add<nn::Linear>("fc", x, 32, 20);
}

/// A tensor [images, colors, height, width] as our columns, colors fastest.
template <class B>
typename B::Matrix columns_of(const nlohmann::json& tensor) {
  const auto shape = tensor.at("shape").get<std::vector<arma::uword>>();
  const auto values = tensor.at("values").get<std::vector<double>>();
  const arma::uword colors = shape[1], pixels = shape[2] * shape[3];
  typename B::Matrix x(colors * pixels, shape[0]);
  for (arma::uword i = 0; i < shape[0]; ++i)
    for (arma::uword c = 0; c < colors; ++c)
      for (arma::uword p = 0; p < pixels; ++p)
        x(p * colors + c, i) = static_cast<typename B::Real>(
            values[(i * colors + c) * pixels + p]);
  return x;
}

/// The largest difference from PyTorch's logits, relative to the largest.
template <class B>
double apart(nn::Graph<B>& net) {
  const auto record = golden::load("resnet");
  const arma::mat expected = golden::batch(record.at("logits"));
  const arma::mat found = arma::conv_to<arma::mat>::from(
      net.forward(columns_of<B>(record.at("x")), nn::Mode::evaluate));
  BOOST_REQUIRE(arma::size(found) == arma::size(expected));
  BOOST_TEST(arma::stddev(arma::vectorise(expected)) > 1);  // they spread
  return arma::abs(found - expected).max() / arma::abs(expected).max();
}

/// Red, green and blue tell where a pixel is.
inline Picture gradient(arma::uword height, arma::uword width) {
  Picture picture(height, width, 3);
  for (arma::uword y = 0; y < height; ++y)
    for (arma::uword x = 0; x < width; ++x) {
      picture(y, x, 0) = arma::u8(y % 256);
      picture(y, x, 1) = arma::u8(x % 256);
      picture(y, x, 2) = arma::u8((3 * y + 5 * x) % 256);
    }
  return picture;
}

inline std::string ppm(const Picture& picture) {
  std::string bytes =
      fmt::format("P6\n{} {}\n255\n", picture.n_cols, picture.n_rows);
  for (arma::uword y = 0; y < picture.n_rows; ++y)
    for (arma::uword x = 0; x < picture.n_cols; ++x)
      for (arma::uword c = 0; c < 3; ++c)
        bytes += static_cast<char>(picture(y, x, c));
  return bytes;
}

inline std::string error_of(const std::string& bytes) {
  const Folder folder;
  store(folder.path / "x.ppm", bytes);
  try {
    chapter15::read_picture(folder.path / "x.ppm");
  } catch (const nn::DataError& error) {
    return error.what();
  }
  return "";
}

}  // namespace torchvision_tests

BOOST_AUTO_TEST_CASE(weights_by_torchvisions_names_give_pytorchs_logits) {
  using namespace torchvision_tests;
  nn::Graph<nn::Cpu> net({3, 32, 32});
  add_narrow(net);
  net.build(1);
  BOOST_TEST(nn::load_weights(golden_file, net).notes.empty());
  BOOST_TEST(apart(net) < 1e-5);
  nn::Graph<nn::Reference<double>> exact({3, 32, 32});
  add_narrow(exact);
  exact.build(1);
  nn::load_weights(golden_file, exact);
  BOOST_TEST(apart(exact) < 1e-12);
}

// What PyTorch would read from our file: the same names, shapes and numbers.
BOOST_AUTO_TEST_CASE(our_file_holds_what_torchvisions_held) {
  using namespace torchvision_tests;
  nn::Graph<nn::Cpu> net({3, 32, 32});
  add_narrow(net);
  net.build(1);
  nn::load_weights(golden_file, net);
  const Folder folder;
  nn::save_weights(net, folder.path / "ours.safetensors");
  const auto theirs = nn::read_safetensors(golden_file).tensors;
  const auto ours =
      nn::read_safetensors(folder.path / "ours.safetensors").tensors;
  BOOST_TEST(ours.size() == theirs.size());
  for (const nn::Tensor& tensor : theirs) {
    const nn::Tensor& same =
        nn::find_tensor(ours, tensor.name, tensor.shape, "ours");
    BOOST_TEST((same.values == tensor.values));
  }
}

BOOST_AUTO_TEST_CASE(weights_of_another_depth_are_refused) {
  using namespace torchvision_tests;
  nn::Graph<nn::Cpu> net({3, 32, 32});
  nn::Value x = nn::stages_of_blocks(net, net.input(), {4, 8}, 1,
                                     nn::Shortcut::projection);
  net.add<nn::GlobalAveragePool2d>("avgpool", x);
  net.build(1);
  BOOST_CHECK_THROW(nn::load_weights(golden_file, net), nn::DataError);
}

BOOST_AUTO_TEST_CASE(pictures_are_read) {
  using namespace torchvision_tests;
  const Picture picture = gradient(5, 7);
  const Folder folder;
  store(folder.path / "x.ppm", ppm(picture));
  BOOST_TEST(arma::accu(chapter15::read_picture(folder.path / "x.ppm") !=
                        picture) == 0u);
  store(folder.path / "y.pgm", "P5 # gray\n2\t#two\n 1 255\n\x10\xff");
  const Picture gray = chapter15::read_picture(folder.path / "y.pgm");
  BOOST_TEST(gray.n_rows == 1u);
  for (arma::uword c = 0; c < 3; ++c) {
    BOOST_TEST(int(gray(0, 0, c)) == 16);
    BOOST_TEST(int(gray(0, 1, c)) == 255);
  }
}

BOOST_AUTO_TEST_CASE(broken_pictures_are_errors_that_say_why) {
  using namespace torchvision_tests;
  const std::string good = ppm(gradient(5, 7));
  BOOST_TEST(error_of(good).empty());
  for (std::size_t length = 0; length < good.size(); ++length)
    BOOST_TEST(!error_of(good.substr(0, length)).empty());
  BOOST_TEST(has(error_of(good.substr(0, 40)), "too short for 7 x 5"));
  BOOST_TEST(has(error_of("\x89PNG\r\n"), "convert photo.jpg photo.ppm"));
  BOOST_TEST(has(error_of("P3\n1 1\n255\n1 2 3\n"), "neither P6 nor P5"));
  BOOST_TEST(has(error_of("P6\n1 1\n65535\n123456"), "-depth 8"));
  BOOST_TEST(has(error_of("P6\n0 1\n255\n"), "width"));
  BOOST_TEST(has(error_of("P6\n1 -1\n255\n123"), "height"));
  BOOST_TEST(has(error_of("P6\n99999999999 1\n255\n"), "above 30000"));
  BOOST_TEST(has(error_of("P6\n30000 30000\n255\n"), "100 million"));
}

BOOST_AUTO_TEST_CASE(resampling_is_the_triangle_of_pillow) {
  using chapter15::resampling;
  for (const auto& [from, to] : {std::pair{7u, 3u}, {3u, 7u}, {10u, 9u}}) {
    const arma::mat weights = resampling(from, to);
    BOOST_TEST(arma::abs(arma::sum(weights, 1) - 1).max() < 1e-12);
    BOOST_TEST(weights.min() >= 0);
  }
  const arma::mat same = resampling(6, 6);
  BOOST_TEST(arma::abs(same - arma::eye(6, 6)).max() < 1e-12);
  // To a half: 1, 3, 3 and 1 eighths, by hand.
  const arma::rowvec half = resampling(8, 4).row(1);
  const arma::rowvec by_hand = {0, .125, .375, .375, .125, 0, 0, 0};
  BOOST_TEST(arma::abs(half - by_hand).max() < 1e-12);
  // To the double: a quarter of the way to the neighbor.
  const arma::rowvec twice = resampling(3, 6).row(2);
  BOOST_TEST(arma::abs(twice - arma::rowvec{.25, .75, 0}).max() < 1e-12);
}

// A picture of the right height is only cut and normalized.
BOOST_AUTO_TEST_CASE(preparation_crops_the_middle_and_normalizes) {
  using namespace torchvision_tests;
  const Picture picture = gradient(256, 301);
  const arma::fvec x = chapter15::prepared(picture);
  const double mean[] = {0.485, 0.456, 0.406};
  const double deviation[] = {0.229, 0.224, 0.225};
  const arma::uword left = 38;  // 77 / 2 = 38.5, and 38 is even
  double worst = 0;
  for (arma::uword y : {0u, 100u, 223u})
    for (arma::uword i : {0u, 50u, 223u})
      for (arma::uword c = 0; c < 3; ++c) {
        const double shade = picture(y + 16, i + left, c) / 255.0;
        worst = std::max(worst, std::abs(x((y * 224 + i) * 3 + c) -
                                         (shade - mean[c]) / deviation[c]));
      }
  BOOST_TEST(worst < 1e-6);
  BOOST_CHECK_THROW(chapter15::prepared(gradient(3, 200)), nn::DataError);
}

// The whole way, from files to logits, with ten classes.
BOOST_AUTO_TEST_CASE(a_picture_is_recognized_by_a_file_of_weights) {
  using namespace torchvision_tests;
  const Folder folder;
  nn::Graph<nn::Cpu> net({3, 224, 224});
  nn::add_resnet18(net, 10);
  net.build(5);
  nn::save_weights(net, folder.path / "net.safetensors");
  const Picture picture = gradient(256, 256);
  store(folder.path / "x.ppm", ppm(picture));
  chapter15::Recognition asked;
  asked.weights = folder.path / "net.safetensors";
  asked.images = {folder.path / "x.ppm"};
  chapter15::recognize(asked, {.out = folder.path});
  const arma::fmat logits =
      net.forward(arma::fmat(chapter15::prepared(picture)), nn::Mode::evaluate);
  std::string line = "\"" + asked.images[0] + "\"";
  for (const float logit : logits)
    line += fmt::format(",{:.9g}", logit);
  BOOST_TEST(load(folder.path / "logits.csv") == line + "\n");
}

BOOST_AUTO_TEST_CASE(class_names_are_one_a_line) {
  const Folder folder;
  const fs::path file = folder.path / "names.txt";
  store(file, "tench\ngoldfish\n");
  BOOST_TEST(chapter15::read_class_names(file, 2)[1] == "goldfish");
  BOOST_CHECK_THROW(chapter15::read_class_names(file, 1), nn::DataError);
  BOOST_CHECK_THROW(chapter15::read_class_names(file, 3), nn::DataError);
  BOOST_CHECK_THROW(chapter15::read_class_names(folder.path / "no", 3),
                    nn::DataError);
}
