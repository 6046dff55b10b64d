// Number types of weights files, by known bits; and files larger than memory.
#include <cmath>

#include <sys/resource.h>

#include "nn/core/error.hpp"
#include "nn/io/checksum.hpp"
#include "nn/io/safetensors_reader.hpp"
#include "nn/io/sha256.hpp"
#include "nn/training/checkpoint.hpp"

#include "unit/handmade.hpp"

namespace {

nn::SafetensorsFile read(const std::string& bytes) {
  const Folder folder;
  store(folder.path / "w", bytes);
  return nn::read_safetensors(folder.path / "w");
}

std::string complaint(const std::string& bytes) {
  try {
    read(bytes);
  } catch (const nn::DataError& error) {
    return error.what();
  }
  return "";
}

/// The values of one tensor of this type with these bytes.
std::vector<float> values(const std::string& dtype, std::size_t count,
                          const std::string& bytes) {
  const auto file =
      read(handmade({{"w", dtype, fmt::format("[{}]", count), bytes}}));
  BOOST_REQUIRE(file.tensors.size() == 1u);
  return file.tensors[0].values;
}

void test_equal(const std::vector<float>& found,
                const std::vector<float>& expected) {
  BOOST_REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    BOOST_TEST(found[i] == expected[i], "number " << i);
    BOOST_TEST(std::signbit(found[i]) == std::signbit(expected[i]));
  }
}

/// The most memory that this program has had so far, in bytes.
std::size_t peak_memory() {
  rusage usage{};
  BOOST_REQUIRE(::getrusage(RUSAGE_SELF, &usage) == 0);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

constexpr std::size_t megabyte = std::size_t{1} << 20;

}  // namespace

// IEEE 754-2008, binary16: largest, smallest normal, largest and smallest
// subnormal, both zeros.
BOOST_AUTO_TEST_CASE(half_precision_is_exact) {
  const auto found =
      values("F16", 8,
             bytes_of<std::uint16_t>({0x3c00, 0xc000, 0x3555, 0x7bff, 0x0400,
                                      0x03ff, 0x8001, 0x8000}));
  test_equal(found, {1, -2, 0.333251953125f, 65504, std::ldexp(1.f, -14),
                     std::ldexp(1023.f, -24), -std::ldexp(1.f, -24), -0.f});
}

BOOST_AUTO_TEST_CASE(brain_floating_point_is_exact) {
  const auto found =
      values("BF16", 5,
             bytes_of<std::uint16_t>({0x3f80, 0xc040, 0x7f7f, 0x0001, 0x8000}));
  test_equal(found,
             {1, -3, std::ldexp(255.f, 120), std::ldexp(1.f, -133), -0.f});
}

BOOST_AUTO_TEST_CASE(double_precision_is_rounded) {
  const double most = std::numeric_limits<float>::max();
  const auto found = values(
      "F64", 5, bytes_of<double>({0.1, -1 / 3., most, -1e-320, 1 + 1e-12}));
  test_equal(found,
             {0.1f, -1 / 3.f, std::numeric_limits<float>::max(), -0.f, 1.f});
}

BOOST_AUTO_TEST_CASE(what_float_cannot_hold_is_refused) {
  const auto file = [](const std::string& dtype, const std::string& bytes) {
    return complaint(handmade({{"w", dtype, "[2]", bytes}}));
  };
  const std::string large = file("F64", bytes_of<double>({1, 3.5e38}));
  BOOST_TEST(has(large, "tensor \"w\" has the value 3.5e+38 at index 1"));
  BOOST_TEST(has(large, "expected at most 3.4e38"));
  const double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(has(file("F64", bytes_of<double>({-infinity, 1})),
                 "value -inf at index 0, expected finite"));
  BOOST_TEST(has(file("F16", bytes_of<std::uint16_t>({0, 0x7c00})),
                 "value inf at index 1"));
  BOOST_TEST(
      has(file("F16", bytes_of<std::uint16_t>({0x7e00, 0})), "value nan"));
  BOOST_TEST(
      has(file("BF16", bytes_of<std::uint16_t>({0, 0xff80})), "value -inf"));
  BOOST_TEST(has(file("F16", bytes_of<std::uint16_t>({0})),
                 "expected 2 bytes for each value"));
}

BOOST_AUTO_TEST_CASE(counters_are_left_out) {
  const std::string seven = bytes_of<std::int64_t>({7});
  const auto file =
      read(handmade({{"1.num_batches_tracked", "I64", "[]", seven},
                     {"w", "F32", "[1]", bytes_of<float>({5})}}));
  BOOST_REQUIRE(file.tensors.size() == 1u);
  BOOST_TEST(file.tensors[0].name == "w");
  BOOST_TEST(file.tensors[0].values[0] == 5);
  BOOST_TEST(has(complaint(handmade({{"1.steps", "I64", "[]", seven}})),
                 "\"1.steps\" has dtype \"I64\""));
}

BOOST_AUTO_TEST_CASE(an_indented_header_is_read) {
  const auto file = read(handmade({{"w", "F32", "[1]", bytes_of<float>({5})}},
                                  "{ \"format\" :\t\"pt\" }", "\n    "));
  BOOST_REQUIRE(file.tensors.size() == 1u);
  BOOST_TEST(file.metadata.at("format") == "pt");
}

BOOST_AUTO_TEST_CASE(shapes_in_complaints_are_short) {
  std::string shape = "[1";
  for (int i = 0; i < 100'000; ++i)
    shape += ",1";
  const std::string what =
      complaint(handmade({{"w", "F32", shape + "]", "12345678"}}));
  BOOST_TEST(has(what, "its shape [1, 1, 1, 1, 1, 1, ... of 100001 dim"));
  BOOST_TEST(what.size() < 500u);
}

BOOST_AUTO_TEST_CASE(a_hole_in_the_header_takes_no_memory) {
  const Folder folder;
  store(folder.path / "w", bytes_of<std::uint64_t>({100'000'000}) + "{");
  fs::resize_file(folder.path / "w", 200 * megabyte);
  const std::size_t before = peak_memory();
  BOOST_CHECK_EXCEPTION(
      nn::read_safetensors(folder.path / "w"), nn::DataError,
      [](const auto& error) { return has(error.what(), "a zero byte"); });
  BOOST_TEST(peak_memory() - before < 32 * megabyte);
}

// 400 MB of zeros, which take no space on disk, with a checksum that does not
// match: memory use does not grow with them.
BOOST_AUTO_TEST_CASE(a_checkpoint_of_holes_takes_no_memory) {
  const Folder folder;
  const std::size_t count = 100 * megabyte;
  const std::string header = fmt::format(
      R"({{"__metadata__":{{"format":"checkpoint 1","sha256":"{}"}},)"
      R"("w":{{"dtype":"F32","shape":[{}],"data_offsets":[0,{}]}}}})",
      std::string(64, '0'), count, 4 * count);
  store(folder.path / "w", with_header(header));
  fs::resize_file(folder.path / "w", 8 + header.size() + 4 * count);
  const std::size_t before = peak_memory();
  BOOST_CHECK_EXCEPTION(
      nn::read_checkpoint(folder.path / "w"), nn::DataError,
      [](const auto& error) { return has(error.what(), "damaged"); });
  BOOST_TEST(peak_memory() - before < 64 * megabyte);
}

BOOST_AUTO_TEST_CASE(a_file_that_takes_its_place_meanwhile_is_not_read) {
  const Folder folder;
  const fs::path file = folder.path / "w", other = folder.path / "other";
  nn::write_with_checksum(file, {{{"w", {2}, {1, 2}}}, {}});
  nn::write_with_checksum(other, {{{"w", {2}, {3, 4}}}, {}});
  const nn::SafetensorsReader reader(file);
  fs::rename(other, file);
  const auto [tensors, checksum] = nn::read_with_checksum(reader);
  BOOST_TEST(checksum.fits());
  BOOST_TEST(tensors[0].values[0] == 1);
}

BOOST_AUTO_TEST_CASE(the_checksum_is_of_the_bytes_that_were_read) {
  const Folder folder;
  const fs::path file = folder.path / "w";
  nn::write_with_checksum(file, {{{"w", {2}, {1, 2}}}, {}});
  const nn::SafetensorsReader reader(file);
  const std::string bytes = load(file);
  // Written over in place: the same file, other numbers.
  std::fstream(file, std::ios::binary | std::ios::in | std::ios::out)
      << bytes.substr(0, bytes.size() - 8) + bytes_of<float>({3, 4});
  const auto [tensors, checksum] = nn::read_with_checksum(reader);
  BOOST_TEST(tensors[0].values[0] == 3);
  BOOST_TEST(!checksum.fits());
  BOOST_CHECK_THROW(nn::read_checked(reader), nn::DataError);
}

// A key that ends like the checksum's.
BOOST_AUTO_TEST_CASE(the_checksum_is_found_beside_its_like) {
  const Folder folder;
  nn::SafetensorsFile file{{{"sha256", {1}, {1}}}, {}};
  file.metadata["a\"sha256"] = std::string(64, 'a');
  file.metadata["b"] = "sha256";
  nn::write_with_checksum(folder.path / "w", file);
  const nn::SafetensorsReader reader(folder.path / "w");
  BOOST_CHECK_NO_THROW(nn::read_checked(reader));
}
