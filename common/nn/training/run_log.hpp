/// The record of a training run: metrics.jsonl, one JSON object per line.
///
/// The first line says what ran ("type": "run"), then one line per epoch with
/// the keys epoch, step, learning_rate, train_loss, train_accuracy,
/// validation_accuracy, test_accuracy, train_seconds, samples_per_second.
/// A value that was not measured is null. JSON has no NaN: it becomes null
/// too, and a "note" in the line says so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace nn {

/// What ran: enough to run it again.
struct RunInfo {
  std::string model;        ///< e.g. "cnn"
  std::string data;         ///< name or folder of the data set
  std::string data_sha256;  ///< of the data's files
  std::string device;       ///< "cpu" or the GPU's name
  std::string blas_core;    ///< OpenBLAS's kernels, e.g. "SkylakeX"
  std::string version;      ///< of the program; see git_describe()
  std::uint64_t seed = 0;
  int threads = 0;
  std::size_t train_samples = 0, validation_samples = 0, test_samples = 0;
  std::size_t batch_size = 0;
  std::size_t parameters = 0;  ///< numbers that are trained
  std::string optimizer;
  double learning_rate = 0;  ///< at the start
  std::string schedule;
  int epochs = 0;    ///< asked for
  std::string time;  ///< when it began, ISO 8601
};

/// The results of one epoch. Accuracies lie between 0 and 1.
struct EpochMetrics {
  int epoch = 0;          ///< from 1
  std::int64_t step = 0;  ///< batches since the run began
  double learning_rate = 0;
  double train_loss = 0, train_accuracy = 0;  ///< over the epoch's batches
  std::optional<double> validation_accuracy, test_accuracy;
  double train_seconds = 0;  ///< the training loop alone, in seconds
  double samples_per_second = 0;
};

/// Writes metrics.jsonl. A line goes to the system in one write, so a program
/// that is killed leaves at most the last line unfinished.
class RunLog {
 public:
  /// Starts a new file in place of an old one, with the epochs that a resumed
  /// run had before; throws DataError if it cannot.
  RunLog(const std::filesystem::path& file, const RunInfo& info,
         const std::vector<EpochMetrics>& epochs = {});
  RunLog(const RunLog&) = delete;
  RunLog& operator=(const RunLog&) = delete;
  ~RunLog();

  /// Adds an epoch; throws DataError, with the lines so far intact, if it
  /// cannot be written.
  void append(const EpochMetrics& metrics);

 private:
  void write_line(const std::string& line);

  std::filesystem::path file_;
  int fd_;
};

/// Epochs as the lines that RunLog writes, and back; `file` is for the
/// DataError about a broken line.
std::string format_epochs(const std::vector<EpochMetrics>& epochs);
std::vector<EpochMetrics> parse_epochs(const std::filesystem::path& file,
                                       const std::string& lines);

/// All that a metrics.jsonl holds.
struct RunHistory {
  RunInfo info;
  std::vector<EpochMetrics> epochs;
};

/// Reads a metrics.jsonl; a number that was NaN or infinite is NaN. An
/// unfinished last line is left out, blank lines are skipped; anything else
/// that is broken throws DataError with the line number.
RunHistory read_run_log(const std::filesystem::path& file);

/// The version of this program, from `git describe` when it was compiled, or
/// "unknown".
std::string git_describe();

}  // namespace nn
