// metrics.jsonl: every line is JSON, whatever happens, and is read again.
#include "unit/run_log.hpp"

#include <cmath>
#include <csignal>
#include <limits>

#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <sys/wait.h>

#include "nn/core/error.hpp"

namespace {

/// The keys of a line in their order; the line must be JSON.
std::vector<std::string> keys(const std::string& line) {
  std::vector<std::string> result;
  const auto object = nlohmann::ordered_json::parse(line);
  for (const auto& item : object.items())
    result.push_back(item.key());
  return result;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again) {
  const Folder folder;
  nn::RunLog log(folder.path / "m", info);
  log.append(metrics(1));
  log.append(metrics(2));
  // The log is still open: every line is in the file already.
  const auto [run, epochs] = nn::read_run_log(folder.path / "m");
  BOOST_TEST(run.model == info.model);
  BOOST_TEST(run.data == info.data);
  BOOST_TEST(run.data_sha256 == info.data_sha256);
  BOOST_TEST(run.device == info.device);
  BOOST_TEST(run.blas_core == info.blas_core);
  BOOST_TEST(run.version == info.version);
  BOOST_TEST(run.seed == info.seed);
  BOOST_TEST(run.threads == info.threads);
  BOOST_TEST(run.train_samples == info.train_samples);
  BOOST_TEST(run.validation_samples == info.validation_samples);
  BOOST_TEST(run.test_samples == info.test_samples);
  BOOST_TEST(run.batch_size == info.batch_size);
  BOOST_TEST(run.parameters == info.parameters);
  BOOST_TEST(run.optimizer == info.optimizer);
  BOOST_TEST(run.learning_rate == info.learning_rate);
  BOOST_TEST(run.schedule == info.schedule);
  BOOST_TEST(run.epochs == info.epochs);
  BOOST_TEST(run.time == info.time);
  BOOST_REQUIRE(epochs.size() == 2u);
  const EpochMetrics expected = metrics(2);
  BOOST_TEST(epochs[0].epoch == 1);
  BOOST_TEST(epochs[1].epoch == 2);
  BOOST_TEST(epochs[1].step == expected.step);
  // Doubles come back bit for bit: shortest text that gives the same number.
  BOOST_TEST(epochs[1].learning_rate == expected.learning_rate);
  BOOST_TEST(epochs[1].train_loss == expected.train_loss);
  BOOST_TEST(epochs[1].train_accuracy == expected.train_accuracy);
  BOOST_TEST((epochs[1].validation_accuracy == expected.validation_accuracy));
  BOOST_TEST(!epochs[1].test_accuracy);
  BOOST_TEST(epochs[1].train_seconds == expected.train_seconds);
  BOOST_TEST(epochs[1].samples_per_second == expected.samples_per_second);
}

BOOST_AUTO_TEST_CASE(line_ends_of_windows_are_read) {
  const Folder folder;
  nn::RunLog(folder.path / "m", info).append(metrics(1));
  std::string text;
  for (const std::string& line : lines(folder.path / "m"))
    text += line + "\r\n";
  store(folder.path / "m", text);
  const auto [run, epochs] = nn::read_run_log(folder.path / "m");
  BOOST_TEST(run.time == info.time);
  BOOST_TEST(epochs.size() == 1u);
}

BOOST_AUTO_TEST_CASE(lines_have_exactly_the_agreed_keys) {
  const Folder folder;
  nn::RunLog(folder.path / "m", info).append(metrics(1));
  const auto text = lines(folder.path / "m");
  BOOST_REQUIRE(text.size() == 2u);
  const std::vector<std::string> run{"type",
                                     "model",
                                     "data",
                                     "data_sha256",
                                     "seed",
                                     "threads",
                                     "device",
                                     "blas_core",
                                     "version",
                                     "train_samples",
                                     "validation_samples",
                                     "test_samples",
                                     "batch_size",
                                     "parameters",
                                     "optimizer",
                                     "learning_rate",
                                     "schedule",
                                     "epochs",
                                     "time"};
  const std::vector<std::string> epoch{
      "epoch",         "step",           "learning_rate",
      "train_loss",    "train_accuracy", "validation_accuracy",
      "test_accuracy", "train_seconds",  "samples_per_second"};
  BOOST_TEST(keys(text[0]) == run, boost::test_tools::per_element());
  BOOST_TEST(keys(text[1]) == epoch, boost::test_tools::per_element());
  BOOST_TEST(nlohmann::json::parse(text[0])["type"] == "run");
  BOOST_TEST(nlohmann::json::parse(text[1])["test_accuracy"].is_null());
}

BOOST_AUTO_TEST_CASE(a_diverged_run_still_gives_json) {
  const Folder folder;
  EpochMetrics bad = metrics(1);
  bad.train_loss = std::nan("");
  bad.validation_accuracy = std::numeric_limits<double>::infinity();
  nn::RunLog(folder.path / "m", info).append(bad);
  const auto object = nlohmann::json::parse(lines(folder.path / "m").at(1));
  BOOST_TEST(object["train_loss"].is_null());
  BOOST_TEST(object["note"] == "train_loss is nan, validation_accuracy is inf");
  const auto history = nn::read_run_log(folder.path / "m");
  BOOST_TEST(std::isnan(history.epochs.at(0).train_loss));
  BOOST_TEST(!history.epochs.at(0).validation_accuracy);
}

BOOST_AUTO_TEST_CASE(a_new_log_takes_the_place_of_the_old) {
  const Folder folder;
  nn::RunLog(folder.path / "m", info).append(metrics(1));
  RunInfo other = info;
  other.model = "mlp \xff";  // not UTF-8: replaced, never broken JSON
  nn::RunLog(folder.path / "m", other);
  const auto history = nn::read_run_log(folder.path / "m");
  BOOST_TEST(history.info.model == "mlp \xef\xbf\xbd");
  BOOST_TEST(history.epochs.empty());
}

BOOST_AUTO_TEST_CASE(a_full_disk_leaves_whole_lines) {
  const Folder folder;
  const fs::path path = folder.path / "m";
  nn::RunLog log(path, info);
  log.append(metrics(1));
  const std::string before = load(path);
  // The file may grow by 20 bytes more: writing stops within the line.
  rlimit old{};
  BOOST_REQUIRE(::getrlimit(RLIMIT_FSIZE, &old) == 0);
  const rlimit small{before.size() + 20, old.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  BOOST_REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  BOOST_CHECK_THROW(log.append(metrics(2)), nn::DataError);
  BOOST_REQUIRE(::setrlimit(RLIMIT_FSIZE, &old) == 0);
  std::signal(SIGXFSZ, handler);
  BOOST_TEST(load(path) == before);
  log.append(metrics(3));
  BOOST_TEST(nn::read_run_log(path).epochs.at(1).epoch == 3);
}

BOOST_AUTO_TEST_CASE(a_killed_program_leaves_its_lines) {
  const Folder folder;
  const fs::path path = folder.path / "m";
  const pid_t child = ::fork();
  BOOST_REQUIRE(child >= 0);
  if (child == 0) {
    nn::RunLog log(path, info);
    for (int epoch = 1; epoch <= 5; ++epoch)
      log.append(metrics(epoch));
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  BOOST_REQUIRE(::waitpid(child, &status, 0) == child);
  BOOST_TEST((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
  BOOST_TEST(nn::read_run_log(path).epochs.size() == 5u);
}

BOOST_AUTO_TEST_CASE(the_version_is_never_empty) {
  BOOST_TEST(!nn::git_describe().empty());
}
