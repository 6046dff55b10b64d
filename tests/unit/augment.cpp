// What an augmentation may say, and the changes that are drawn from it.
#include "nn/data/augment.hpp"

#include <map>
#include <numbers>
#include <set>

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"
#include "nn/data/augment_reference.hpp"
#include "nn/data/augment_transform.hpp"

using nn::Augment;
using nn::parse_augment;
using nn::Transform;

namespace {

constexpr nn::Shape shape{1, 28, 28};
constexpr std::uint32_t draws = 20000;

Transform draw(const Augment& augment, std::uint32_t sample) {
  return nn::draw(augment, shape, {7, 3, sample});
}

/// Mean and variance of f(transform) over many samples.
template <class F>
std::pair<double, double> moments(const Augment& augment, F f) {
  double sum = 0, squares = 0;
  for (std::uint32_t i = 0; i < draws; ++i) {
    const double value = f(draw(augment, i));
    sum += value;
    squares += value * value;
  }
  const double mean = sum / draws;
  return {mean, squares / draws - mean * mean};
}

/// Is `share` of `draws` as likely as that? Five standard deviations.
bool is_share(double share, double expected) {
  return std::abs(share - expected) <
         5 * std::sqrt(expected * (1 - expected) / draws);
}

auto says(const std::string& text) {
  return [text](const nn::UsageError& error) {
    return std::string(error.what()).find(text) != std::string::npos;
  };
}

}  // namespace

namespace nn {
std::ostream& operator<<(std::ostream& out, const Augment& augment) {
  return out << to_string(augment)
             << (augment.integer_shift ? " (whole pixels)" : "");
}
}  // namespace nn

BOOST_AUTO_TEST_CASE(texts_are_read_as_they_are_meant) {
  BOOST_TEST(parse_augment("none") == Augment{});
  BOOST_TEST(parse_augment("geo:1.5,10,0.5") == (Augment{.shift = 1.5,
                                                         .rotation = 10,
                                                         .scale = 0.1,
                                                         .shear = 0.15,
                                                         .elastic = 0.5}));
  BOOST_TEST(parse_augment("shift:2") ==
             (Augment{.shift = 2, .integer_shift = true}));
  BOOST_TEST(parse_augment("subpixel:2") == (Augment{.shift = 2}));
  BOOST_TEST(parse_augment("flip") == (Augment{.flip = true}));
  BOOST_TEST(
      parse_augment("flip+shift:1+erase:0.3") ==
      (Augment{.shift = 1, .integer_shift = true, .flip = true, .erase = .3}));
  BOOST_TEST(parse_augment("rotate:15+scale:.2+shear:0.3+elastic:1") ==
             (Augment{.rotation = 15, .scale = .2, .shear = .3, .elastic = 1}));
}

BOOST_AUTO_TEST_CASE(an_augmentation_s_text_gives_it_back) {
  for (const char* text :
       {"none", "geo:1.5,10,0.5", "geo:0,0,0+flip", "shift:2+rotate:0.1",
        "subpixel:0.25+scale:0.3+shear:0.15+elastic:2+erase:1",
        "shift:1+scale:0.1+shear:0.15", "flip"}) {
    const Augment augment = parse_augment(text);
    BOOST_TEST(parse_augment(to_string(augment)) == augment);
    BOOST_TEST(augment.any() == (std::string(text) != "none"));
  }
  BOOST_TEST(to_string(parse_augment("flip+geo:2,12,.6")) ==
             "geo:2,12,0.6+flip");
}

BOOST_AUTO_TEST_CASE(errors_list_what_is_allowed) {
  for (const char* text :
       {"", "turn:3", "flip:1", "flip+", "+flip", "none+flip", "geo:1,2",
        "geo:1,2,3,4", "geo", "shift", "shift:", "shift:2x", "shift: 2",
        "shift:1,2", "erase:a", "flip+flip", "shift:1+subpixel:2",
        "geo:1,2,3+rotate:4", "shift:+2"})
    BOOST_CHECK_EXCEPTION(parse_augment(text), nn::UsageError,
                          says("expected none, or some of geo:SHIFT"));
  BOOST_CHECK_EXCEPTION(parse_augment("turn:3"), nn::UsageError,
                        says("augmentation \"turn:3\": not an augmentation"));
  BOOST_CHECK_EXCEPTION(parse_augment("geo:1,2"), nn::UsageError,
                        says("3 numbers wanted, 2 given"));
}

BOOST_AUTO_TEST_CASE(values_have_bounds) {
  for (const char* text :
       {"subpixel:-1", "shift:101", "rotate:181", "scale:1", "shear:2.1",
        "elastic:nan", "rotate:inf", "erase:1.01", "erase:-0.1"})
    BOOST_CHECK_EXCEPTION(parse_augment(text), nn::UsageError,
                          says("expected 0 to "));
  BOOST_CHECK_EXCEPTION(parse_augment("shift:1.5"), nn::UsageError,
                        says("write subpixel:1.5"));
}

BOOST_AUTO_TEST_CASE(the_same_key_draws_the_same_and_another_one_does_not) {
  const Augment augment = parse_augment("geo:2,12,0.6");
  const auto offset = [&](std::uint64_t seed, std::uint32_t epoch,
                          std::uint32_t sample) {
    return nn::draw(augment, shape, {seed, epoch, sample}).offset[0];
  };
  std::set<double> seen;
  for (std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{1} << 32})
    for (std::uint32_t epoch = 0; epoch < 5; ++epoch)
      for (std::uint32_t sample = 0; sample < 10; ++sample) {
        BOOST_TEST(offset(seed, epoch, sample) == offset(seed, epoch, sample));
        seen.insert(offset(seed, epoch, sample));
      }
  BOOST_TEST(seen.size() == 100u);
}

BOOST_AUTO_TEST_CASE(one_more_wish_changes_nothing_for_the_others) {
  const Transform a = draw(parse_augment("geo:2,12,0.6"), 5);
  Transform b = draw(parse_augment("geo:2,12,0.6+erase:1"), 5);
  BOOST_TEST(a.matrix == b.matrix, boost::test_tools::per_element());
  BOOST_TEST(a.dx == b.dx, boost::test_tools::per_element());
  BOOST_TEST(b.erased.height > 0u);
  const Transform moved = draw(parse_augment("subpixel:2+erase:1"), 5);
  BOOST_TEST(moved.erased.top == b.erased.top);
  BOOST_TEST(moved.erased.width == b.erased.width);
}

BOOST_AUTO_TEST_CASE(shifts_keep_to_their_bounds_and_come_evenly) {
  // Uniform in ±2: mean 0, variance 4/3, kurtosis 1.8.
  const auto [mean, variance] =
      moments(parse_augment("subpixel:2"), [](const auto& t) {
        BOOST_REQUIRE(std::abs(t.offset[0]) <= 2);
        BOOST_REQUIRE(std::abs(t.offset[1]) <= 2);
        return t.offset[0] + t.offset[1];
      });
  BOOST_TEST(std::abs(mean) < 5 * std::sqrt(2 * 4 / 3. / draws));
  BOOST_TEST(std::abs(variance / (8 / 3.) - 1) < 0.05);
  std::map<std::pair<double, double>, int> counts;
  for (std::uint32_t i = 0; i < draws; ++i) {
    const Transform t = draw(parse_augment("shift:1"), i);
    ++counts[{t.offset[0], t.offset[1]}];
  }
  BOOST_TEST(counts.size() == 9u);
  for (const auto& [offset, count] : counts) {
    BOOST_TEST(std::abs(offset.first) <= 1);
    BOOST_TEST(std::abs(offset.second) <= 1);
    BOOST_TEST(is_share(double{1. * count} / draws, 1 / 9.));
  }
}

BOOST_AUTO_TEST_CASE(rotation_scale_shear_and_flip_show_in_the_matrix) {
  const auto determinant = [](const Transform& t) {
    return t.matrix[0] * t.matrix[3] - t.matrix[1] * t.matrix[2];
  };
  double most = 0;
  for (std::uint32_t i = 0; i < draws; ++i) {
    const Transform turned = draw(parse_augment("rotate:10"), i);
    const double degrees =
        std::atan2(turned.matrix[2], turned.matrix[3]) * 180 / std::numbers::pi;
    BOOST_REQUIRE(std::abs(degrees) < 10);
    BOOST_REQUIRE(std::abs(determinant(turned) - 1) < 1e-12);
    most = std::max(most, std::abs(degrees));
    const double area = 1 / determinant(draw(parse_augment("scale:0.1"), i));
    BOOST_REQUIRE(std::sqrt(area) > 0.9);
    BOOST_REQUIRE(std::sqrt(area) < 1.1);
    const double shear = -draw(parse_augment("shear:0.15"), i).matrix[1];
    BOOST_REQUIRE(std::abs(shear) < 0.15);
  }
  BOOST_TEST(most > 9.9);
  const auto [mirrored, unused] = moments(
      parse_augment("flip"), [](const auto& t) { return t.matrix[0] == -1; });
  BOOST_TEST(is_share(mirrored, 0.5));
}

BOOST_AUTO_TEST_CASE(erased_rectangles_keep_to_their_sizes) {
  std::size_t erased = 0;
  std::set<std::size_t> tops, rights;
  for (std::uint32_t i = 0; i < draws; ++i) {
    const auto r = draw(parse_augment("erase:0.3"), i).erased;
    if (r.height == 0) continue;
    ++erased;
    BOOST_REQUIRE(r.top + r.height <= 28);
    BOOST_REQUIRE(r.left + r.width <= 28);
    // 2 to 33 % of 784, each side rounded by at most a half.
    const auto height = static_cast<double>(r.height);
    const auto width = static_cast<double>(r.width);
    BOOST_REQUIRE((height + .5) * (width + .5) > 0.02 * 784);
    BOOST_REQUIRE((height - .5) * (width - .5) < 0.33 * 784);
    BOOST_REQUIRE((height + .5) / (width - .5) > 0.3);
    BOOST_REQUIRE((height - .5) / (width + .5) < 3.3);
    tops.insert(r.top);
    rights.insert(r.left + r.width);
  }
  BOOST_TEST(is_share(static_cast<double>(erased) / draws, 0.3));
  BOOST_TEST(*tops.begin() == 0u);
  BOOST_TEST(*tops.rbegin() > 20u);
  BOOST_TEST(*rights.rbegin() == 28u);
  for (std::uint32_t i = 0; i < 100; ++i) {  // a rectangle fits one pixel too
    const auto r =
        nn::draw(parse_augment("erase:1"), {3, 1, 1}, {1, 0, i}).erased;
    BOOST_TEST(r.height * r.width == 1u);
  }
}

BOOST_AUTO_TEST_CASE(control_points_are_normal_and_independent) {
  // 200 draws of 36 points: the k-th moments' standard deviations, times five.
  const Augment augment = parse_augment("elastic:2");
  double sum = 0, squares = 0, fourth = 0, xy = 0, neighbors = 0;
  const std::uint32_t n = 2000;
  for (std::uint32_t i = 0; i < n; ++i) {
    const Transform t = draw(augment, i);
    for (std::size_t k = 0; k < t.dx.size(); ++k) {
      const double x = t.dx[k] / 2, y = t.dy[k] / 2;
      sum += x + y;
      squares += x * x + y * y;
      fourth += x * x * x * x + y * y * y * y;
      xy += x * y;
      neighbors += x * t.dx[(k + 1) % t.dx.size()] / 2;
    }
  }
  const double count = n * 72;
  BOOST_TEST(std::abs(sum / count) < 5 / std::sqrt(count));
  BOOST_TEST(std::abs(squares / count - 1) < 5 * std::sqrt(2 / count));
  BOOST_TEST(std::abs(fourth / count - 3) < 5 * std::sqrt(96 / count));
  BOOST_TEST(std::abs(xy / (count / 2)) < 5 / std::sqrt(count / 2));
  BOOST_TEST(std::abs(neighbors / (count / 2)) < 5 / std::sqrt(count / 2));
}

BOOST_AUTO_TEST_CASE(the_fast_control_points_are_those_of_the_formula) {
  double worst = 0, largest = 0;
  for (std::uint32_t i = 0; i < draws; ++i) {
    const nn::AugmentKey key{i * 0x123456789ull, i % 7, i};
    Transform fast, formula;
    nn::draw_elastic(fast, 1, key);
    nn::reference::draw_elastic(formula, 1, key);
    for (std::size_t k = 0; k < fast.dx.size(); ++k) {
      const double error = std::abs(double{fast.dx[k]} - formula.dx[k]) +
                           std::abs(double{fast.dy[k]} - formula.dy[k]);
      if (!(error <= worst)) worst = error == error ? error : HUGE_VAL;
      largest = std::max(largest, std::abs(double{formula.dx[k]}));
    }
  }
  // Float arithmetic on numbers below 6; near u = 1 the logarithm's error of
  // 1e-7 is divided by a root that may be as small as 3e-4.
  BOOST_TEST(worst < 6e-6);
  BOOST_TEST(largest > 4);
}
