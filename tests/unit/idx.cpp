// IDX files: what was written is read, and everything else is refused in one
// line that says what is wrong.
#include "nn/data/idx.hpp"

#include <fstream>
#include <string>

#include <boost/test/unit_test.hpp>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"

namespace {

namespace fs = std::filesystem;
using Bytes = nn::Buffer<std::uint8_t>;

/// A folder that goes away with the test.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "nn-idx-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }

  fs::path put(const Bytes& bytes, const std::string& name = "file") const {
    std::ofstream file(path / name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    return path / name;
  }
};

Bytes gzip(const Bytes& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY);
  Bytes out(deflateBound(&stream, bytes.size()) + 64);
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  BOOST_REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

Bytes operator+(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// Two images of 2 x 3, written down by hand from the format's description.
const Bytes small = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2,  0,  0,
                     0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

bool is_small(const nn::IdxArray& array) {
  return array.dims == std::vector<std::uint32_t>{2, 2, 3} &&
         array.bytes == Bytes{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
}

/// The refusal must be one line, begin with the file and hold all `words`.
void refused(const fs::path& path, const std::vector<std::string>& words) {
  BOOST_TEST_CONTEXT(path) {
    try {
      nn::read_idx(path);
      BOOST_ERROR("it was accepted");
    } catch (const nn::DataError& error) {
      const std::string what = error.what();
      BOOST_TEST(what.starts_with(path.string() + ": "));
      BOOST_TEST(what.find('\n') == std::string::npos);
      BOOST_TEST(what.size() < 400);
      for (const auto& word : words)
        BOOST_TEST(what.find(word) != std::string::npos,
                   "\"" << word << "\" is missing in: " << what);
    }
  }
}

void refused(const Bytes& bytes, const std::vector<std::string>& words) {
  const Folder folder;
  refused(folder.put(bytes), words);
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

}  // namespace

BOOST_AUTO_TEST_CASE(bytes_from_the_description_are_read) {
  const Folder folder;
  BOOST_TEST(is_small(nn::read_idx(folder.put(small))));
}

BOOST_AUTO_TEST_CASE(content_and_not_the_name_decides_about_gzip) {
  const Folder folder;
  BOOST_TEST(is_small(nn::read_idx(folder.put(small, "plain.gz"))));
  BOOST_TEST(is_small(nn::read_idx(folder.put(gzip(small), "packed"))));
}

BOOST_AUTO_TEST_CASE(several_gzip_members_are_one_file) {
  const Folder folder;
  const Bytes head(small.begin(), small.begin() + 9);
  const Bytes tail(small.begin() + 9, small.end());
  BOOST_TEST(is_small(nn::read_idx(folder.put(gzip(head) + gzip(tail)))));
}

// Found by tests/fuzz: the complaint was longer than a terminal.
BOOST_AUTO_TEST_CASE(of_many_dimensions_the_first_are_named) {
  refused(nn::idx_header(std::vector<std::uint32_t>(192, 0x51515151)),
          {"the dimensions 1364283729 x", "192 dimensions", "too large"});
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read) {
  const Folder folder;
  for (const std::vector<std::uint32_t>& dims :
       {std::vector<std::uint32_t>{3'000'001},
        {5, 1},
        {70'000, 7, 7},
        {0, 4}}) {
    nn::IdxArray array{dims, {}};
    std::size_t count = 1;
    for (auto dim : dims)
      count *= dim;
    for (std::size_t i = 0; i < count; ++i)
      array.bytes.push_back(static_cast<std::uint8_t>(i * i >> 3));
    const fs::path path = folder.path / "round-trip";
    nn::write_idx(path, array);
    const nn::IdxArray plain = nn::read_idx(path);
    BOOST_TEST((plain.dims == dims && plain.bytes == array.bytes));
    const nn::IdxArray packed =
        nn::read_idx(folder.put(gzip(nn::idx_header(dims) + array.bytes)));
    BOOST_TEST((packed.dims == dims && packed.bytes == array.bytes));
  }
  BOOST_CHECK_THROW(nn::write_idx(folder.path / "x", {{2, 2}, {1, 2, 3}}),
                    nn::DataError);
  BOOST_CHECK_THROW(nn::write_idx(folder.path / "no/x", {{1}, {1}}),
                    nn::DataError);
}

BOOST_AUTO_TEST_CASE(only_regular_files_are_read) {
  const Folder folder;
  refused(folder.path / "missing", {"no such file"});
  refused(folder.path, {"is a folder", "expected a regular file"});
  const fs::path pipe = folder.path / "pipe";
  BOOST_REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  refused(pipe, {"pipe", "expected a regular file"});
  refused("/dev/null", {"device", "expected a regular file"});
}

BOOST_AUTO_TEST_CASE(no_permission) {
  const Folder folder;
  const fs::path path = folder.put(small);
  fs::permissions(path, fs::perms::none);
  // Root may read everything: become somebody else for a moment.
  const uid_t user = geteuid();
  constexpr uid_t nobody = 65534;
  if (user == 0) BOOST_REQUIRE(seteuid(nobody) == 0);
  refused(path, {"no permission"});
  if (user == 0) BOOST_REQUIRE(seteuid(user) == 0);
}

BOOST_AUTO_TEST_CASE(wrong_headers) {
  refused(Bytes{}, {"is empty"});
  refused(Bytes{0}, {"too short", "header ends at byte 1"});
  refused(Bytes{'P', 'N', 'G', 3, 0, 0, 0, 0},
          {"wrong magic", "offset 0", "50 4e 47 03"});
  refused(Bytes{0, 0, 8, 0}, {"wrong magic", "00 00 08 00"});
  refused(
      Bytes{0, 0, 0x0d, 1, 0, 0, 0, 0},
      {"wrong type", "offset 2", "expected 08", "found 0d", "32-bit floats"});
  refused(Bytes{0, 0, 0x42, 1, 0, 0, 0, 0}, {"found 42", "unknown type"});
  refused(Bytes{0, 0, 8, 2, 0, 0, 0, 1, 0}, {"too short", "ends at byte 9"});
  refused(Bytes{0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
                255, 255},
          {"too large", "4294967295 x 4294967295 x 4294967295"});
}

BOOST_AUTO_TEST_CASE(wrong_lengths) {
  refused(Bytes(small.begin(), small.end() - 1),
          {"too short", "expected 12", "2 x 2 x 3", "offset 16", "found 11"});
  refused(small + Bytes{0}, {"trailing bytes", "offset 28", "announces 12"});
  refused(gzip(Bytes(small.begin(), small.end() - 1)),
          {"too short", "expected 12", "found 11"});
  refused(gzip(small + Bytes{0}), {"trailing bytes", "offset 28"});
}

BOOST_AUTO_TEST_CASE(every_prefix_is_refused) {
  // At least: by reading it to the end, whatever the zlib version says.
  for (const Bytes& whole : {small, gzip(small)})
    for (std::size_t length = 0; length < whole.size(); ++length)
      refused(Bytes(whole.begin(), whole.begin() + std::ptrdiff_t(length)), {});
  const Bytes packed = gzip(small);
  refused(Bytes(packed.begin(), packed.end() - 1), {"cut off"});
  refused(Bytes(packed.begin(), packed.begin() + 12), {"cut off", "byte 12"});
}

BOOST_AUTO_TEST_CASE(damage_to_a_gz_never_changes_the_array) {
  const Bytes packed = gzip(small);
  const Folder folder;
  int refusals = 0;
  for (std::size_t at = 0; at < packed.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      Bytes damaged = packed;
      damaged[at] = static_cast<std::uint8_t>(damaged[at] ^ 1 << bit);
      try {
        // Time stamp and such: not part of the data.
        BOOST_TEST(is_small(nn::read_idx(folder.put(damaged))));
      } catch (const nn::DataError&) {
        ++refusals;
      }
    }
  BOOST_TEST(refusals > int(packed.size() - 10) * 8 - 8);
  Bytes crc = packed;
  crc[crc.size() - 8] ^= 1;
  refused(crc, {"damaged", "near byte", "incorrect data check"});
  refused(packed + Bytes{1, 0}, {"trailing bytes", ".gz is complete"});
  refused(packed + Bytes{0, 0, 1}, {"trailing bytes", ".gz is complete"});
  refused(packed + Bytes{0, 0} + packed, {"trailing bytes", "zeros"});
  const Folder padded;
  BOOST_TEST(is_small(nn::read_idx(padded.put(packed + Bytes(700, 0)))));
  refused(packed + gzip({7}), {"trailing bytes", "offset 28"});
}

// A plain file has no checksum of its own: Dataset reports the SHA-256 of what
// it read, and calls it MNIST only if it knows that.
BOOST_AUTO_TEST_CASE(changed_bytes_are_refused_or_are_elements) {
  const Folder folder;
  nn::Random random(1, nn::Stream::data);
  const Bytes packed = gzip(small);
  int accepted = 0;
  for (int i = 0; i < 10'000; ++i) {
    Bytes bytes = i % 2 ? small : packed;
    const auto at = random.integer(static_cast<std::uint32_t>(bytes.size()));
    bytes[at] ^= static_cast<std::uint8_t>(1 + random.integer(255));
    try {
      const nn::IdxArray array = nn::read_idx(folder.put(bytes));
      ++accepted;
      if (i % 2 == 0) {  // a time stamp and the like
        BOOST_REQUIRE(is_small(array));
        continue;
      }
      BOOST_REQUIRE(at >= 16u);
      BOOST_REQUIRE((array.dims == std::vector<std::uint32_t>{2, 2, 3}));
      BOOST_REQUIRE(nn::idx_header(array.dims) + array.bytes == bytes);
    } catch (const nn::DataError&) {
    }
  }
  // 12 of the plain file's 28 bytes are elements; of the packed one's, 7.
  BOOST_TEST(accepted > 2'000);
  BOOST_TEST(accepted < 4'500);
}

BOOST_AUTO_TEST_CASE(a_lying_header_takes_no_memory) {
  const long before = peak_kilobytes();
  const Bytes header = {0, 0, 8, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 255};
  refused(header + Bytes(100, 1), {"too short", "1095216660480", "found 100"});
  refused(gzip(header + Bytes(100, 1)),
          {"announces 1095216660480", "at most 67108864 in a .gz"});
  // A .gz of 200 kB that could hold what is announced (50 MB) but does not.
  Bytes noise(200'000);
  for (std::uint32_t i = 0, x = 1; i < noise.size(); ++i)
    noise[i] = static_cast<std::uint8_t>((x = x * 1664525 + 1013904223) >> 24);
  refused(gzip(Bytes{0, 0, 8, 1, 2, 255, 255, 255} + noise),
          {"too short", "found 200000"});
  // Two million zeros behind a header that announces one byte.
  refused(gzip(Bytes{0, 0, 8, 1, 0, 0, 0, 1} + Bytes(1'000'000)) +
              gzip(Bytes(1'000'000)),
          {"trailing bytes", "offset 9"});
  // 69 MB that are all there, in 70 kB.
  Bytes bomb = gzip({0, 0, 8, 1, 4, 28, 219, 64});
  const Bytes zeros = gzip(Bytes(1'000'000));
  for (int i = 0; i < 69; ++i)
    bomb = bomb + zeros;
  refused(bomb, {"announces 69000000", "at most 67108864"});
  BOOST_TEST(peak_kilobytes() - before < 50'000);
}
