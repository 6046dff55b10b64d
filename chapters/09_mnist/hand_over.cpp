#include "hand_over.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>
#include <unistd.h>

#include "nn/core/error.hpp"

namespace chapter09 {
namespace {

std::string remedy(const std::string& device) {
  if (device == "cuda")
    return "this build has no CUDA: CMake found no nvcc. Install NVIDIA's CUDA "
           "Toolkit 12 or newer, then build again; --device cuda-emulated "
           "needs neither it nor a GPU";
  return "build it with ./learn run 09 -- --device " + device;
}

}  // namespace

void hand_over(const std::string& device, char** argv) {
  std::string name = device == "cpu" ? "09_mnist" : "09_mnist_" + device;
  std::ranges::replace(name, '-', '_');
  const auto program =
      std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
  if (!std::filesystem::exists(program))
    throw nn::Error(fmt::format("--device {}: there is no program {} here; {}",
                                device, name, remedy(device)));
  ::execv(program.c_str(), argv);
  throw nn::Error(fmt::format("--device {}: {} does not start: {}", device,
                              program.string(), std::strerror(errno)));
}

}  // namespace chapter09
