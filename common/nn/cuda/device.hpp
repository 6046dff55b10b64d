/// The device: is there one, what it is told to do, when it is done.
#pragma once

#include <cstddef>
#include <string>

namespace nn::cuda {

struct Settings {
  /// Products round their factors to 10 bits of mantissa (TensorFloat-32) on
  /// devices that have it: less exact, so only on request.
  bool tf32 = false;
  /// Convolutions of 3x3 with stride 1 go forward without im2col.
  bool direct_convolution = false;
  /// Steps are captured and replayed as CUDA graphs.
  bool graphs = true;
};

struct Device {
  /// How many devices there are; 0 without a driver. Never throws.
  static int device_count();
  /// An Error that says in one line what is missing.
  static void require_device();
  /// E.g. "NVIDIA H100"; of the device in use.
  static std::string device_name();

  static const Settings& settings();
  static void configure(const Settings& settings);

  /// Waits until all work is done. An Error if some of it failed.
  static void synchronize();
};

}  // namespace nn::cuda
