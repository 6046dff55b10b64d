/// A web server for one page: for this machine only, on one thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace nn {

/// The response for a path.
struct WebAnswer {
  int status = 404;
  std::string headers = {};  ///< whole lines, each with \r\n
  std::string body = {};
  /// A stream instead of a body: called a few times a second for the bytes
  /// added since ("" for none); no value means the end.
  std::function<std::optional<std::string>()> more = {};
};

/// Answers GET at 127.0.0.1, one request per connection. All client resources
/// are limited: 64 connections, 8 KB per request in two seconds, five for the
/// answer. A client that stalls is disconnected and holds up nobody.
class WebServer {
 public:
  /// `answer` is called on the server's thread. port 0: any free port.
  /// UsageError if the port is taken.
  WebServer(int port, std::function<WebAnswer(const std::string& path)> answer);
  WebServer(const WebServer&) = delete;
  WebServer& operator=(const WebServer&) = delete;
  /// Streams may send their remaining data, for at most half a second.
  ~WebServer();

  int port() const;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

/// The path of a request that came from this machine's own page; "" if it is
/// not to be answered (another method, another site's name, not HTTP). For
/// tests.
std::string requested_path(const std::string& request);

}  // namespace nn
