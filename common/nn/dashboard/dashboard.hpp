/// A page that draws a run's curves while it trains. Chapter 9.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace nn {

/// Serves a page on this machine alone (127.0.0.1). It knows two paths: "/",
/// the page, and "/events", the lines of metrics.jsonl from the first on and
/// then each new one, as server-sent events.
///
/// It never touches the run: a thread of its own reads the file that the run
/// writes anyway, so a reader that stalls or vanishes holds up nothing.
///
///     nn::RunLog log("out/metrics.jsonl", info);
///     nn::Dashboard page("out/metrics.jsonl", 8080);
///     fmt::print("{}\n", page.address());
class Dashboard {
 public:
  /// port 0: any that is free. UsageError if it is taken.
  Dashboard(const std::filesystem::path& log, int port);
  Dashboard(const Dashboard&) = delete;
  Dashboard& operator=(const Dashboard&) = delete;
  /// Sends what is left of the log, and that the run has ended; takes a second
  /// at most.
  ~Dashboard();

  /// For a browser: "http://127.0.0.1:8080/".
  std::string address() const;

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace nn
