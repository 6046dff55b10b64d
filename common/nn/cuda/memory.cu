#include "nn/cuda/index.cuh"
#include "nn/cuda/launch.cuh"

namespace nn::cuda {

template <class T>
__global__ void fill(int n, T value, T* out) {
  for (int i = first(); i < n; i += step())
    out[i] = value;
}

template <class T>
void Array<T>::Free::operator()(T* memory) const noexcept {
  static_cast<void>(cudaFree(memory));  // an error shows in the next call
}

template <class T>
void Array<T>::resize(std::size_t n) {
  if (n > capacity_) {
    memory_.reset();
    void* memory = nullptr;
    check(cudaMalloc(&memory, n * sizeof(T)), "cudaMalloc");
    memory_.reset(static_cast<T*>(memory));
    capacity_ = n;
    ++context().allocations;
  }
  size_ = n;
}

template <class T>
void Array<T>::assign(std::size_t n, T value) {
  resize(n);
  if (n > 0) launch(over(n), fill<T>, as_int(n), value, data());
}

template class Array<float>;
template class Array<std::int32_t>;
template class Array<std::uint32_t>;
template class Array<std::uint8_t>;

Scalar::operator double() const {
  float value = 0;
  context().download(&value, place_, sizeof value);
  return value;
}

Count::operator std::size_t() const {
  float value = 0;
  context().download(&value, place_, sizeof value);
  return static_cast<std::size_t>(value);
}

}  // namespace nn::cuda
