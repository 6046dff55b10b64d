#include "nn/training/dashboard.hpp"

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <httplib.h>

#include "nn/support/error.hpp"

#include "nn_dashboard_page.hpp"  // dashboard.html, by common/CMakeLists.txt

namespace nn {
namespace {

using std::chrono::milliseconds;
using std::filesystem::path;

constexpr int most_readers = 24;  // each has a thread
constexpr int threads = most_readers + 4;
constexpr milliseconds look_again{200};
constexpr milliseconds last_words{500};

/// The page may load nothing from anywhere, and no other page may frame it.
constexpr const char* policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src "
    "'unsafe-inline'; connect-src 'self'; base-uri 'none'; frame-ancestors "
    "'none'";

/// The lines of a file that grows.
class Tail {
 public:
  explicit Tail(path file) : file_(std::move(file)) {}

  /// The next whole lines as events, 64 KB at most at a time; "" if there are
  /// none yet. Opened anew each time: a resumed run writes a new file.
  std::string next() {
    std::ifstream input(file_, std::ios::binary);
    input.seekg(0, std::ios::end);
    if (!input) return "";
    if (input.tellg() < at_) at_ = 0;  // another run's file: from its start
    input.seekg(at_);
    std::string events;
    for (std::string line;
         events.size() < 65536 && std::getline(input, line) && !input.eof();) {
      events += fmt::format("data: {}\n\n", line);
      at_ = input.tellg();
    }
    return events;
  }

 private:
  path file_;
  std::streamoff at_ = 0;
};

/// One reader of /events: a connection.
class Reader {
 public:
  Reader(const path& log, std::atomic<int>& readers,
         const std::atomic<bool>& ended)
      : tail_(log), readers_(readers), ended_(ended) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { --readers_; }

  /// Called again and again, on the connection's thread. False: hang up.
  bool send(httplib::DataSink& sink) {
    const bool last = ended_;  // asked before the lines that may be the last
    std::string events = tail_.next();
    if (events.empty() && last) {
      events = "event: end\ndata:\n\n";
      const bool sent = sink.write(events.data(), events.size());
      sink.done();
      return sent;
    }
    if (events.empty() && ++silent_ % 5 == 1) events = ": still here\n\n";
    if (!events.empty() && !sink.write(events.data(), events.size()))
      return false;
    if (!last) std::this_thread::sleep_for(look_again);
    return true;
  }

 private:
  Tail tail_;
  std::atomic<int>& readers_;
  const std::atomic<bool>& ended_;
  int silent_ = 0;
};

/// Was it us whom the browser asked? Another site's name that leads here must
/// not make a browser hand that site our answers.
bool is_own_name(const std::string& host) {
  const std::string name = host.substr(0, host.find(':'));
  return name == "127.0.0.1" || name == "localhost";
}

}  // namespace

class Dashboard::Server {
 public:
  Server(const path& log, int port) : log_(std::filesystem::absolute(log)) {
    configure();
    add_paths();
    port_ = port == 0 ? http_.bind_to_any_port("127.0.0.1")
            : http_.bind_to_port("127.0.0.1", port) ? port
                                                    : -1;
    if (port_ < 0)
      throw UsageError(
          fmt::format("--dashboard {}: the port is taken or not allowed; name "
                      "another one, or 0 for any that is free",
                      port));
    thread_ = std::thread([this] { http_.listen_after_bind(); });
  }

  ~Server() {
    ended_ = true;
    const auto end = std::chrono::steady_clock::now() + last_words;
    while (readers_ > 0 && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(milliseconds(5));
    while (!http_.is_running())  // stop() does nothing before
      std::this_thread::sleep_for(milliseconds(1));
    http_.stop();
    thread_.join();
  }

  int port() const { return port_; }

 private:
  void configure() {
    http_.new_task_queue = [] { return new httplib::ThreadPool(threads); };
    http_.set_read_timeout(1, 0);
    http_.set_write_timeout(1, 0);
    http_.set_keep_alive_timeout(1);
    http_.set_payload_max_length(1024);
    // Not httplib's own choice, by which two programs can share a port.
    http_.set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    http_.set_pre_routing_handler([](const auto& request, auto& response) {
      if (is_own_name(request.get_header_value("Host")))
        return httplib::Server::HandlerResponse::Unhandled;
      response.status = 404;
      return httplib::Server::HandlerResponse::Handled;
    });
  }

  void add_paths() {
    http_.Get("/", [](const auto&, auto& response) {
      response.set_header("Content-Security-Policy", policy);
      response.set_header("Cache-Control", "no-store");
      response.set_content(dashboard_page, "text/html; charset=utf-8");
    });
    http_.Get("/events", [this](const auto&, auto& response) {
      if (++readers_ > most_readers) {
        --readers_;
        response.status = 503;
        return;
      }
      const auto reader = std::make_shared<Reader>(log_, readers_, ended_);
      response.set_header("Cache-Control", "no-store");
      response.set_chunked_content_provider(
          "text/event-stream", [reader](std::size_t, httplib::DataSink& sink) {
            return reader->send(sink);
          });
    });
  }

  path log_;
  int port_ = -1;
  std::atomic<int> readers_{0};
  std::atomic<bool> ended_{false};
  httplib::Server http_;
  std::thread thread_;
};

Dashboard::Dashboard(const path& log, int port)
    : server_(std::make_unique<Server>(log, port)) {}

Dashboard::~Dashboard() = default;

std::string Dashboard::address() const {
  return fmt::format("http://127.0.0.1:{}/", server_->port());
}

}  // namespace nn
