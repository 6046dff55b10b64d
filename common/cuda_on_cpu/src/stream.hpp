/// Streams: queues whose work is done as late as a GPU may do it, when somebody
/// waits for it. Code that forgets to wait sees old numbers.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "cuda_on_cpu/api.h"
#include "memory.hpp"

namespace cuda_on_cpu {

/// A place in a stream: what an event records and others wait for.
struct Mark {
  cudaStream_t stream = nullptr;
  bool reached = false;
};

struct Operation {
  std::function<void()> run;
  std::shared_ptr<Mark> wait_for = nullptr;  ///< or null
  Pending pinned = {};                       ///< the pinned memory it uses
};

}  // namespace cuda_on_cpu

struct CUgraph_st {
  std::vector<cuda_on_cpu::Operation> operations;
};
struct CUgraphExec_st {
  std::vector<cuda_on_cpu::Operation> operations;
};

struct CUstream_st {
  std::deque<cuda_on_cpu::Operation> queue;
  bool non_blocking = false;  ///< with respect to the null stream
  std::unique_ptr<CUgraph_st> capture;
  cudaStreamCaptureMode mode = cudaStreamCaptureModeGlobal;
  bool invalidated = false;  ///< by a call that may not be captured
};

namespace cuda_on_cpu {

/// The stream that is meant; null stands for the default one.
CUstream_st& stream_of(cudaStream_t stream);
bool known(cudaStream_t stream);

/// Appends work, or captures it.
cudaError_t enqueue(cudaStream_t stream, Operation operation);

/// Does all the work of a stream, of all streams, or up to a mark.
void finish(CUstream_st& stream);
void finish_all();
void finish(const Mark& mark);
/// Does the next piece of work. False: there is none.
bool advance(CUstream_st& stream);

/// For calls not allowed while a stream is being captured: they fail and end
/// the capture. cudaSuccess if none is active.
cudaError_t refuse_in_capture();

}  // namespace cuda_on_cpu
