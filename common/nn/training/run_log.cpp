#include "nn/training/run_log.hpp"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <sstream>
#include <type_traits>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "nn/core/error.hpp"

#include "nn_version.hpp"  // written by common/version.cmake

namespace nn {
namespace {

using nlohmann::json;
using std::filesystem::path;

/// Every field of a run with its key: one list for writing and reading.
template <class Info, class F>
void visit_run(Info& run, F&& field) {
  field("model", run.model);
  field("data", run.data);
  field("data_sha256", run.data_sha256);
  field("seed", run.seed);
  field("threads", run.threads);
  field("device", run.device);
  field("blas_core", run.blas_core);
  field("version", run.version);
  field("train_samples", run.train_samples);
  field("validation_samples", run.validation_samples);
  field("test_samples", run.test_samples);
  field("batch_size", run.batch_size);
  field("parameters", run.parameters);
  field("optimizer", run.optimizer);
  field("learning_rate", run.learning_rate);
  field("schedule", run.schedule);
  field("epochs", run.epochs);
  field("time", run.time);
}

template <class Metrics, class F>
void visit_epoch(Metrics& epoch, F&& field) {
  field("epoch", epoch.epoch);
  field("step", epoch.step);
  field("learning_rate", epoch.learning_rate);
  field("train_loss", epoch.train_loss);
  field("train_accuracy", epoch.train_accuracy);
  field("validation_accuracy", epoch.validation_accuracy);
  field("test_accuracy", epoch.test_accuracy);
  field("train_seconds", epoch.train_seconds);
  field("samples_per_second", epoch.samples_per_second);
}

/// Turns fields into one line of JSON.
class LineWriter {
 public:
  template <class T>
  void operator()(const char* key, const T& value) {
    object_[key] = value;
  }
  void operator()(const char* key, double value) {
    object_[key] = value;  // written as null if it is not finite
    if (std::isfinite(value)) return;
    if (!note_.empty()) note_ += ", ";
    note_ += fmt::format("{} is {}", key, value);
  }
  void operator()(const char* key, const std::optional<double>& value) {
    object_[key] = nullptr;
    if (value) (*this)(key, *value);
  }

  std::string line() {
    if (!note_.empty()) object_["note"] = note_;
    // Text that is not UTF-8 (a path, say) must not corrupt the file.
    return object_.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
  }

 private:
  nlohmann::ordered_json object_;
  std::string note_;
};

/// Turns one line of JSON into fields; errors give the line number.
class LineReader {
 public:
  LineReader(const path& file, std::size_t number, const std::string& text)
      : file_(file), number_(number) {
    // The parser would take a zero byte for the end of the line.
    if (text.find('\0') == std::string::npos)
      object_ = json::parse(text, nullptr, false);
    if (!object_.is_object()) fail("found no JSON object, expected one a line");
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw DataError(
        fmt::format("{}: line {}: {}", file_.string(), number_, what));
  }

  void operator()(const char* key, std::string& value) const {
    if (!at(key).is_string()) wrong(key, "text");
    value = at(key).get<std::string>();
  }
  void operator()(const char* key, double& value) const {
    std::optional<double> number;
    (*this)(key, number);
    value = number.value_or(std::numeric_limits<double>::quiet_NaN());
  }
  void operator()(const char* key, std::optional<double>& value) const {
    value.reset();
    if (at(key).is_null()) return;
    if (!at(key).is_number()) wrong(key, "a number or null");
    value = at(key).get<double>();
  }
  template <class T>
  void operator()(const char* key, T& value) const {
    static_assert(std::is_integral_v<T>);
    const json& number = at(key);
    const bool fits = number.is_number_unsigned()
                          ? std::in_range<T>(number.get<std::uint64_t>())
                          : number.is_number_integer() &&
                                std::in_range<T>(number.get<std::int64_t>());
    if (!fits)
      wrong(key, fmt::format("a whole number from {} to {}",
                             std::numeric_limits<T>::min(),
                             std::numeric_limits<T>::max()));
    value = number.get<T>();
  }

 private:
  const json& at(const char* key) const {
    const auto found = object_.find(key);
    if (found == object_.end())
      fail(fmt::format("found no \"{}\", expected it in every line like this",
                       key));
    return *found;
  }
  [[noreturn]] void wrong(const char* key, const std::string& expected) const {
    std::string found = at(key).type_name();
    if (at(key).is_number()) found = at(key).dump();
    fail(fmt::format("\"{}\": found {}, expected {}", key, found, expected));
  }

  const path& file_;
  std::size_t number_;
  json object_;
};

}  // namespace

RunLog::RunLog(const path& file, const RunInfo& info,
               const std::vector<EpochMetrics>& epochs)
    : file_(file),
      fd_(::open(file.c_str(),
                 O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666)) {
  if (fd_ < 0)
    throw DataError(fmt::format("{}: cannot open for writing: {}",
                                file.string(), std::strerror(errno)));
  LineWriter writer;
  writer("type", "run");
  visit_run(info, writer);
  try {
    write_line(writer.line() + format_epochs(epochs));
  } catch (...) {
    ::close(fd_);
    throw;
  }
}

RunLog::~RunLog() {
  ::close(fd_);
}

void RunLog::append(const EpochMetrics& metrics) {
  write_line(format_epochs({metrics}));
}

void RunLog::write_line(const std::string& line) {
  const off_t before = ::lseek(fd_, 0, SEEK_END);
  std::size_t done = 0;
  while (done < line.size()) {
    const auto n = ::write(fd_, line.data() + done, line.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const int error = errno;
      // Half a line would corrupt the next one.
      const int cut = done > 0 ? ::ftruncate(fd_, before) : 0;
      throw DataError(fmt::format("{}: cannot write{}: {}", file_.string(),
                                  cut == 0 ? "" : ", the last line is broken",
                                  std::strerror(error)));
    }
    done += static_cast<std::size_t>(n);
  }
}

std::string format_epochs(const std::vector<EpochMetrics>& epochs) {
  std::string lines;
  for (const EpochMetrics& epoch : epochs) {
    LineWriter writer;
    visit_epoch(epoch, writer);
    lines += writer.line();
  }
  return lines;
}

std::vector<EpochMetrics> parse_epochs(const path& file,
                                       const std::string& lines) {
  std::vector<EpochMetrics> epochs;
  std::istringstream input(lines);
  for (std::string text; std::getline(input, text);) {
    const LineReader reader(file, epochs.size() + 1, text);
    visit_epoch(epochs.emplace_back(), reader);
  }
  return epochs;
}

namespace {

/// Editors leave blank lines, and Windows leaves carriage returns.
bool is_blank(const std::string& line) {
  return line.find_first_not_of(" \t\r") == std::string::npos;
}

/// A line without a line break was being written when the program was killed.
/// If it is a whole object, it has lost only the line break.
bool is_unfinished(const std::string& line) {
  return !json::accept(line) || line.find('\0') != std::string::npos;
}

}  // namespace

RunHistory read_run_log(const path& file) {
  std::error_code error;
  if (std::filesystem::exists(file, error) &&
      !std::filesystem::is_regular_file(file, error))
    throw DataError(file.string() + ": not a file, expected a metrics.jsonl");
  std::ifstream input(file, std::ios::binary);
  if (!input)
    throw DataError(fmt::format("{}: cannot open: {}", file.string(),
                                std::strerror(errno)));
  RunHistory history;
  std::size_t number = 0;
  bool first = true;
  for (std::string text; std::getline(input, text);) {
    ++number;
    if (is_blank(text) || (input.eof() && is_unfinished(text))) continue;
    const LineReader reader(file, number, text);
    if (std::exchange(first, false)) {
      std::string type;
      reader("type", type);
      if (type != "run") reader.fail(R"(expected "type": "run")");
      visit_run(history.info, reader);
    } else {
      visit_epoch(history.epochs.emplace_back(), reader);
    }
  }
  if (input.bad())
    throw DataError(fmt::format("{}: line {}: cannot read: {}", file.string(),
                                number + 1, std::strerror(errno)));
  if (first)
    throw DataError(file.string() +
                    ": line 1: found no whole line, expected the run; delete "
                    "the file and train again");
  return history;
}

std::string git_describe() {
  return NN_VERSION;
}

}  // namespace nn
