#include "report.hpp"

#include <cstdio>
#include <set>
#include <utility>

#include "source_line.hpp"

namespace cuda_on_cpu {
namespace {

std::vector<Report> reports;
cudaError_t fault_error = cudaSuccess;
cudaError_t last_error = cudaSuccess;
bool printing = true, stopped = false;
std::set<std::pair<const void*, const void*>> known;

}  // namespace

std::string Report::text() const {
  std::string result = file.empty() ? std::string("unknown line")
                                    : file + ":" + std::to_string(line);
  if (!kernel.empty()) result += ": kernel " + kernel;
  return result + ": " + what;
}

void report(std::string what, const void* where, const void* kernel,
            cudaError_t error) {
  const SourceLine& line = source_line(where);
  Report found{std::move(what), kernel != nullptr ? function_name(kernel) : "",
               line.file, line.line};
  if (printing) {
    std::fprintf(stderr, "CUDA on the CPU: %s\n", found.text().c_str());
  }
  reports.push_back(std::move(found));
  if (fault_error == cudaSuccess) fault_error = error;
  remember(error);
}

std::vector<Report> take_reports() {
  fault_error = last_error = cudaSuccess;
  known.clear();
  stopped = false;
  return std::exchange(reports, {});
}

void print_reports(bool print) {
  printing = print;
}

bool first_time(const void* where, const void* other) {
  return known.emplace(where, other).second;
}

void stop_device() {
  stopped = true;
}
bool device_stopped() {
  return stopped;
}

cudaError_t fault() {
  return fault_error;
}

cudaError_t remember(cudaError_t error) {
  if (error != cudaSuccess) last_error = error;
  return error;
}

}  // namespace cuda_on_cpu

cudaError_t cudaGetLastError() {
  using namespace cuda_on_cpu;
  return std::exchange(last_error, fault_error);  // a fault stays
}

cudaError_t cudaPeekAtLastError() {
  return cuda_on_cpu::last_error;
}
