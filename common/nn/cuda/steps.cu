#include "nn/core/error.hpp"
#include "nn/cuda/launch.cuh"
#include "nn/cuda/steps.hpp"

namespace nn::cuda {

struct Steps::Graph {
  Graph() = default;
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
  ~Graph() {
    if (exec) static_cast<void>(cudaGraphExecDestroy(exec));
  }

  cudaGraphExec_t exec = nullptr;
  std::uint64_t fingerprint = 0;  // of its launches
  std::uint64_t allocations = 0;  // context().allocations at that time
  bool warm = false;              // has a step of this size been done?
  bool waits = false;             // does the step read a number on the host?
};

namespace {

/// Sets the mode of graph_capture() and resets it whatever happens.
class Mode {
 public:
  explicit Mode(GraphCapture::Mode mode) { graph_capture().begin(mode); }
  Mode(const Mode&) = delete;
  Mode& operator=(const Mode&) = delete;
  ~Mode() { graph_capture().end(); }
};

/// What `step` launches, as a graph. The stream leaves the capture even if
/// step throws.
cudaGraph_t captured(const std::function<void()>& step) {
  const cudaStream_t stream = context().stream();
  cudaGraph_t graph = nullptr;
  check(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal),
        "cudaStreamBeginCapture");
  try {
    step();
  } catch (...) {
    if (cudaStreamEndCapture(stream, &graph) == cudaSuccess && graph)
      static_cast<void>(cudaGraphDestroy(graph));
    throw;
  }
  check(cudaStreamEndCapture(stream, &graph), "cudaStreamEndCapture");
  return graph;
}

}  // namespace

Steps::Steps() = default;
Steps::~Steps() = default;

void Steps::forget() {
  graphs_.clear();
}

// #region steps
void Steps::run(std::size_t samples, const std::function<void()>& step) {
  std::unique_ptr<Graph>& graph = graphs_[samples];
  const bool stale = graph && graph->allocations != context().allocations;
  if (!graph || stale) graph = std::make_unique<Graph>();
  if (!Device::settings().graphs || graph->waits) return step();
  if (!graph->warm) {
    context().was_read = false;
    step();
    graph->warm = true;
    graph->waits = context().was_read;
    graph->allocations = context().allocations;
    return;
  }
  // #region recorded_step
  if (!graph->exec)
    capture(*graph, step);
  else
    replay(*graph, step);
  graph_capture().send_numbers();
  check(cudaGraphLaunch(graph->exec, context().stream()), "cudaGraphLaunch");
  ++replays_;
  // #endregion recorded_step
}

void Steps::capture(Graph& graph, const std::function<void()>& step) {
  const Mode mode(GraphCapture::Mode::capture);
  cudaGraph_t work = captured(step);
  const cudaError_t status = cudaGraphInstantiate(&graph.exec, work, 0);
  static_cast<void>(cudaGraphDestroy(work));
  check(status, "cudaGraphInstantiate");
  graph.fingerprint = graph_capture().fingerprint();
  graph.allocations = context().allocations;
}

void Steps::replay(Graph& graph, const std::function<void()>& step) {
  const Mode mode(GraphCapture::Mode::replay);
  step();
  if (graph_capture().fingerprint() != graph.fingerprint)
    throw Error(
        "this training step launches other work than the one that was "
        "captured: settings other than the learning rate may change "
        "between epochs only");
}
// #endregion steps

// ---- results

__global__ void keep_result(const float* loss, const float* correct,
                            Changing<int> step_number, float* results) {
  const int at = 2 * step_number.get();
  results[at] = *loss;
  results[at + 1] = *correct;
}

void Results::add(const Scalar& loss, const Count& correct,
                  std::size_t samples) {
  on_device_.resize(2 * steps_at_a_time);
  const auto number = graph_capture().changing(as_int(samples_.size()));
  launch({dim3(1), dim3(1)}, keep_result, loss.place(), correct.place(), number,
         on_device_.data());
  samples_.push_back(samples);
}

std::vector<Results::Result> Results::fetch() {
  std::vector<float> numbers(2 * samples_.size());
  context().download(numbers.data(), on_device_.data(),
                     numbers.size() * sizeof numbers[0]);
  std::vector<Result> results;
  for (std::size_t i = 0; i < samples_.size(); ++i)
    results.push_back({numbers[2 * i],
                       static_cast<std::size_t>(numbers[2 * i + 1]),
                       samples_[i]});
  samples_.clear();
  return results;
}

}  // namespace nn::cuda
