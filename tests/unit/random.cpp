// Philox against the known answers of its authors, and the numbers made of it.
#include "nn/core/random.hpp"

#include <cmath>
#include <numeric>
#include <set>

#include <boost/test/unit_test.hpp>

using nn::Random;
using Words = std::array<std::uint32_t, 4>;

BOOST_AUTO_TEST_CASE(philox_gives_the_known_answers_of_random123) {
  // Random123's tests/kat_vectors, lines "philox4x32 10".
  BOOST_TEST(nn::philox({0, 0, 0, 0}, {0, 0}) ==
             (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  BOOST_TEST(nn::philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}) ==
             (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  BOOST_TEST(nn::philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                        {0xa4093822, 0x299f31d0}) ==
             (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

BOOST_AUTO_TEST_CASE(same_seed_same_numbers_other_seed_other_numbers) {
  Random a(7), b(7), c(8);
  int equal = 0;
  for (int i = 0; i < 100; ++i) {
    const auto x = a.bits();
    BOOST_TEST(x == b.bits());
    equal += x == c.bits();
  }
  BOOST_TEST(equal < 2);
}

BOOST_AUTO_TEST_CASE(streams_and_indices_do_not_share_numbers) {
  std::set<std::uint32_t> seen;
  for (auto stream : {nn::Stream::weights, nn::Stream::dropout})
    for (std::uint32_t index = 0; index < 8; ++index) {
      Random random(1, stream, index);
      for (int i = 0; i < 8; ++i)
        seen.insert(random.bits());
    }
  BOOST_TEST(seen.size() == 128u);
}

BOOST_AUTO_TEST_CASE(moments_are_those_of_the_distribution) {
  // 200,000 draws: the mean of n draws has standard deviation sigma/sqrt(n);
  // five of them are allowed.
  constexpr int n = 200000;
  Random random(3);
  double sum = 0, square = 0, uniform = 0;
  for (int i = 0; i < n; ++i) {
    const double z = random.normal();
    sum += z;
    square += z * z;
    const double u = random.uniform();
    BOOST_REQUIRE((u > 0 && u < 1));
    uniform += u;
  }
  BOOST_TEST(std::abs(sum / n) < 5 / std::sqrt(n));
  BOOST_TEST(std::abs(square / n - 1) < 5 * std::sqrt(2.0 / n));
  BOOST_TEST(std::abs(uniform / n - 0.5) < 5 * std::sqrt(1.0 / 12 / n));
}

BOOST_AUTO_TEST_CASE(integers_are_even_and_in_range) {
  Random random(4);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70000; ++i)
    ++counts.at(random.integer(7));
  for (int count : counts)
    BOOST_TEST(std::abs(count - 10000) < 5 * std::sqrt(70000 * 6.0 / 49));
}

BOOST_AUTO_TEST_CASE(shuffle_keeps_every_item_once) {
  std::vector<std::uint32_t> items(1000), sorted(1000);
  std::iota(items.begin(), items.end(), 0u);
  sorted = items;
  Random(5, nn::Stream::shuffle).shuffle(items);
  BOOST_TEST(items != sorted);
  std::sort(items.begin(), items.end());
  BOOST_TEST(items == sorted, boost::test_tools::per_element());
}
