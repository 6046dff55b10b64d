// Weights on disk: against bytes that this library did not write, and on
// disks that refuse.
#include "unit/safetensors.hpp"

#include <csignal>

#include <sys/resource.h>

#include "nn/core/error.hpp"

BOOST_AUTO_TEST_CASE(a_file_written_by_python_is_read) {
  const Folder folder;
  store(folder.path / "w", from_python);
  BOOST_TEST(equal(nn::read_safetensors(folder.path / "w"), example));
}

BOOST_AUTO_TEST_CASE(bytes_are_those_of_the_original_library) {
  // The outputs that the original library's own tests expect (huggingface/
  // safetensors, src/tensor.rs: test_serialization_forced_alignement,
  // test_empty).
  const Folder folder;
  const auto written = [&](const SafetensorsFile& file) {
    nn::write_safetensors(folder.path / "w", file);
    return load(folder.path / "w");
  };
  const std::string attn0 =
      R"({"attn0":{"dtype":"F32","shape":[1,1,2,3],"data_offsets":[0,24]}})";
  BOOST_TEST(written({{{"attn0", {1, 1, 2, 3}, {0, 1, 2, 3, 4, 5}}}, {}}) ==
             bytes_of<std::uint64_t>({72}) + attn0 + "       " +
                 bytes_of<float>({0, 1, 2, 3, 4, 5}));
  BOOST_TEST(written({}) == bytes_of<std::uint64_t>({8}) + "{}      ");
  BOOST_TEST(written({{}, {{"framework", "pt"}}}) ==
             bytes_of<std::uint64_t>({40}) +
                 R"({"__metadata__":{"framework":"pt"}}     )");
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again) {
  const Folder folder;
  SafetensorsFile file = example;
  file.tensors.push_back({"empty", {0, 7}, {}});
  file.tensors.push_back({"a \"name\"\n", {1}, {7}});
  nn::write_safetensors(folder.path / "w", file);
  BOOST_TEST(equal(nn::read_safetensors(folder.path / "w"), file));
  const std::string once = load(folder.path / "w");
  nn::write_safetensors(folder.path / "w", file);
  BOOST_TEST((load(folder.path / "w") == once));
  BOOST_TEST(folder.files() == 1u);
}

BOOST_AUTO_TEST_CASE(tensors_come_in_the_order_of_their_bytes) {
  const Folder folder;
  store(folder.path / "w",
        with_header(R"({"b":{"shape":[1],"dtype":"F32","data_offsets":[4,8]},)"
                    R"("a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})",
                    8));
  const SafetensorsFile file = nn::read_safetensors(folder.path / "w");
  BOOST_REQUIRE(file.tensors.size() == 2u);
  BOOST_TEST(file.tensors[0].name == "a");
  BOOST_TEST(file.tensors[1].name == "b");
}

BOOST_AUTO_TEST_CASE(what_could_not_be_read_is_not_written) {
  const Folder folder;
  const fs::path path = folder.path / "w";
  nn::write_safetensors(path, example);
  const auto refused = [&](const SafetensorsFile& file,
                           const std::string& part) {
    BOOST_CHECK_EXCEPTION(
        nn::write_safetensors(path, file), nn::DataError,
        [&](const auto& error) { return has(error.what(), part); });
    BOOST_TEST(equal(nn::read_safetensors(path), example));
    BOOST_TEST(folder.files() == 1u);
  };
  refused({{{"w", {1}, {std::nanf("")}}}, {}}, "value nan at index 0");
  refused({{{"w", {3}, {1, 2}}}, {}}, "2 values, expected the product");
  refused({{{"w", {1}, {1}}, {"w", {1}, {1}}}, {}}, "\"w\" is taken");
  refused({{{"__metadata__", {1}, {1}}}, {}}, "is taken");
  refused({{{"\xff", {1}, {1}}}, {}}, "expected UTF-8");
}

BOOST_AUTO_TEST_CASE(a_disk_that_refuses_leaves_the_old_file) {
  const Folder folder;
  const fs::path path = folder.path / "w";
  nn::write_safetensors(path, example);
  SafetensorsFile large = example;
  large.tensors.push_back({"large", {100'000}, std::vector<float>(100'000)});
  const auto refused = [&](const fs::path& file, const std::string& part) {
    BOOST_CHECK_EXCEPTION(
        nn::write_safetensors(file, large), nn::DataError,
        [&](const auto& error) {
          return has(error.what(), file.string() + ": cannot write: " + part);
        });
    BOOST_TEST(equal(nn::read_safetensors(path), example));
    BOOST_TEST(folder.files() == 1u);
  };
  refused(folder.path / "none" / "w", "No such file");
  refused(folder.path, "");  // a folder stands in the way

  // No file may grow beyond 100 kB: writing fails in the middle, as on a
  // full disk.
  rlimit old{};
  BOOST_REQUIRE(::getrlimit(RLIMIT_FSIZE, &old) == 0);
  const rlimit small{100'000, old.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  BOOST_REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  refused(path, "File too large");
  BOOST_REQUIRE(::setrlimit(RLIMIT_FSIZE, &old) == 0);
  std::signal(SIGXFSZ, handler);

  fs::permissions(folder.path, fs::perms(0555));
  {
    const OrdinaryUser user;
    refused(path, "Permission denied");
  }
  fs::permissions(folder.path, fs::perms::all);
}
