#include "nn/dashboard/dashboard.hpp"

#include <atomic>
#include <fstream>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "nn/dashboard/web_server.hpp"

#include "nn_dashboard_page.hpp"  // dashboard.html, by common/CMakeLists.txt

namespace nn {
namespace {

using std::filesystem::path;

/// The page may not load external resources, and no other page may frame it.
constexpr const char* policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src "
    "'unsafe-inline'; connect-src 'self'; base-uri 'none'; frame-ancestors "
    "'none'";

/// The lines of a growing file.
class Tail {
 public:
  explicit Tail(path file) : file_(std::move(file)) {}

  /// The next complete lines as events, at most a megabyte at a time; "" if
  /// there are none yet. Reopened each time: a resumed run writes a new file.
  std::string next() {
    std::ifstream input(file_, std::ios::binary);
    input.seekg(0, std::ios::end);
    if (!input) return "";
    if (input.tellg() < at_) at_ = 0;  // another run's file: from its start
    input.seekg(at_);
    std::string events;
    for (std::string line; events.size() < (1 << 20) &&
                           std::getline(input, line) && !input.eof();) {
      events += fmt::format("data: {}\n\n", line);
      at_ = input.tellg();
    }
    return events;
  }

 private:
  path file_;
  std::streamoff at_ = 0;
};

/// One per reader of /events: what the log holds, then what is added.
class Reader {
 public:
  Reader(path log, const std::atomic<bool>& ended)
      : tail_(std::move(log)), ended_(ended) {}

  std::optional<std::string> more() {
    if (told_end_) return {};
    const bool last = ended_;  // read before the lines that may be the last
    std::string events = tail_.next();
    if (events.empty() && last) {
      told_end_ = true;
      return "event: end\ndata:\n\n";
    }
    if (events.empty() && ++silent_ % 5 == 1) return ": still here\n\n";
    return events;
  }

 private:
  Tail tail_;
  const std::atomic<bool>& ended_;
  bool told_end_ = false;
  int silent_ = 0;
};

}  // namespace

class Dashboard::Server {
 public:
  Server(const path& log, int port)
      : log_(std::filesystem::absolute(log)),
        server_(port,
                [this](const std::string& path) { return answer(path); }) {}
  ~Server() { ended_ = true; }

  int port() const { return server_.port(); }

 private:
  WebAnswer answer(const std::string& path) const {
    if (path == "/")
      return {
          .status = 200,
          .headers = fmt::format("Content-Type: text/html; charset=utf-8\r\n"
                                 "Content-Security-Policy: {}\r\n"
                                 "Cache-Control: no-store\r\n",
                                 policy),
          .body = dashboard_page};
    if (path != "/events") return {};
    const auto reader = std::make_shared<Reader>(log_, ended_);
    return {.status = 200,
            .headers =
                "Content-Type: text/event-stream\r\n"
                "Cache-Control: no-store\r\n",
            .more = [reader] { return reader->more(); }};
  }

  path log_;
  std::atomic<bool> ended_{false};
  WebServer server_;  // last: its thread uses the rest
};

Dashboard::Dashboard(const path& log, int port)
    : server_(std::make_unique<Server>(log, port)) {}

Dashboard::~Dashboard() = default;

std::string Dashboard::address() const {
  return fmt::format("http://127.0.0.1:{}/", server_->port());
}

}  // namespace nn
