/// A web server for one page: for this machine alone, on one thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace nn {

/// What a path gives.
struct WebAnswer {
  int status = 404;
  std::string headers = {};  ///< whole lines, each with \r\n
  std::string body = {};
  /// Instead of a body: a stream. Asked a few times a second for the bytes that
  /// have come since ("" for none); without a value it has ended.
  std::function<std::optional<std::string>()> more = {};
};

/// Answers GET at 127.0.0.1, one request a connection. All that a client may
/// take is bounded: 64 connections, 8 KB of request in two seconds, five for
/// the answer. Whoever stalls loses his connection and holds up nobody.
class WebServer {
 public:
  /// `answer` is asked on the server's thread. port 0: any that is free.
  /// UsageError if it is taken.
  WebServer(int port, std::function<WebAnswer(const std::string& path)> answer);
  WebServer(const WebServer&) = delete;
  WebServer& operator=(const WebServer&) = delete;
  /// Streams may send what is left until they end, for half a second at most.
  ~WebServer();

  int port() const;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

/// The path of a request that came from this machine's own page; "" if it is
/// none that gets an answer (another method, another site's name, no HTTP).
/// For tests.
std::string requested_path(const std::string& request);

}  // namespace nn
