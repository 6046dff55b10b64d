#include "nn/dashboard/web_server.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <list>
#include <system_error>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "nn/core/error.hpp"
#include "nn/io/atomic_file.hpp"

namespace nn {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t most_connections = 64, most_streams = 24;
constexpr std::size_t longest_request = 8192;
constexpr milliseconds to_ask{2000}, to_take{5000}, to_leave{1000};
constexpr milliseconds look_again{200}, breath{50}, last_words{500};

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 404:
      return "Not Found";
    case 431:
      return "Request Header Fields Too Large";
    default:
      return "Service Unavailable";
  }
}

std::string head(const WebAnswer& answer) {
  const std::string length =
      answer.more ? ""
                  : fmt::format("Content-Length: {}\r\n", answer.body.size());
  return fmt::format("HTTP/1.1 {} {}\r\nConnection: close\r\n{}{}\r\n",
                     answer.status, reason(answer.status), length,
                     answer.headers);
}

/// A client: sends a request, gets an answer, perhaps streamed, and leaves.
class Connection {
 public:
  explicit Connection(int fd) : fd_(fd), until_(Clock::now() + to_ask) {}

  int fd() const { return fd_; }
  bool asks() const { return state_ == State::asks; }
  bool streams() const { return state_ == State::streams; }
  bool is_over() const { return state_ == State::over; }
  void drop() { state_ = State::over; }

  short waits_for() const {
    const bool writes = !out_.empty();
    return static_cast<short>(POLLIN | (writes ? POLLOUT : 0));
  }

  /// The whole request, once it has arrived.
  std::optional<std::string> read() {
    char bytes[4096];
    const auto n = ::recv(fd_, bytes, sizeof bytes, 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (n <= 0) state_ = State::over;  // it has hung up
    if (n <= 0 || !asks()) return {};  // anything later is discarded
    in_.append(bytes, static_cast<std::size_t>(n));
    const std::size_t end = in_.find("\r\n\r\n");
    if (end != in_.npos && end < longest_request) return in_.substr(0, end + 2);
    if (in_.size() > longest_request) give({.status = 431});
    return {};
  }

  void give(WebAnswer answer) {
    in_.clear();
    out_ = head(answer) + answer.body;
    more_ = std::move(answer.more);
    state_ = more_ ? State::streams : State::takes;
    until_ = Clock::now() + to_take;
    write();
  }

  void write() {
    while (!out_.empty()) {
      const auto n = ::send(fd_, out_.data(), out_.size(), MSG_NOSIGNAL);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0 && errno == EAGAIN) return;
      if (n < 0) state_ = State::over;
      if (n < 0) return;
      out_.erase(0, static_cast<std::size_t>(n));
    }
    if (state_ == State::takes) leave();
  }

  /// Called regularly: a stream may have more data, a timeout may expire.
  void tick() {
    if (streams() && out_.empty()) {
      if (const auto more = more_())
        out_ = *more;
      else
        state_ = State::takes, until_ = Clock::now() + to_take;
      write();
    }
    if (!streams() && Clock::now() > until_) state_ = State::over;
  }

 private:
  /// Everything is sent. Closing at once, with client bytes still unread, would
  /// reset the connection and perhaps lose the answer.
  void leave() {
    ::shutdown(fd_, SHUT_WR);
    state_ = State::leaves;
    until_ = Clock::now() + to_leave;
  }

  enum class State { asks, takes, streams, leaves, over };

  Descriptor fd_;
  State state_ = State::asks;
  std::string in_, out_;
  std::function<std::optional<std::string>()> more_;
  Clock::time_point until_;  // deadline of this state; none for a stream
};

/// A socket that listens on 127.0.0.1; -1 if the port is taken or not allowed.
int listen_at(int port) {
  const int fd =
      ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto* any = reinterpret_cast<const sockaddr*>(&address);
  if (fd >= 0 && ::bind(fd, any, sizeof address) == 0 &&
      ::listen(fd, most_connections) == 0)
    return fd;
  if (fd >= 0) ::close(fd);
  return -1;
}

int port_of(int fd) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

}  // namespace

class WebServer::Loop {
 public:
  Loop(int port, std::function<WebAnswer(const std::string&)> answer)
      : answer_(std::move(answer)), listener_(listen_at(port)) {
    if (listener_ < 0)
      throw UsageError(
          fmt::format("--dashboard {}: the port is taken or not allowed; name "
                      "another one, or 0 for any that is free",
                      port));
    try {
      thread_ = std::thread([this] { run(); });
    } catch (const std::system_error& error) {
      throw Error(fmt::format("--dashboard: no thread could be started ({})",
                              error.code().message()));
    }
  }

  ~Loop() {
    ends_ = true;
    thread_.join();
  }

  int port() const { return port_of(listener_); }

 private:
  void run() {
    std::optional<Clock::time_point> end;
    while (!end || (Clock::now() < *end && streams() > 0)) {
      if (ends_ && !end) end = Clock::now() + last_words;
      wait();
      if (const auto now = Clock::now(); now > look_at_ || end) {
        look_at_ = now + look_again;
        for (Connection& connection : connections_)
          guarded(connection, [&] { connection.tick(); });
      }
      connections_.remove_if([](const Connection& c) { return c.is_over(); });
    }
  }

  /// Waits until a socket is ready to read or write, or for a moment.
  void wait() {
    polled_.clear();
    const bool full = connections_.size() == most_connections;
    polled_.push_back({full ? -1 : int{listener_}, POLLIN, 0});
    for (const Connection& connection : connections_)
      polled_.push_back({connection.fd(), connection.waits_for(), 0});
    if (::poll(polled_.data(), polled_.size(),
               static_cast<int>(breath.count())) <= 0)
      return;
    std::size_t i = 1;
    for (Connection& connection : connections_) {
      const int events = polled_[i++].revents;
      guarded(connection, [&] { serve(connection, events); });
    }
    if (polled_[0].revents) accept();
  }

  void serve(Connection& connection, int events) {
    if (events & (POLLIN | POLLHUP | POLLERR))
      if (const auto request = connection.read())
        connection.give(answer_to(*request));
    if (events & POLLOUT) connection.write();
  }

  WebAnswer answer_to(const std::string& request) {
    const std::string path = requested_path(request);
    WebAnswer answer = path.empty() ? WebAnswer{} : answer_(path);
    if (answer.more && streams() >= most_streams) return {.status = 503};
    return answer;
  }

  void accept() {
    const int fd =
        ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0)
      connections_.emplace_back(fd);
    else if (errno != EAGAIN)  // e.g. out of descriptors: do not busy-loop
      std::this_thread::sleep_for(breath);
  }

  /// If serving a client fails (e.g. out of memory), its connection is closed.
  template <class F>
  void guarded(Connection& connection, F&& f) {
    try {
      f();
    } catch (...) {
      connection.drop();
    }
  }

  std::size_t streams() const {
    return static_cast<std::size_t>(
        std::count_if(connections_.begin(), connections_.end(),
                      [](const Connection& c) { return c.streams(); }));
  }

  std::function<WebAnswer(const std::string&)> answer_;
  Descriptor listener_;
  std::list<Connection> connections_;
  std::vector<pollfd> polled_;
  Clock::time_point look_at_ = Clock::now();
  std::atomic<bool> ends_{false};
  std::thread thread_;  // last: it uses all of the above
};

WebServer::WebServer(int port,
                     std::function<WebAnswer(const std::string&)> answer)
    : loop_(std::make_unique<Loop>(port, std::move(answer))) {}

WebServer::~WebServer() = default;

int WebServer::port() const {
  return loop_->port();
}

}  // namespace nn
