// Threads take turns and give way only where they wait, so that an atomic
// function is what it says without more ado.
#include <algorithm>
#include <utility>

#include "cuda_on_cpu/device_functions.h"

namespace {

template <class T, class F>
T replace(T* at, F f) {
  return std::exchange(*at, f(*at));
}
template <class T>
T add(T* at, T value) {
  return replace(at, [=](T old) { return old + value; });
}
template <class T>
T compare_and_swap(T* at, T expected, T value) {
  return replace(at, [=](T old) { return old == expected ? value : old; });
}

}  // namespace

float atomicAdd(float* at, float value) {
  return add(at, value);
}
int atomicAdd(int* at, int value) {
  return add(at, value);
}
unsigned atomicAdd(unsigned* at, unsigned value) {
  return add(at, value);
}
unsigned long long atomicAdd(unsigned long long* at, unsigned long long value) {
  return add(at, value);
}
int atomicMax(int* at, int value) {
  return replace(at, [=](int old) { return std::max(old, value); });
}
unsigned atomicMax(unsigned* at, unsigned value) {
  return replace(at, [=](unsigned old) { return std::max(old, value); });
}
int atomicMin(int* at, int value) {
  return replace(at, [=](int old) { return std::min(old, value); });
}
unsigned atomicMin(unsigned* at, unsigned value) {
  return replace(at, [=](unsigned old) { return std::min(old, value); });
}
int atomicExch(int* at, int value) {
  return std::exchange(*at, value);
}
unsigned atomicExch(unsigned* at, unsigned value) {
  return std::exchange(*at, value);
}
float atomicExch(float* at, float value) {
  return std::exchange(*at, value);
}
int atomicCAS(int* at, int expected, int value) {
  return compare_and_swap(at, expected, value);
}
unsigned atomicCAS(unsigned* at, unsigned expected, unsigned value) {
  return compare_and_swap(at, expected, value);
}
