// Runs the tests of a program if there is a device to run them on.
#include <boost/test/unit_test.hpp>

#include "nn/cuda/device.hpp"

int main(int argc, char** argv) {
  try {
    nn::cuda::Device::require_device();
  } catch (const std::exception& error) {
    std::printf("skipped: %s\n", error.what());
    return 77;
  }
  return boost::unit_test::unit_test_main([] { return true; }, argc, argv);
}
