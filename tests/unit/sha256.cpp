// SHA-256 against the known answers of NIST (FIPS 180-2, appendix B).
#include "nn/io/sha256.hpp"

#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

namespace {

std::string hash(std::string_view text) {
  const std::vector<std::uint8_t> bytes(text.begin(), text.end());
  return nn::sha256(bytes);
}

}  // namespace

BOOST_AUTO_TEST_CASE(known_answers) {
  BOOST_TEST(
      hash("") ==
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  BOOST_TEST(
      hash("abc") ==
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  BOOST_TEST(
      hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  BOOST_TEST(
      hash(std::string(1'000'000, 'a')) ==
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

BOOST_AUTO_TEST_CASE(pieces_give_the_hash_of_the_whole) {
  const std::vector<std::uint8_t> bytes(1'000'000, 'a');
  nn::Sha256 pieces;
  for (std::size_t at = 0, step = 1; at < bytes.size(); at += step, step += 7) {
    step = std::min(step, bytes.size() - at);
    pieces.update(std::span(bytes).subspan(at, step));
  }
  BOOST_TEST(pieces.hex() == nn::sha256(bytes));
}
