// Graphs: the work of a stream, captured once, launched many times.
#include <utility>

#include "report.hpp"
#include "stream.hpp"

using namespace cuda_on_cpu;

cudaError_t cudaStreamBeginCapture(cudaStream_t stream,
                                   cudaStreamCaptureMode mode) {
  if (stream == nullptr) return remember(cudaErrorStreamCaptureUnsupported);
  if (!known(stream)) return remember(cudaErrorInvalidResourceHandle);
  if (stream->capture != nullptr) return remember(cudaErrorIllegalState);
  stream->capture = std::make_unique<CUgraph_st>();
  stream->mode = mode;
  stream->invalidated = false;
  return cudaSuccess;
}

cudaError_t cudaStreamEndCapture(cudaStream_t stream, cudaGraph_t* graph) {
  *graph = nullptr;
  if (stream == nullptr || !known(stream) || stream->capture == nullptr) {
    return remember(cudaErrorIllegalState);
  }
  auto captured = std::exchange(stream->capture, nullptr);
  if (stream->invalidated) return remember(cudaErrorStreamCaptureInvalidated);
  *graph = captured.release();
  return cudaSuccess;
}

cudaError_t cudaStreamIsCapturing(cudaStream_t stream,
                                  cudaStreamCaptureStatus* status) {
  if (!known(stream)) return remember(cudaErrorInvalidResourceHandle);
  const CUstream_st& s = stream_of(stream);
  *status = s.capture == nullptr ? cudaStreamCaptureStatusNone
            : s.invalidated      ? cudaStreamCaptureStatusInvalidated
                                 : cudaStreamCaptureStatusActive;
  return cudaSuccess;
}

cudaError_t cudaGraphGetNodes(cudaGraph_t graph, cudaGraphNode_t* nodes,
                              std::size_t* count) {
  if (nodes != nullptr) return remember(cudaErrorNotSupported);
  *count = graph->operations.size();
  return cudaSuccess;
}

cudaError_t cudaGraphInstantiate(cudaGraphExec_t* exec, cudaGraph_t graph,
                                 unsigned long long) {
  *exec = new CUgraphExec_st{graph->operations};
  return cudaSuccess;
}

// Like everything in a stream, it runs when somebody waits for it.
cudaError_t cudaGraphLaunch(cudaGraphExec_t exec, cudaStream_t stream) {
  for (const Operation& operation : exec->operations) {
    const auto e = enqueue(stream, operation);
    if (e != cudaSuccess) return e;
  }
  return cudaSuccess;
}

cudaError_t cudaGraphDestroy(cudaGraph_t graph) {
  delete graph;
  return cudaSuccess;
}

cudaError_t cudaGraphExecDestroy(cudaGraphExec_t exec) {
  delete exec;
  return cudaSuccess;
}
