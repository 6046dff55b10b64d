// Runs the tests of a program if there is a device to run them on.
#include <boost/test/unit_test.hpp>

#include "nn/cuda/device.hpp"

#include "order.hpp"

int main(int argc, char** argv) {
  try {
    nn::cuda::Device::require_device();
  } catch (const std::exception& error) {
    std::printf("skipped: %s\n", error.what());
    return 77;
  }
  const int result =
      boost::unit_test::unit_test_main([] { return true; }, argc, argv);
  const int faults = faults_found();
  if (faults > 0) std::printf("%d faults in kernels, see above\n", faults);
  return faults > 0 ? 1 : result;
}
