/// The device: whether there is one, its settings, and when it is done.
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
  /// Without a device, throws an Error that says in one line what is missing.
  static void require_device();
  /// E.g. "NVIDIA H100"; of the device in use.
  static std::string device_name();

  static const Settings& settings();
  static void configure(const Settings& settings);

  /// Waits until all work is done. Throws an Error if any of it failed.
  static void synchronize();
};

}  // namespace nn::cuda
