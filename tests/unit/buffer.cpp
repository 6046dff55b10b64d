// Memory for numbers: where it begins, small and large.
#include "nn/core/buffer.hpp"

#include <cstdint>
#include <numeric>
#include <set>

#include <boost/test/unit_test.hpp>

namespace {

std::uintptr_t address(const nn::Buffer<float>& buffer) {
  return reinterpret_cast<std::uintptr_t>(buffer.data());
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_size_begins_on_a_cache_line_and_holds_its_numbers) {
  for (std::size_t n : {1, 16, 1000, 65535, 65536, 65537, 524288, 3000000}) {
    nn::Buffer<float> buffer(n);
    BOOST_TEST(address(buffer) % 64 == 0, n);
    std::iota(buffer.begin(), buffer.end(), 1.0f);
    BOOST_TEST(buffer.front() == 1.0f);
    BOOST_TEST(buffer.back() == static_cast<float>(n));
  }
}

BOOST_AUTO_TEST_CASE(large_pieces_do_not_compete_for_the_same_cache_lines) {
  std::vector<nn::Buffer<float>> pieces(8);
  std::set<std::uintptr_t> places;
  for (auto& piece : pieces) {
    piece.resize(1 << 18);  // 1 MiB
    places.insert(address(piece) % 4096);
  }
  BOOST_TEST(places.size() == pieces.size());
}

BOOST_AUTO_TEST_CASE(a_buffer_that_grows_keeps_its_numbers) {
  nn::Buffer<std::uint8_t> bytes;
  for (int i = 0; i < 1'000'000; ++i)
    bytes.push_back(static_cast<std::uint8_t>(i % 251));
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    wrong += bytes[i] != i % 251;
  BOOST_TEST(wrong == 0u);
}
