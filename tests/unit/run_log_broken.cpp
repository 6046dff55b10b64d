// Every kind of broken metrics.jsonl is refused with one line that says why.
#include "nn/core/error.hpp"
#include "nn/core/random.hpp"

#include "unit/run_log.hpp"

namespace {

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
    // Only the line break is missing: all that was measured is there.
    const bool all_of_a_line = n < text.size() && text[n] == '\n';
    if (n < run && !all_of_a_line) {
      check_refused(folder.path / "cut", "line 1: found no whole line");
    } else {
      const auto whole =
          std::count(text.begin(), text.begin() + n, '\n') - 1 + all_of_a_line;
      const auto history = nn::read_run_log(folder.path / "cut");
      BOOST_TEST(history.epochs.size() == static_cast<std::size_t>(whole));
    }
  }
}

// The log is for people and plots; what a resumed run needs of it is safe in
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

BOOST_AUTO_TEST_CASE(blank_lines_of_an_editor_are_passed_over) {
  const Folder folder;
  const fs::path path = folder.path / "m";
  nn::RunLog(path, info).append(metrics(1));
  for (const char* blank : {"\n", "\r\n", " \t\n", "\n\n", "   "}) {
    store(path, load(path) + blank);
    BOOST_TEST(nn::read_run_log(path).epochs.size() == 1u);
  }
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
  refused(good + "\n\nnonsense\n", "line 5: found no JSON object");
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
