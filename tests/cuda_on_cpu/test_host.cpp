// Host code: streams do their work late, and forgetting to wait is reported.
#include <cublas_v2.h>

#include "faulty_kernels.hpp"
#include "tools.hpp"

using cuda_on_cpu::take_reports;

namespace {

/// A stream, device memory and pinned memory of 100 numbers.
struct Machine : Quiet {
  static constexpr std::size_t bytes = 100 * sizeof(float);
  cudaStream_t stream = nullptr, other = nullptr;
  float *device = nullptr, *pinned = nullptr;
  Machine() {
    cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
    cudaStreamCreateWithFlags(&other, cudaStreamNonBlocking);
    cudaMalloc(&device, bytes);
    cudaMallocHost(&pinned, bytes);
    for (int i = 0; i < 100; ++i)
      pinned[i] = static_cast<float>(i);
    upload();
    cudaStreamSynchronize(stream);
  }
  ~Machine() {
    cudaFree(device);
    cudaFreeHost(pinned);
    cudaStreamDestroy(stream);
    cudaStreamDestroy(other);
  }
  void upload() {
    cudaMemcpyAsync(device, pinned, bytes, cudaMemcpyHostToDevice, stream);
  }
  void download(cudaStream_t in) {
    cudaMemcpyAsync(pinned, device, bytes, cudaMemcpyDeviceToHost, in);
  }
  void add(float value, cudaStream_t in) {
    cudaLaunchConfig_t config{};
    config.blockDim = 32;
    config.stream = in;
    BOOST_TEST(cudaLaunchKernelEx(&config, ::add, 100, value, device) ==
               cudaSuccess);
  }
};

void expect_report(const std::string& name, const std::string& words) {
  check_report("test_host.cpp", name, "", words);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(host, Machine)

BOOST_AUTO_TEST_CASE(a_stream_keeps_its_order) {
  add(1, stream);
  add(2, stream);
  download(stream);
  BOOST_TEST(cudaStreamQuery(stream) == cudaErrorNotReady);
  BOOST_TEST(cudaStreamSynchronize(stream) == cudaSuccess);
  BOOST_TEST(pinned[99] == 102);
  BOOST_TEST(cudaStreamQuery(stream) == cudaSuccess);
  BOOST_TEST(take_reports().empty());
}

BOOST_AUTO_TEST_CASE(the_host_reads_too_early) {
  download(stream);
  const volatile float first = pinned[0];  // read_too_early
  (void)first;
  expect_report("read_too_early", "has still to write");
}

BOOST_AUTO_TEST_CASE(who_called_memcpy_is_blamed) {
  std::vector<float> host(100);
  download(stream);
  std::memcpy(host.data(), pinned, bytes);  // copied_too_early
  expect_report("copied_too_early", "has still to write");
  BOOST_TEST(host[0] == 0);  // what was there before
}

BOOST_AUTO_TEST_CASE(the_host_overwrites_too_early) {
  upload();
  const volatile float first = pinned[0];  // this is allowed
  (void)first;
  BOOST_TEST(take_reports().empty());
  pinned[1] = 7;  // written_too_early
  expect_report("written_too_early", "has still to read");
}

BOOST_AUTO_TEST_CASE(the_host_touches_device_memory) {
  device[3] = 1;  // device_memory
  expect_report("device_memory", "host code touches device memory, 400 bytes");
  // It is closed again when the device has worked.
  add(1, stream);
  cudaStreamSynchronize(stream);
  const volatile float first = device[0];  // device_memory_again
  (void)first;
  expect_report("device_memory_again", "host code touches device memory");
}

BOOST_AUTO_TEST_CASE(memory_that_is_not_pinned_waits) {
  std::vector<float> host(100);
  add(1, stream);
  cudaMemcpyAsync(host.data(), device, bytes, cudaMemcpyDeviceToHost, stream);
  BOOST_TEST(host[99] == 100);
}

BOOST_AUTO_TEST_CASE(another_stream_does_not_wait) {
  add(1, stream);
  download(other);
  cudaStreamSynchronize(other);
  BOOST_TEST(pinned[99] == 99);  // the sum is still to come
  cudaStreamSynchronize(stream);
  download(other);
  cudaStreamSynchronize(other);
  BOOST_TEST(pinned[99] == 100);
}

BOOST_AUTO_TEST_CASE(another_stream_waits_for_an_event) {
  cudaEvent_t event = nullptr;
  cudaEventCreateWithFlags(&event, cudaEventDisableTiming);
  add(1, stream);
  cudaEventRecord(event, stream);
  add(10, stream);
  cudaStreamWaitEvent(other, event);
  download(other);
  cudaStreamSynchronize(other);
  BOOST_TEST(pinned[99] == 100);  // what follows the event has not run
  BOOST_TEST(cudaEventQuery(event) == cudaSuccess);
  cudaEventRecord(event, stream);
  cudaEventSynchronize(event);
  download(other);
  cudaStreamSynchronize(other);
  BOOST_TEST(pinned[99] == 110);
  cudaEventDestroy(event);
}

BOOST_AUTO_TEST_CASE(copies_that_do_not_fit) {
  BOOST_TEST(cudaMemcpy(device, pinned, bytes + 4, cudaMemcpyHostToDevice) ==
             cudaErrorInvalidValue);
  take_reports();
  cudaMemcpy(device, pinned, bytes, cudaMemcpyDeviceToHost);  // wrong_way
  expect_report("wrong_way", "the target of a copy");
  cudaMemset(device + 1, 0, bytes);  // memset_too_far
  expect_report("memset_too_far", "400 bytes");
}

BOOST_AUTO_TEST_CASE(freed_twice) {
  void* memory = nullptr;
  cudaMalloc(&memory, 100);
  BOOST_TEST(cudaFree(memory) == cudaSuccess);
  BOOST_TEST(cudaFree(memory) == cudaErrorInvalidValue);
  BOOST_TEST(cudaGetLastError() == cudaErrorInvalidValue);
  BOOST_TEST(cudaGetLastError() == cudaSuccess);
}

BOOST_AUTO_TEST_CASE(a_fault_stays) {
  cudaLaunchConfig_t config{};
  config.blockDim = 64;
  config.stream = stream;
  cudaLaunchKernelEx(&config, divergent_barrier, 40);
  add(1, stream);
  BOOST_TEST(cudaStreamSynchronize(stream) == cudaErrorLaunchFailure);
  BOOST_TEST(cudaGetLastError() == cudaErrorLaunchFailure);
  BOOST_TEST(cudaMemset(device, 0, 4) == cudaErrorLaunchFailure);
  take_reports();
  download(stream);
  cudaStreamSynchronize(stream);
  BOOST_TEST(pinned[99] == 99);  // what followed it was not done
}

BOOST_AUTO_TEST_CASE(a_graph) {
  cudaGraph_t graph = nullptr;
  cudaGraphExec_t exec = nullptr;
  BOOST_TEST(cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal) ==
             cudaSuccess);
  add(1, stream);
  add(2, stream);
  download(stream);
  BOOST_TEST(pinned[99] == 99);  // nothing has been queued
  BOOST_TEST(cudaStreamEndCapture(stream, &graph) == cudaSuccess);
  std::size_t nodes = 0;
  cudaGraphGetNodes(graph, nullptr, &nodes);
  BOOST_TEST(nodes == 3u);
  cudaGraphInstantiate(&exec, graph);
  cudaGraphDestroy(graph);
  for (int i = 0; i < 5; ++i)
    cudaGraphLaunch(exec, stream);
  cudaStreamSynchronize(stream);
  BOOST_TEST(pinned[99] == 114);
  cudaGraphLaunch(exec, stream);
  const volatile float early = pinned[99];  // graph_read_too_early
  (void)early;
  expect_report("graph_read_too_early", "has still to write");
  cudaGraphExecDestroy(exec);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_captured) {
  const auto refused = [&](auto call, cudaError_t error) {
    cudaGraph_t graph = nullptr;
    cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal);
    add(1, stream);
    BOOST_TEST(call() == error);
    BOOST_TEST(cudaStreamEndCapture(stream, &graph) ==
               cudaErrorStreamCaptureInvalidated);
    BOOST_TEST(graph == nullptr);
    cudaGetLastError();
  };
  void* memory = nullptr;
  std::vector<float> pageable(100);
  const auto unsupported = cudaErrorStreamCaptureUnsupported;
  refused([&] { return cudaMalloc(&memory, 4); }, unsupported);
  refused([&] { return cudaFree(device); }, unsupported);
  refused([&] { return cudaStreamSynchronize(stream); }, unsupported);
  refused([&] { return cudaDeviceSynchronize(); }, unsupported);
  refused([&] { return cudaStreamQuery(stream); }, unsupported);
  refused([&] { return cudaMemcpy(device, pinned, 4, cudaMemcpyHostToDevice); },
          unsupported);
  refused(
      [&] {
        return cudaMemcpyAsync(device, pageable.data(), 4,
                               cudaMemcpyHostToDevice, stream);
      },
      unsupported);
  BOOST_TEST(cudaStreamBeginCapture(nullptr, cudaStreamCaptureModeGlobal) ==
             unsupported);
}

BOOST_AUTO_TEST_CASE(cublas_multiplies) {
  cublasHandle_t handle = nullptr;
  cublasCreate(&handle);
  cublasSetStream(handle, stream);
  // [1 3; 2 4] times [5 7; 6 8], and its transpose
  const OnDevice<float> a(std::vector<float>{1, 2, 3, 4}),
      b(std::vector<float>{5, 6, 7, 8}), c(4);
  const float one = 1, zero = 0;
  const auto multiply = [&](cublasOperation_t op, int ldc) {
    return cublasSgemm(handle, op, CUBLAS_OP_N, 2, 2, 2, &one, a.get(), 2,
                       b.get(), 2, &zero, c.get(), ldc);  // ldc_too_large
  };
  BOOST_TEST(multiply(CUBLAS_OP_N, 2) == CUBLAS_STATUS_SUCCESS);
  cudaStreamSynchronize(stream);
  BOOST_TEST(c.host() == (std::vector<float>{23, 34, 31, 46}));
  multiply(CUBLAS_OP_T, 2);
  cudaStreamSynchronize(stream);
  BOOST_TEST(c.host() == (std::vector<float>{17, 39, 23, 53}));
  BOOST_TEST(multiply(CUBLAS_OP_N, 1) == CUBLAS_STATUS_INVALID_VALUE);
  multiply(CUBLAS_OP_N, 3);
  const auto reports = take_reports();
  BOOST_TEST_REQUIRE(reports.size() == 1u);
  BOOST_TEST(reports[0].what.find("matrix C") == 0u);
  BOOST_TEST(std::abs(reports[0].line -
                      line_of("test_host.cpp", "ldc_too_large")) <= 1);
  cublasDestroy(handle);
}

BOOST_AUTO_TEST_CASE(cublas_reads_what_was_written) {
  if (!cuda_on_cpu::checked()) return;
  cublasHandle_t handle = nullptr;
  cublasCreate(&handle);
  const OnDevice<float> a(std::vector<float>{1, 2, 3, 4}), x(2), y(2);
  const float one = 1, zero = 0;
  cublasSgemv(handle, CUBLAS_OP_N, 2, 2, &one, a.get(), 2, x.get(), 1, &zero,
              y.get(), 1);
  cudaDeviceSynchronize();
  const auto reports = take_reports();
  BOOST_TEST_REQUIRE(reports.size() == 1u);
  BOOST_TEST(reports[0].what.find("never written") != std::string::npos);
  cublasDestroy(handle);
}

BOOST_AUTO_TEST_SUITE_END()
