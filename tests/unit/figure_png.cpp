// Figures as PNG: their size, and what stands at which pixel.
#include <zlib.h>

#include "unit/figure_tools.hpp"

using namespace figure_tests;
using nn::Figure;
using nn::Grid;

namespace {

/// A decoder for PNG's 8-bit RGB and RGBA without interlacing, written from
/// the specification (PNG, second edition, sections 5, 7 and 9).
struct Picture {
  int width = 0, height = 0, channels = 0;
  std::vector<int> values;  // row by row

  int at(int x, int y, int channel = 0) const {
    return values[(y * width + x) * channels + channel];
  }
};

int number(const std::string& data, std::size_t at) {
  int value = 0;
  for (std::size_t i = at; i < at + 4; ++i)
    value = value << 8 | static_cast<unsigned char>(data.at(i));
  return value;
}

int predicted(int filter, int left, int up, int corner) {
  if (filter == 1) return left;
  if (filter == 2) return up;
  if (filter == 3) return (left + up) / 2;
  if (filter != 4) return 0;
  const int p = left + up - corner;
  const int a = std::abs(p - left), b = std::abs(p - up),
            c = std::abs(p - corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

Picture picture(const fs::path& png) {
  const std::string data = bytes(png);
  BOOST_REQUIRE(data.substr(0, 8) == "\x89PNG\r\n\x1a\n");
  Picture p;
  p.width = number(data, 16);
  p.height = number(data, 20);
  BOOST_REQUIRE(data.at(24) == 8);
  p.channels = data.at(25) == 6 ? 4 : 3;
  std::string packed;
  for (std::size_t at = 8; at < data.size(); at += 12 + number(data, at))
    if (data.substr(at + 4, 4) == "IDAT")
      packed += data.substr(at + 8, number(data, at));
  const int row = p.width * p.channels;
  std::vector<Bytef> raw(std::size_t(row + 1) * p.height);
  uLongf size = raw.size();
  BOOST_REQUIRE(uncompress(raw.data(), &size,
                           reinterpret_cast<const Bytef*>(packed.data()),
                           packed.size()) == Z_OK);
  BOOST_REQUIRE(size == raw.size());
  p.values.assign(std::size_t(row) * p.height, 0);
  for (int y = 0; y < p.height; ++y)
    for (int i = 0; i < row; ++i) {
      const int at = y * row + i;
      const bool first = i < p.channels;
      const int left = first ? 0 : p.values[at - p.channels];
      const int up = y ? p.values[at - row] : 0;
      const int corner = first || !y ? 0 : p.values[at - row - p.channels];
      const int filter = raw[y * (row + 1)];
      p.values[at] =
          (raw[y * (row + 1) + 1 + i] + predicted(filter, left, up, corner)) &
          255;
    }
  return p;
}

}  // namespace

BOOST_AUTO_TEST_CASE(png_has_the_wanted_size, *needs_gnuplot()) {
  const Folder folder;
  all_kinds().at("heat_map").size(321, 234).save(folder / "a.png");
  all_kinds().at("heat_map").size(321, 234).save(folder / "b.png");
  const Picture p = picture(folder / "a.png");
  BOOST_TEST(p.width == 321);
  BOOST_TEST(p.height == 234);
  BOOST_TEST(bytes(folder / "a.png") == bytes(folder / "b.png"));
}

BOOST_AUTO_TEST_CASE(a_color_range_is_the_scale, *needs_gnuplot()) {
  const Folder folder;
  const nn::Grid grid{{{0, 1}, {2, 3}}, 0, 1, 0, 1};
  Figure figure = Figure().heat_map(grid);
  figure.save(folder / "own.svg");
  figure.color_range(-7000, 7000).save(folder / "shared.svg");
  BOOST_TEST(!contains(text_of(folder / "own.svg"), "6000"));
  BOOST_TEST(contains(text_of(folder / "shared.svg"), "6000"));
}

BOOST_AUTO_TEST_CASE(rows_stand_one_below_the_other, *needs_gnuplot()) {
  const Folder folder;
  const auto figure = [](const char* title) {
    return Figure(title).size(200, 150).line({1, 2}, {1, 2}, "same");
  };
  nn::save_rows(
      folder / "rows.png",
      {{figure("one"), figure("two").size(300, 180)}, {figure("three")}});
  BOOST_TEST(picture(folder / "rows.png").width == 500);
  BOOST_TEST(picture(folder / "rows.png").height == 330);
  BOOST_CHECK_THROW(nn::save_rows(folder / "none.png", {}), nn::Error);
  BOOST_CHECK_THROW(nn::save_rows(folder / "none.png", {{}}), nn::Error);
}

BOOST_AUTO_TEST_CASE(a_row_is_as_wide_as_its_figures, *needs_gnuplot()) {
  const Folder folder;
  const auto figure = [](const char* title) {
    return Figure(title).size(200, 150).line({1, 2}, {1, 2}, "same");
  };
  nn::save_row(folder / "row.png",
               {figure("one"), figure("two").size(300, 180)});
  nn::save_row(folder / "row.svg", {figure("one"), figure("two")});
  BOOST_TEST(picture(folder / "row.png").width == 500);
  BOOST_TEST(picture(folder / "row.png").height == 180);
  const std::string text = text_of(folder / "row.svg");
  BOOST_TEST(contains(text, "one"));
  BOOST_TEST(contains(text, "two"));
}

BOOST_AUTO_TEST_CASE(a_heat_map_has_x_to_the_right_and_y_upwards,
                     *needs_gnuplot()) {
  const Folder folder;
  // High only where x and y are high: red is 0x6A at low, 0xFD at high values.
  const Grid grid =
      Grid::of([](double x, double y) { return x > 0 && y > 0 ? 1.0 : 0.0; },
               -1, 1, -1, 1, 41);
  Figure().heat_map(grid).save(folder / "a.png");
  const Picture p = picture(folder / "a.png");
  BOOST_TEST(p.at(400, 100) == 0xFD);
  BOOST_TEST(p.at(150, 100) == 0x6A);
  BOOST_TEST(p.at(150, 300) == 0x6A);
  BOOST_TEST(p.at(400, 300) == 0x6A);
}

BOOST_AUTO_TEST_CASE(every_pixel_of_an_image_is_a_sharp_square,
                     *needs_gnuplot()) {
  const Folder folder;
  std::vector<arma::mat> images;
  for (int k = 0; k < 5; ++k) {
    arma::mat image(28, 20);
    for (arma::uword i = 0; i < image.n_elem; ++i)
      image(i) = double((i * 37 + k * 11) % 101) / 100;
    images.push_back(image);
  }
  images[4](0, 0) = gap;  // white, as is 7
  images[4](1, 0) = 7;
  nn::save_image_grid(folder / "a.png", images, 3);
  const Picture p = picture(folder / "a.png");
  const int s = 8;  // 3 * 20 + 2 * 2 + 4 = 68 columns fit a page 9 times
  BOOST_TEST(p.width == 68 * s);
  BOOST_TEST(p.height == (2 * 28 + 2 + 4) * s);
  int worst = 0;
  for (int k = 0; k < 5; ++k)
    for (int y = 0; y < 28 * s; ++y)
      for (int x = 0; x < 20 * s; ++x) {
        const double v = images[k](y / s, x / s);
        const double wanted = std::isfinite(v) ? std::min(v, 1.) * 255 : 255;
        const int left = (2 + k % 3 * 22) * s, top = (2 + k / 3 * 30) * s;
        const int error =
            std::abs(p.at(left + x, top + y) - int(std::lround(wanted)));
        worst = std::max(worst, error);
      }
  BOOST_TEST(worst <= 1);  // the palette rounds once more
}

BOOST_AUTO_TEST_CASE(colors_are_red_green_and_blue, *needs_gnuplot()) {
  const Folder folder;
  std::vector<arma::cube> images(3, arma::cube(28, 20, 3));
  for (arma::uword k = 0; k < 3; ++k)
    for (arma::uword i = 0; i < images[k].n_elem; ++i)
      images[k](i) = double((i * 37 + k * 11) % 101) / 100;
  images[2](0, 0, 1) = 7;  // as bright as 1
  nn::save_color_grid(folder / "a.png", images, 3);
  const Picture p = picture(folder / "a.png");
  const int s = 8;
  BOOST_TEST(p.width == 68 * s);
  BOOST_TEST(p.height == (28 + 4) * s);
  int worst = 0;
  for (int k = 0; k < 3; ++k)
    for (int y = 0; y < 28 * s; ++y)
      for (int x = 0; x < 20 * s; ++x)
        for (int c = 0; c < 3; ++c) {
          const double v = std::min(images[k](y / s, x / s, c), 1.);
          worst = std::max(worst,
                           std::abs(p.at((2 + k * 22) * s + x, 2 * s + y, c) -
                                    int(std::lround(255 * v))));
        }
  BOOST_TEST(worst <= 1);
  BOOST_CHECK_THROW(
      nn::save_color_grid(folder / "b.png", {arma::cube(4, 4, 1)}, 1),
      nn::Error);
}

BOOST_AUTO_TEST_CASE(captions_stand_below_their_images, *needs_gnuplot()) {
  const Folder folder;
  const std::vector<arma::mat> images(2, arma::mat(28, 28, arma::fill::zeros));
  nn::save_image_grid(folder / "a.png", images, 2, {"", "8 → 3"});
  const Picture p = picture(folder / "a.png");
  const int s = 8, below = 30 * s;
  int darkest[2] = {255, 255}, touching = 255;
  for (int y = below; y < p.height; ++y)
    for (int x = 2 * s; x < 58 * s; ++x) {
      darkest[x / (31 * s)] = std::min(darkest[x / (31 * s)], p.at(x, y));
      if (y < below + s / 2) touching = std::min(touching, p.at(x, y));
    }
  BOOST_TEST(darkest[0] == 255);
  BOOST_TEST(darkest[1] < 128);
  BOOST_TEST(touching == 255);  // white between an image and its caption
}
