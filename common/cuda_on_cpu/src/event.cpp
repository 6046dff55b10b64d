// Events: marks in a stream that other streams and the host can wait for.
#include <utility>

#include "report.hpp"
#include "stream.hpp"

struct CUevent_st {
  std::shared_ptr<cuda_on_cpu::Mark> mark;  // null: never recorded
  bool timing = true;
};

using namespace cuda_on_cpu;

cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, unsigned flags) {
  *event = new CUevent_st;
  (*event)->timing = (flags & cudaEventDisableTiming) == 0;
  return cudaSuccess;
}

cudaError_t cudaEventCreate(cudaEvent_t* event) {
  return cudaEventCreateWithFlags(event, cudaEventDefault);
}

cudaError_t cudaEventDestroy(cudaEvent_t event) {
  delete event;
  return cudaSuccess;
}

cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream) {
  auto mark = std::make_shared<Mark>();
  mark->stream = stream;
  event->mark = mark;
  return enqueue(stream, {[mark] { mark->reached = true; }});
}

cudaError_t cudaStreamWaitEvent(cudaStream_t stream, cudaEvent_t event,
                                unsigned) {
  return enqueue(stream, {[] {}, event->mark});
}

cudaError_t cudaEventSynchronize(cudaEvent_t event) {
  if (const auto e = refuse_in_capture(); e != cudaSuccess) return e;
  if (event->mark != nullptr) finish(*event->mark);
  return fault();
}

cudaError_t cudaEventQuery(cudaEvent_t event) {
  if (const auto e = refuse_in_capture(); e != cudaSuccess) return e;
  if (event->mark == nullptr || event->mark->reached) return fault();
  cudaStreamQuery(event->mark->stream);
  return cudaErrorNotReady;
}

// No clock: what takes how long here says nothing about a GPU.
cudaError_t cudaEventElapsedTime(float* ms, cudaEvent_t start,
                                 cudaEvent_t end) {
  for (const cudaEvent_t e : {start, end}) {
    if (!e->timing || e->mark == nullptr) {
      return remember(cudaErrorInvalidResourceHandle);
    }
    if (!e->mark->reached) return cudaErrorNotReady;
  }
  *ms = 0;
  return cudaSuccess;
}
