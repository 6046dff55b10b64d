// The counted memory traffic of kernels whose traffic can be counted by hand.
#include "faulty_kernels.hpp"
#include "tools.hpp"

BOOST_FIXTURE_TEST_SUITE(traffic, Quiet)

BOOST_AUTO_TEST_CASE(reverse_by_shared_memory) {
  if (!cuda_on_cpu::checked()) return;
  const OnDevice<float> x(std::vector<float>(256));
  cuda_on_cpu::count_traffic(true);
  run(3, 256, reverse, x.get());
  cuda_on_cpu::count_traffic(false);
  const auto counted = cuda_on_cpu::traffic();
  BOOST_TEST_REQUIRE(counted.count("reverse") == 1u);
  const cuda_on_cpu::Traffic& t = counted.at("reverse");
  BOOST_TEST(t.launches == 1u);
  for (const auto bytes :
       {t.device_read, t.device_written, t.shared_read, t.shared_written}) {
    BOOST_TEST(bytes == 3u * 256 * 4);
  }
  // 8 warps read 128 bytes together and write as many: 4 sectors each. No two
  // lanes are in one bank.
  BOOST_TEST(t.sectors == 3u * 8 * 2 * 4);
  BOOST_TEST(t.bank_turns == 3u * 8 * 2);
}

BOOST_AUTO_TEST_SUITE_END()
