// metrics.jsonl: every line is JSON, whatever happens, and is read again.
#include "nn/training/run_log.hpp"

#include <cmath>
#include <csignal>
#include <limits>

#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <sys/wait.h>

#include "nn/support/error.hpp"
#include "nn/support/random.hpp"

#include "unit/files.hpp"

using nn::EpochMetrics;
using nn::RunInfo;

namespace {

const RunInfo info{.model = "cnn",
                   .data = "手写 \"digits\"\n",
                   .data_sha256 = "ab12",
                   .device = "cpu",
                   .blas_core = "SkylakeX",
                   .version = "v1-2-gabc",
                   .seed = ~std::uint64_t{0},
                   .threads = 2,
                   .train_samples = 55000,
                   .validation_samples = 5000,
                   .test_samples = 10000,
                   .batch_size = 64,
                   .parameters = 206922,
                   .optimizer = "adam",
                   .learning_rate = 0.1,
                   .schedule = "cosine",
                   .epochs = 3,
                   .time = "2024-01-01T00:00:00Z"};

EpochMetrics metrics(int epoch) {
  return {.epoch = epoch,
          .step = std::int64_t{1} << 40,
          .learning_rate = 1e-3,
          .train_loss = 0.1 + 0.2,
          .train_accuracy = 0.9,
          .validation_accuracy = 0.91,
          .test_accuracy = std::nullopt,
          .train_seconds = 12.25,
          .samples_per_second = 4489.8};
}

/// The keys of a line in their order; the line must be JSON.
std::vector<std::string> keys(const std::string& line) {
  std::vector<std::string> result;
  const auto object = nlohmann::ordered_json::parse(line);
  for (const auto& item : object.items())
    result.push_back(item.key());
  return result;
}

std::vector<std::string> lines(const fs::path& path) {
  std::istringstream text(load(path));
  std::vector<std::string> result;
  for (std::string line; std::getline(text, line);)
    result.push_back(line);
  return result;
}

void check_refused(const fs::path& path, const std::string& part) {
  BOOST_CHECK_EXCEPTION(nn::read_run_log(path), nn::DataError,
                        [&](const auto& error) {
                          const std::string what = error.what();
                          BOOST_TEST(has(what, path.string() + ": "), what);
                          BOOST_TEST(has(what, part), what);
                          return what.find('\n') == std::string::npos;
                        });
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
  other.model = "mlp \xff";  // no UTF-8: replaced, never broken JSON
  nn::RunLog(folder.path / "m", other);
  const auto history = nn::read_run_log(folder.path / "m");
  BOOST_TEST(history.info.model == "mlp \xef\xbf\xbd");
  BOOST_TEST(history.epochs.empty());
}

BOOST_AUTO_TEST_CASE(every_unfinished_last_line_is_left_out) {
  const Folder folder;
  {
    nn::RunLog log(folder.path / "m", info);
    for (int epoch = 1; epoch <= 3; ++epoch)
      log.append(metrics(epoch));
  }
  const std::string text = load(folder.path / "m");
  const std::size_t run = text.find('\n') + 1;
  for (std::size_t n = 0; n <= text.size(); ++n) {
    store(folder.path / "cut", text.substr(0, n));
    if (n < run) {
      check_refused(folder.path / "cut", "line 1: found no whole line");
    } else {
      const auto whole = std::count(text.begin(), text.begin() + n, '\n') - 1;
      const auto history = nn::read_run_log(folder.path / "cut");
      BOOST_TEST(history.epochs.size() == static_cast<std::size_t>(whole));
    }
  }
}

// The log is for people and plots; what a resumed run needs of it is sealed in
// its checkpoint.
BOOST_AUTO_TEST_CASE(changed_bytes_are_refused_or_read_but_never_worse) {
  const Folder folder;
  {
    nn::RunLog log(folder.path / "m", info);
    log.append(metrics(1));
    log.append(metrics(2));
  }
  const std::string text = load(folder.path / "m");
  nn::Random random(1, nn::Stream::data);
  int refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string changed = text;
    const auto at = random.integer(static_cast<std::uint32_t>(text.size()));
    changed[at] ^= static_cast<char>(1 + random.integer(255));
    store(folder.path / "changed", changed);
    try {
      const auto history = nn::read_run_log(folder.path / "changed");
      BOOST_REQUIRE(history.epochs.size() <= 2u);
      // What was read can be written and read again.
      const std::string lines = nn::format_epochs(history.epochs);
      BOOST_REQUIRE(nn::format_epochs(nn::parse_epochs("again", lines)) ==
                    lines);
    } catch (const nn::DataError& error) {
      const std::string what = error.what();
      BOOST_REQUIRE(what.starts_with(folder.path.string()));
      BOOST_REQUIRE(!has(what, "\n"));
      ++refused;
    }
  }
  // Most bytes are parts of keys, braces and quotation marks.
  BOOST_TEST(refused > 5'000);
  BOOST_TEST(refused < 10'000);
}

BOOST_AUTO_TEST_CASE(broken_lines_are_refused_with_their_number) {
  const Folder folder;
  const fs::path path = folder.path / "m";
  nn::RunLog(path, info).append(metrics(1));
  const std::string good = load(path);
  const std::string epoch = lines(path).at(1) + "\n";
  const auto refused = [&](const std::string& bytes, const std::string& part) {
    store(path, bytes);
    check_refused(path, part);
  };
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string line = epoch;
    return line.replace(line.find(from), from.size(), to);
  };
  refused(good + "nonsense\n" + epoch, "line 3: found no JSON object");
  refused(good + "\n", "line 3: found no JSON object");
  refused(good + "[1]\n", "line 3: found no JSON object");
  refused(good + "{}\n", "line 3: found no \"epoch\"");
  refused(good + std::string(100'000, '[') + "\n", "line 3: found no JSON");
  refused(
      good + epoch.substr(0, epoch.size() - 1) + std::string(1, '\0') + "\n",
      "line 3: found no JSON object");
  refused(epoch + good, "line 1: found no \"type\"");
  refused("{\"type\":\"epoch\"}\n", "line 1: expected \"type\": \"run\"");
  refused(good + changed("\"epoch\":1", "\"epoch\":1.5"),
          "line 3: \"epoch\": found 1.5, expected a whole number from");
  refused(good + changed("\"epoch\":1", "\"epoch\":2147483648"),
          "expected a whole number from -2147483648 to 2147483647");
  refused(good + changed("\"train_loss\":", "\"train_loss\":\"x\",\"y\":"),
          "\"train_loss\": found string, expected a number or null");
  refused(good + changed("\"train_loss\":", "\"train_loss\":1e999,\"y\":"),
          "line 3: found no JSON object");
  std::string negative = good;
  negative.replace(negative.find("\"batch_size\":64"), 15, "\"batch_size\":-4");
  refused(negative, "line 1: \"batch_size\": found -4, expected a whole");
}

BOOST_AUTO_TEST_CASE(what_is_no_file_is_refused) {
  const Folder folder;
  check_refused(folder.path / "none", "No such file");
  check_refused(folder.path, "not a file");
  BOOST_CHECK_EXCEPTION(
      nn::RunLog(folder.path / "none" / "m", info), nn::DataError,
      [](const auto& error) { return has(error.what(), "No such file"); });
  BOOST_CHECK_EXCEPTION(
      nn::RunLog("/dev/full", info), nn::DataError,
      [](const auto& error) { return has(error.what(), "No space left"); });
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
