// Every kind of broken weights file is refused with one line that says why.
#include <sys/stat.h>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"

#include "unit/safetensors.hpp"

namespace {

/// The header of one tensor "w" with this shape and these offsets.
std::string tensor(const std::string& shape, const std::string& offsets,
                   const std::string& dtype = "F32") {
  return R"({"w":{"dtype":")" + dtype + R"(","shape":)" + shape +
         R"(,"data_offsets":)" + offsets + "}}";
}

/// Reads these bytes as a file and returns the complaint; "" if there is none.
std::string complaint(const std::string& bytes) {
  const Folder folder;
  store(folder.path / "w", bytes);
  try {
    nn::read_safetensors(folder.path / "w");
  } catch (const nn::DataError& error) {
    const std::string what = error.what();
    BOOST_TEST(what.starts_with((folder.path / "w").string() + ": "));
    BOOST_TEST(what.find('\n') == std::string::npos);
    BOOST_TEST(what.size() < 500u);
    return what;
  }
  return "";
}

#define TEST_REFUSED(bytes, part)                       \
  do {                                                  \
    const std::string what = complaint(bytes);          \
    BOOST_TEST(has(what, part), what << " ~ " << part); \
  } while (false)

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_no_file_is_refused) {
  const Folder folder;
  const auto refused = [&](const fs::path& path, const std::string& part) {
    BOOST_CHECK_EXCEPTION(
        nn::read_safetensors(path), nn::DataError,
        [&](const auto& error) { return has(error.what(), part); });
  };
  refused(folder.path / "none", "No such file");
  refused(folder.path, "found a folder");
  BOOST_REQUIRE(::mkfifo((folder.path / "pipe").c_str(), 0600) == 0);
  refused(folder.path / "pipe", "no regular file");
  store(folder.path / "secret", from_python);
  fs::permissions(folder.path / "secret", fs::perms::none);
  const OrdinaryUser user;
  refused(folder.path / "secret", "Permission denied");
}

BOOST_AUTO_TEST_CASE(a_wrong_length_is_refused) {
  TEST_REFUSED("", "found 0 bytes");
  TEST_REFUSED("1234567", "found 7 bytes");
  TEST_REFUSED(bytes_of<std::uint64_t>({3}) + "{}", "length is 3");
  TEST_REFUSED(bytes_of<std::uint64_t>({~0ull}) + "{}", "at most 2");
  // Longer than the format allows, in a file that is long enough (a hole:
  // it takes no space on disk).
  const Folder folder;
  store(folder.path / "w", bytes_of<std::uint64_t>({100'000'001}) + "{}");
  fs::resize_file(folder.path / "w", 200'000'000);
  BOOST_CHECK_EXCEPTION(
      nn::read_safetensors(folder.path / "w"), nn::DataError,
      [](const auto& e) { return has(e.what(), "at most 100000000"); });
}

BOOST_AUTO_TEST_CASE(a_broken_header_is_refused) {
  TEST_REFUSED(with_header(""), "begins with '{'");
  TEST_REFUSED(with_header("[]"), "begins with '{'");
  TEST_REFUSED(with_header(" {}"), "begins with '{'");
  TEST_REFUSED(with_header("{"), "broken here");
  TEST_REFUSED(with_header("{} x"), "broken here");
  TEST_REFUSED(with_header("{}{}"), "broken here");
  TEST_REFUSED(with_header("{\"\xff\":1}"), "offset 10");
  TEST_REFUSED(with_header("{}", 0) + "x", "found 1 bytes after the last");
  TEST_REFUSED(with_header(std::string("{}\0{}", 5)),
               "offset 10: found a zero byte");
  TEST_REFUSED(with_header(R"({"w":1})"), "found a number at \"w\", expected");
  TEST_REFUSED(with_header(R"({"w":{}})"), "has 0 of the fields");
  TEST_REFUSED(with_header(R"({"w":{"dtype":"F32","shape":[]}})"), "has 2 of");
  TEST_REFUSED(with_header(R"({"w":{"dtype":4}})"), "a string as dtype");
  TEST_REFUSED(with_header(R"({"w":{"dtype":["F32"]}})"), "found an array");
  TEST_REFUSED(with_header(R"({"w":{"dtype":null}})"), "found null");
  TEST_REFUSED(with_header(R"({"w":{"shape":"F32"}})"), "found a string");
  TEST_REFUSED(with_header(R"({"w":{"shape":{}}})"), "found an object");
  TEST_REFUSED(with_header(R"({"w":{"shape":[[1]]}})"), "found an array");
  TEST_REFUSED(with_header(R"({"w":{"shape":[true]}})"), "found true");
  TEST_REFUSED(with_header(R"({"w":{"more":1}})"), "has a field \"more\"");
  TEST_REFUSED(with_header(R"({"__metadata__":{"a":1}})"), "found a number");
  TEST_REFUSED(with_header(R"({"__metadata__":"a"})"), "expected an object");
}

BOOST_AUTO_TEST_CASE(keys_that_come_twice_are_refused) {
  TEST_REFUSED(
      with_header(R"({"w":{"dtype":"F32","shape":[],"data_offsets":[0,4]},)"
                  R"("w":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})",
                  4),
      "found \"w\" twice");
  TEST_REFUSED(with_header(R"({"w":{"dtype":"F32","dtype":"F32"}})"),
               "found \"dtype\" twice");
  TEST_REFUSED(with_header(R"({"__metadata__":{"a":"1","a":"2"}})"),
               "found \"a\" twice");
  TEST_REFUSED(with_header(R"({"__metadata__":{},"__metadata__":{}})"),
               "found \"__metadata__\" twice");
}

BOOST_AUTO_TEST_CASE(types_that_are_not_read_are_named) {
  for (const char* dtype : {"I32", "I64", "U8", "BOOL", "F8_E4M3"})
    TEST_REFUSED(with_header(tensor("[1]", "[0,4]", dtype), 4),
                 fmt::format("tensor \"w\" has dtype \"{}\", expected F32, "
                             "F16, BF16 or F64",
                             dtype));
  // No control characters of a file on the terminal.
  TEST_REFUSED(with_header(tensor("[2]", "[0,4]", "\\u001b[31m\\n"), 4),
               R"(dtype "\u001b[31m\n")");
}

BOOST_AUTO_TEST_CASE(shapes_and_offsets_must_fit) {
  BOOST_TEST(complaint(with_header(tensor("[1]", "[0,4]"), 4)) == "");
  BOOST_TEST(complaint(with_header(tensor("[2,0]", "[0,0]"))) == "");
  TEST_REFUSED(with_header(tensor("[2]", "[0,4]"), 4), "shape [2]");
  TEST_REFUSED(with_header(tensor("[2]", "[0,16]"), 16), "shape [2]");
  TEST_REFUSED(with_header(tensor("[-1]", "[0,4]"), 4), "a minus sign");
  TEST_REFUSED(with_header(tensor("[1.0]", "[0,4]"), 4), "a fraction");
  TEST_REFUSED(with_header(tensor("[18446744073709551616]", "[0,4]"), 4),
               "a huge number");
  // 4 * 2^62 and 2^32 * 2^32 * 4 are 0 in 64 bits.
  TEST_REFUSED(with_header(tensor("[4611686018427387904]", "[0,0]")),
               "expected 4 bytes for each");
  TEST_REFUSED(with_header(tensor("[4294967296,4294967296]", "[0,0]")),
               "expected 4 bytes for each");
  TEST_REFUSED(with_header(tensor("[1]", "[0,4]"), 3), "at most 3");
  TEST_REFUSED(with_header(tensor("[1]", "[4,0]"), 4), "in order");
  TEST_REFUSED(with_header(tensor("[1]", "[4,8]"), 8), "leave a hole");
  TEST_REFUSED(with_header(tensor("[1]", "[0,4]"), 5), "found 1 bytes after");
  TEST_REFUSED(with_header(tensor("[1]", "[0]"), 4), "1 data_offsets");
  TEST_REFUSED(with_header(tensor("[1]", "[0,4,4]"), 4), "3 data_offsets");
  TEST_REFUSED(
      with_header(tensor("[9000000000000000]", "[0,36000000000000000]"), 4),
      "at most 4");
  TEST_REFUSED(
      with_header(R"({"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                  R"("w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})",
                  12),
      "overlap");
}

BOOST_AUTO_TEST_CASE(values_that_are_not_finite_are_refused) {
  const float inf = std::numeric_limits<float>::infinity();
  const std::string header = tensor("[3]", "[0,12]");
  const auto file = [&](std::initializer_list<float> values) {
    return with_header(header) + bytes_of(values);
  };
  BOOST_TEST(complaint(file({1, 2, 3})) == "");
  TEST_REFUSED(file({1, 2, -inf}), "\"w\" has the value -inf at index 2");
  TEST_REFUSED(file({1, 2, -inf}),
               fmt::format("offset {}: tensor", 8 + header.size() + 8));
  TEST_REFUSED(file({1, std::nanf(""), 3}), "\"w\" has the value nan at");
}

BOOST_AUTO_TEST_CASE(deep_nesting_does_no_harm) {
  const std::string deep(1'000'000, '[');
  TEST_REFUSED(with_header("{\"w\":" + deep), "found an array at \"w\"");
  TEST_REFUSED(with_header(R"({"w":{"shape":)" + deep), "found an array");
  std::string objects;
  for (int i = 0; i < 100'000; ++i)
    objects += "{\"shape\":";
  TEST_REFUSED(with_header("{\"w\":" + objects), "found an object");
}

BOOST_AUTO_TEST_CASE(every_prefix_is_refused) {
  for (std::size_t n = 0; n < from_python.size(); ++n)
    BOOST_TEST(complaint(from_python.substr(0, n)) != "", "prefix " << n);
}

BOOST_AUTO_TEST_CASE(changed_bytes_are_refused_or_read_but_never_worse) {
  const Folder folder;
  nn::Random random(1, nn::Stream::data);
  int refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string bytes = from_python;
    const auto n = static_cast<std::uint32_t>(bytes.size());
    bytes[random.integer(n)] ^= static_cast<char>(1 + random.integer(255));
    store(folder.path / "w", bytes);
    try {
      const SafetensorsFile file = nn::read_safetensors(folder.path / "w");
      nn::write_safetensors(folder.path / "v", file);
      BOOST_TEST(equal(nn::read_safetensors(folder.path / "v"), file));
    } catch (const nn::DataError&) {
      ++refused;
    }
  }
  // 36 of 308 bytes are values, where most changes are fine; of the 272
  // others, only those in names and texts are.
  BOOST_TEST(refused > 5000);
  BOOST_TEST(refused < 9999);
}
