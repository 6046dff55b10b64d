/// A page that plots a run's curves during training. Chapter 9.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace nn {

/// Serves a page on this machine only (127.0.0.1). It has two paths: "/", the
/// page, and "/events", the lines of metrics.jsonl from the first on and then
/// each new one, as server-sent events.
///
/// It never interferes with the run: its own thread reads the file that the run
/// writes anyway, so a client that stalls or vanishes holds up nothing.
///
///     nn::RunLog log("out/metrics.jsonl", info);
///     nn::Dashboard page("out/metrics.jsonl", 8080);
///     fmt::print("{}\n", page.address());
class Dashboard {
 public:
  /// port 0: any free port. UsageError if the port is taken.
  Dashboard(const std::filesystem::path& log, int port);
  Dashboard(const Dashboard&) = delete;
  Dashboard& operator=(const Dashboard&) = delete;
  /// Sends the rest of the log and reports the end of the run; takes at most a
  /// second.
  ~Dashboard();

  /// For a browser: "http://127.0.0.1:8080/".
  std::string address() const;

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace nn
