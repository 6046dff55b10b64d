// Which checkpoints a run keeps, and which one it goes on from.
#include <chrono>

#include "nn/core/error.hpp"
#include "nn/training/checkpoint.hpp"

#include "unit/files.hpp"

namespace {

nn::Checkpoint small() {
  nn::Checkpoint checkpoint;
  checkpoint.tensors.push_back({"w", {2, 2}, {1, -2, 0.5f, 1e-30f}});
  return checkpoint;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_last_two_are_kept) {
  const Folder folder;
  nn::CheckpointFolder checkpoints(folder.path / "new" / "folder");
  BOOST_TEST(!checkpoints.newest([](const std::string&) {}).has_value());
  for (const int step : {3, 6, 9, 100})
    checkpoints.write(step, small());
  const auto files = checkpoints.files();
  BOOST_REQUIRE(files.size() == 2u);
  BOOST_TEST(has(files[0].string(), "step-000000000100.safetensors"));
  BOOST_TEST(has(files[1].string(), "step-000000000009.safetensors"));
}

BOOST_AUTO_TEST_CASE(a_broken_one_is_passed_over_and_then_replaced) {
  const Folder folder;
  nn::CheckpointFolder checkpoints(folder.path);
  checkpoints.write(1, small());
  checkpoints.write(2, small());
  store(checkpoints.files()[0], "broken");
  const nn::CheckpointFolder again(folder.path);
  std::vector<std::string> lines;
  const auto add = [&](const std::string& line) { lines.push_back(line); };
  const auto found = again.newest(add);
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST((found->file == checkpoints.files()[1]));
  BOOST_REQUIRE(lines.size() == 1u);
  BOOST_TEST(has(lines[0], checkpoints.files()[0].string()));
  store(checkpoints.files()[1], "broken too");
  BOOST_CHECK_THROW(again.newest(add), nn::DataError);
}

BOOST_AUTO_TEST_CASE(a_run_from_before_a_broken_one_removes_it) {
  const Folder folder;
  nn::CheckpointFolder checkpoints(folder.path);
  checkpoints.write(10, small());
  checkpoints.write(20, small());
  store(checkpoints.files()[0], "broken");
  checkpoints.write(13, small());
  BOOST_REQUIRE(checkpoints.files().size() == 2u);
  for (const fs::path& file : checkpoints.files())
    BOOST_CHECK_NO_THROW(nn::read_checkpoint(file));
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_written_to_is_refused) {
  const Folder folder;
  store(folder.path / "file", "");
  BOOST_CHECK_THROW(nn::CheckpointFolder(folder.path / "file"), nn::DataError);
  fs::create_directory(folder.path / "locked");
  nn::CheckpointFolder checkpoints(folder.path / "locked");
  checkpoints.write(1, small());
  fs::permissions(folder.path / "locked",
                  fs::perms::owner_read | fs::perms::owner_exec |
                      fs::perms::others_read | fs::perms::others_exec);
  {
    const OrdinaryUser user;
    BOOST_CHECK_THROW(checkpoints.write(2, small()), nn::DataError);
  }
  BOOST_REQUIRE(checkpoints.files().size() == 1u);
  BOOST_CHECK_NO_THROW(nn::read_checkpoint(checkpoints.files()[0]));
}

BOOST_AUTO_TEST_CASE(nothing_is_touched_before_a_checkpoint_is_written) {
  const Folder folder;
  const fs::path left =
      folder.path / "step-000000000003.safetensors.0077.partial";
  store(left, "half");
  fs::last_write_time(left,
                      fs::file_time_type::clock::now() - std::chrono::hours(1));
  nn::CheckpointFolder checkpoints(folder.path);
  BOOST_TEST(fs::exists(left));
  checkpoints.write(4, small());
  BOOST_TEST(!fs::exists(left));
}

BOOST_AUTO_TEST_CASE(files_of_the_user_are_not_checkpoints) {
  const Folder folder;
  nn::CheckpointFolder checkpoints(folder.path);
  for (const char* name : {"step-best.safetensors", "step-1.safetensors",
                           "step-000000000001-copy.safetensors"})
    store(folder.path / name, "mine");
  for (const int step : {1, 2, 3, 4})
    checkpoints.write(step, small());
  BOOST_TEST(checkpoints.files().size() == 2u);
  BOOST_TEST(folder.files() == 5u);
}
