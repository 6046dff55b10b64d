/// Where this program computes: one file of devices/ for each kind of device,
/// one program for each, of the same sources. No #ifdef in them, and only the
/// programs for CUDA need its libraries.
#pragma once

#ifndef CHAPTER09_DEVICE
#define CHAPTER09_DEVICE "devices/cpu.hpp"
#endif

#include CHAPTER09_DEVICE
