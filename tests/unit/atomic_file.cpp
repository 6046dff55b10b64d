// Files that are written whole: nothing in their way is opened or overwritten,
// and leftovers of killed programs are removed.
#include "nn/io/atomic_file.hpp"

#include <chrono>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "nn/core/error.hpp"
#include "nn/io/folder_lock.hpp"

#include "unit/children.hpp"
#include "unit/files.hpp"

namespace {

void write(const fs::path& file, const std::string& text) {
  nn::AtomicFile out(file);
  out.write(text);
  out.complete();
}

void make_old(const fs::path& file) {
  fs::last_write_time(file,
                      fs::file_time_type::clock::now() - std::chrono::hours(1));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_file_appears_whole_or_not_at_all) {
  const Folder folder;
  const fs::path file = folder.path / "a";
  write(file, "first");
  {
    nn::AtomicFile out(file);
    out.write("second, half of i");
    BOOST_TEST(folder.files() == 2u);
    BOOST_TEST(load(file) == "first");
  }
  BOOST_TEST(folder.files() == 1u);
  write(file, "second");
  BOOST_TEST(load(file) == "second");
}

BOOST_AUTO_TEST_CASE(temporary_names_cannot_be_foreseen) {
  const Folder folder;
  const nn::AtomicFile one(folder.path / "a"), two(folder.path / "a");
  BOOST_TEST((one.partial() != two.partial()));
  // The process number was all there was to guess.
  const std::string number = std::to_string(::getpid());
  BOOST_TEST(!has(one.partial().filename().string(), "." + number + "."));
  BOOST_TEST(one.partial().filename().string().size() > 20u);
}

BOOST_AUTO_TEST_CASE(what_killed_programs_left_is_removed) {
  const Folder folder;
  const fs::path file = folder.path / "a.safetensors";
  const fs::path left = file.string() + ".00ab12.partial";
  const fs::path young = file.string() + ".00ab13.partial";
  const fs::path other = folder.path / "b.safetensors.00ab14.partial";
  const fs::path mine = file.string() + ".mine.partial";
  for (const fs::path& path : {left, young, other, mine})
    store(path, "half");
  for (const fs::path& path : {left, other, mine})
    make_old(path);
  write(file, "whole");
  BOOST_TEST(!fs::exists(left));
  BOOST_TEST(fs::exists(young));  // perhaps it is just being made
  BOOST_TEST(fs::exists(other));  // of another file
  BOOST_TEST(fs::exists(mine));   // no name of ours
}

BOOST_AUTO_TEST_CASE(what_is_still_being_written_stays) {
  const Folder folder;
  nn::AtomicFile slow(folder.path / "a");
  slow.write("half");
  make_old(slow.partial());
  write(folder.path / "a", "quick");
  slow.write(", whole");
  slow.complete();
  BOOST_TEST(load(folder.path / "a") == "half, whole");
}

BOOST_AUTO_TEST_CASE(links_and_pipes_are_not_opened) {
  const Folder folder;
  const fs::path victim = folder.path / "victim";
  store(victim, "precious");
  make_old(victim);
  // All that the old names could have been.
  for (int pid = ::getpid() - 2; pid < ::getpid() + 3; ++pid) {
    const std::string name =
        (folder.path / "a").string() + "." + std::to_string(pid) + ".partial";
    if (pid % 2)
      fs::create_symlink(victim, name);
    else
      BOOST_REQUIRE(::mkfifo(name.c_str(), 0600) == 0);
  }
  write(folder.path / "a", "new");
  BOOST_TEST(load(victim) == "precious");
  BOOST_TEST(load(folder.path / "a") == "new");
  BOOST_TEST(fs::is_regular_file(fs::symlink_status(folder.path / "a")));
}

BOOST_AUTO_TEST_CASE(one_process_locks_a_folder) {
  const Folder folder;
  const Child holder([&] {
    const nn::FolderLock lock(folder.path, "--out");
    Child::ready();
    ::pause();
    return 0;
  });
  holder.wait_until_ready();
  const auto lock = [&] { nn::FolderLock(folder.path, "--out"); };
  BOOST_CHECK_EXCEPTION(lock(), nn::UsageError, [&](const auto& error) {
    const std::string text = error.what();
    return has(text, folder.path.string()) && has(text, "another run") &&
           has(text, "--out");
  });
  holder.kill();  // SIGKILL: nothing to clean up
  lock();
  const nn::FolderLock first(folder.path, "--out");
  const nn::FolderLock again(folder.path / ".", "--checkpoint");
  BOOST_CHECK_THROW(nn::FolderLock(folder.path / "none", "--out"),
                    nn::DataError);
  BOOST_TEST(folder.files() == 0u);
}
