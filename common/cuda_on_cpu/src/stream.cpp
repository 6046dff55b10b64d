#include "stream.hpp"

#include <algorithm>
#include <utility>

#include "report.hpp"

namespace cuda_on_cpu {
namespace {

CUstream_st default_stream;
std::vector<std::unique_ptr<CUstream_st>> streams;

}  // namespace

CUstream_st& stream_of(cudaStream_t stream) {
  return stream != nullptr ? *stream : default_stream;
}

bool known(cudaStream_t stream) {
  return stream == nullptr ||
         std::any_of(streams.begin(), streams.end(),
                     [&](const auto& s) { return s.get() == stream; });
}

cudaError_t enqueue(cudaStream_t stream, Operation operation) {
  if (!known(stream)) return remember(cudaErrorInvalidResourceHandle);
  if (device_stopped()) return fault();
  CUstream_st& s = stream_of(stream);
  if (s.capture != nullptr) {
    s.capture->operations.push_back(std::move(operation));
    return cudaSuccess;
  }
  if (stream == nullptr) {
    for (const auto& other : streams) {
      if (other->capture == nullptr || other->non_blocking) continue;
      other->invalidated = true;
      return remember(cudaErrorStreamCaptureImplicit);
    }
  } else if (!s.non_blocking) {
    finish(default_stream);
  }
  if (operation.pinned.bytes != 0) begin_pending(operation.pinned);
  s.queue.push_back(std::move(operation));
  return cudaSuccess;
}

bool advance(CUstream_st& stream) {
  if (stream.queue.empty()) return false;
  const Operation next = std::move(stream.queue.front());
  stream.queue.pop_front();
  if (next.wait_for != nullptr) finish(*next.wait_for);
  if (&stream == &default_stream) {
    for (const auto& other : streams) {
      if (!other->non_blocking) finish(*other);
    }
  }
  if (!device_stopped()) next.run();
  if (next.pinned.bytes != 0) end_pending(next.pinned);
  return true;
}

void finish(CUstream_st& stream) {
  if (stream.queue.empty()) return;
  const DeviceWork work;
  while (advance(stream)) {
  }
}

void finish_all() {
  finish(default_stream);
  for (const auto& s : streams)
    finish(*s);
}

void finish(const Mark& mark) {
  const DeviceWork work;
  while (!mark.reached && advance(stream_of(mark.stream))) {
  }
}

cudaError_t refuse_in_capture() {
  for (const auto& s : streams) {
    if (s->capture == nullptr || s->mode == cudaStreamCaptureModeRelaxed) {
      continue;
    }
    s->invalidated = true;
    return remember(cudaErrorStreamCaptureUnsupported);
  }
  return cudaSuccess;
}

}  // namespace cuda_on_cpu

using namespace cuda_on_cpu;

cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, unsigned flags) {
  streams.push_back(std::make_unique<CUstream_st>());
  streams.back()->non_blocking = (flags & cudaStreamNonBlocking) != 0;
  *stream = streams.back().get();
  return cudaSuccess;
}

cudaError_t cudaStreamCreate(cudaStream_t* stream) {
  return cudaStreamCreateWithFlags(stream, cudaStreamDefault);
}

cudaError_t cudaStreamDestroy(cudaStream_t stream) {
  if (stream == nullptr || !known(stream)) {
    return remember(cudaErrorInvalidResourceHandle);
  }
  finish(*stream);  // the real call returns at once, but loses nothing
  std::erase_if(streams, [&](const auto& s) { return s.get() == stream; });
  return cudaSuccess;
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream) {
  if (!known(stream)) return remember(cudaErrorInvalidResourceHandle);
  if (const auto e = refuse_in_capture(); e != cudaSuccess) return e;
  finish(stream_of(stream));
  return fault();
}

// One piece of work per query, so a polling loop ends.
cudaError_t cudaStreamQuery(cudaStream_t stream) {
  if (!known(stream)) return remember(cudaErrorInvalidResourceHandle);
  if (const auto e = refuse_in_capture(); e != cudaSuccess) return e;
  CUstream_st& s = stream_of(stream);
  if (s.queue.empty()) return fault();
  const DeviceWork work;
  advance(s);
  return cudaErrorNotReady;
}

cudaError_t cudaDeviceSynchronize() {
  if (const auto e = refuse_in_capture(); e != cudaSuccess) return e;
  finish_all();
  return fault();
}

cudaError_t cudaLaunchHostFunc(cudaStream_t stream, cudaHostFn_t function,
                               void* data) {
  return enqueue(stream, {[=] { function(data); }});
}
