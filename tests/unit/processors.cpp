// How many processors a process may use: by its affinity, by control groups.
#include "nn/core/processors.hpp"

#include <sched.h>

#include "nn/core/threads.hpp"

#include "unit/children.hpp"
#include "unit/files.hpp"

namespace {

/// A made-up /proc/self/cgroup and the groups below /sys/fs/cgroup.
struct Groups {
  explicit Groups(const std::string& membership) {
    store(folder.path / "cgroup", membership);
    fs::create_directory(root);
  }
  void limit(const std::string& group, const std::string& file,
             const std::string& text) const {
    fs::create_directories(root / group);
    store(root / group / file, text);
  }
  int processors() const {
    return nn::processors_by_cgroup(folder.path / "cgroup", root);
  }
  Folder folder;
  fs::path root = folder.path / "root";
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_group_gives_time_for_so_many) {
  for (const auto& [text, expected] : {std::pair{"max 100000", 0},
                                       {"100000 100000", 1},
                                       {"50000 100000", 1},
                                       {"250000 100000", 3},
                                       {"200000 50000", 4},
                                       {"", 0},
                                       {"nonsense", 0},
                                       {"0 100000", 0},
                                       {"100000 0", 0}}) {
    const Groups groups("0::/box\n");
    groups.limit("box", "cpu.max", text);
    BOOST_TEST(groups.processors() == expected, '"' << text << '"');
  }
}

BOOST_AUTO_TEST_CASE(groups_above_limit_those_below) {
  const Groups groups("0::/a/b/c\n");
  groups.limit("a", "cpu.max", "300000 100000");
  groups.limit("a/b", "cpu.max", "max 100000");
  BOOST_TEST(groups.processors() == 3);
  groups.limit("a/b/c", "cpu.max", "200000 100000");
  BOOST_TEST(groups.processors() == 2);
  groups.limit("", "cpu.max", "100000 100000");
  BOOST_TEST(groups.processors() == 1);
}

BOOST_AUTO_TEST_CASE(a_path_of_the_host_means_the_root_within_a_container) {
  const Groups groups("0::/docker/0123456789\n");
  groups.limit("", "cpu.max", "150000 100000");
  BOOST_TEST(groups.processors() == 2);
}

BOOST_AUTO_TEST_CASE(version_1_keeps_two_files) {
  const Groups groups("5:memory:/box\n4:cpu,cpuacct:/box\n");
  BOOST_TEST(groups.processors() == 0);
  groups.limit("cpu/box", "cpu.cfs_quota_us", "250000");
  groups.limit("cpu/box", "cpu.cfs_period_us", "100000");
  BOOST_TEST(groups.processors() == 3);
  groups.limit("cpu/box", "cpu.cfs_quota_us", "-1");
  BOOST_TEST(groups.processors() == 0);
}

BOOST_AUTO_TEST_CASE(no_groups_no_limit) {
  const Folder folder;
  BOOST_TEST(nn::processors_by_cgroup(folder.path / "none", folder.path) == 0);
}

BOOST_AUTO_TEST_CASE(one_processor_one_thread) {
  const Child child([] {
    cpu_set_t set;
    sched_getaffinity(0, sizeof set, &set);
    int first = 0;
    while (!CPU_ISSET(first, &set))
      ++first;
    CPU_ZERO(&set);
    CPU_SET(first, &set);
    if (sched_setaffinity(0, sizeof set, &set) != 0) return 1;
    if (nn::usable_processors() != 1) return 2;
    return nn::cpu::Threads::threads() == 1 ? 42 : 3;
  });
  const int status = child.wait();
  BOOST_TEST((WIFEXITED(status) && WEXITSTATUS(status) == 42), status);
}

BOOST_AUTO_TEST_CASE(work_decides_how_many_threads_it_feeds) {
  nn::cpu::Threads::set_threads(8);
  BOOST_TEST(nn::cpu::Threads::fed_by(0) == 1u);
  BOOST_TEST(nn::cpu::Threads::fed_by(1e5) == 1u);
  BOOST_TEST(nn::cpu::Threads::fed_by(1e12) == 8u);
  std::size_t last = 1;
  for (double work = 1; work < 1e9; work *= 2) {
    BOOST_TEST(nn::cpu::Threads::fed_by(work) >= last);
    last = nn::cpu::Threads::fed_by(work);
  }
  nn::cpu::Threads::set_threads(0);
}
