#include "picture.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nn/core/error.hpp"
#include "nn/io/byte_source.hpp"

namespace chapter15 {
namespace {

constexpr std::uint32_t largest_side = 30000;
constexpr std::size_t most_pixels = 100'000'000;

/// A PPM or PGM file while it is being read: words, then bytes.
class PictureFile {
 public:
  explicit PictureFile(const std::filesystem::path& file)
      : name_(file.string()), source_(file) {}

  Picture read() {
    const std::size_t colors = read_magic();
    const std::uint32_t width = read_number("width", largest_side);
    const std::uint32_t height = read_number("height", largest_side);
    if (const std::uint32_t most = read_number("largest number", 65535);
        most != 255)
      fail(
          fmt::format("its numbers go to {}, expected 255: convert it with "
                      "ImageMagick's -depth 8",
                      most));
    return read_pixels(height, width, colors);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw nn::DataError(name_ + ": " + what);
  }

  std::optional<char> next() {
    std::array<std::uint8_t, 1> byte{};
    if (source_.read(byte) == 0) return {};
    return static_cast<char>(byte[0]);
  }

  /// How many numbers a pixel has.
  std::size_t read_magic() {
    const char p = next().value_or(' '), kind = next().value_or(' ');
    if (p == 'P' && kind == '6') return 3;
    if (p == 'P' && kind == '5') return 1;
    fail(
        "not a binary PPM or PGM (it begins with neither P6 nor P5); "
        "ImageMagick makes one: convert photo.jpg photo.ppm");
  }

  /// White space, and comments from # to the end of their line.
  std::optional<char> after_space() {
    auto c = next();
    while (c && (std::isspace(static_cast<unsigned char>(*c)) || *c == '#')) {
      if (*c == '#')
        while (c && *c != '\n')
          c = next();
      c = next();
    }
    return c;
  }

  /// A number and the one white space behind it.
  std::uint32_t read_number(const char* what, std::uint32_t most) {
    std::uint32_t number = 0;
    auto c = after_space();
    if (!c || !std::isdigit(static_cast<unsigned char>(*c)))
      fail(fmt::format("expected the {} in the header", what));
    for (; c && std::isdigit(static_cast<unsigned char>(*c)); c = next()) {
      number = 10 * number + std::uint32_t(*c - '0');
      if (number > most)
        fail(fmt::format("the {} in the header is above {}", what, most));
    }
    if (!c || !std::isspace(static_cast<unsigned char>(*c)) || number == 0)
      fail(fmt::format("expected the {}, from 1 to {}, and a space", what,
                       most));
    return number;
  }

  Picture read_pixels(arma::uword height, arma::uword width,
                      std::size_t colors) {
    if (height * width > most_pixels)
      fail(fmt::format("{} x {} pixels, expected at most {} million", width,
                       height, most_pixels / 1'000'000));
    const std::size_t count = height * width * colors;
    // A file that is too short takes no memory.
    if (!source_.is_packed() && count > source_.size_limit())
      fail_short(height, width);
    std::vector<std::uint8_t> bytes(count);
    if (source_.read(bytes) < count) fail_short(height, width);
    Picture picture(height, width, 3);
    for (arma::uword y = 0; y < height; ++y)
      for (arma::uword x = 0; x < width; ++x)
        for (arma::uword c = 0; c < 3; ++c)
          picture(y, x, c) =
              bytes[(y * width + x) * colors + (colors == 3 ? c : 0)];
    return picture;
  }

  [[noreturn]] void fail_short(arma::uword height, arma::uword width) const {
    fail(fmt::format("too short for {} x {} pixels (width x height)", width,
                     height));
  }

  std::string name_;
  nn::ByteSource source_;
};

/// As Python's round(): the even one of two that are equally near.
arma::uword round_to_even(double x) {
  return arma::uword(std::nearbyint(x));
}

constexpr double imagenet_mean[] = {0.485, 0.456, 0.406};
constexpr double imagenet_deviation[] = {0.229, 0.224, 0.225};

}  // namespace

Picture read_picture(const std::filesystem::path& file) {
  return PictureFile(file).read();
}

// #region resampling
arma::mat resampling(arma::uword from, arma::uword to) {
  const double scale = double(from) / double(to);
  const double reach = std::max(scale, 1.0);
  arma::mat weights(to, from, arma::fill::zeros);
  for (arma::uword i = 0; i < to; ++i) {
    const double center = (double(i) + 0.5) * scale;
    for (arma::uword j = 0; j < from; ++j)
      weights(i, j) =
          std::max(0.0, 1 - std::abs(double(j) + 0.5 - center) / reach);
  }
  return weights.each_col() / arma::vec(arma::sum(weights, 1));
}

arma::cube resized(const Picture& picture, arma::uword height,
                   arma::uword width) {
  const arma::mat rows = resampling(picture.n_rows, height);
  const arma::mat columns = resampling(picture.n_cols, width);
  arma::cube result(height, width, picture.n_slices);
  for (arma::uword c = 0; c < picture.n_slices; ++c)
    result.slice(c) =
        rows * arma::conv_to<arma::mat>::from(picture.slice(c)) * columns.t();
  return result;
}
// #endregion resampling

// #region prepared
arma::fvec prepared(const Picture& picture, arma::uword side,
                    arma::uword crop) {
  const arma::uword shorter = std::min(picture.n_rows, picture.n_cols);
  if (std::max(picture.n_rows, picture.n_cols) > 50 * shorter)
    throw nn::DataError(fmt::format(
        "a picture of {} x {} pixels (width x height): nothing would be left "
        "of such a strip; cut out a part of it",
        picture.n_cols, picture.n_rows));
  const arma::cube scaled = resized(picture, picture.n_rows * side / shorter,
                                    picture.n_cols * side / shorter);
  // The middle, as Python's round() has it.
  const arma::uword top = round_to_even(double(scaled.n_rows - crop) / 2);
  const arma::uword left = round_to_even(double(scaled.n_cols - crop) / 2);
  arma::fvec x(crop * crop * 3);
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    const arma::uword c = i % 3, pixel = i / 3;
    const double shade =
        scaled(top + pixel / crop, left + pixel % crop, c) / 255;
    x(i) = float((shade - imagenet_mean[c]) / imagenet_deviation[c]);
  }
  return x;
}
// #endregion prepared

}  // namespace chapter15
