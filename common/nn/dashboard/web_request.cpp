// Parses a client's request, which may be anything.
#include <cctype>
#include <string_view>

#include "nn/dashboard/web_server.hpp"

namespace nn {
namespace {

/// Removes and returns the text up to `end`; also removes `end`.
std::string_view take(std::string_view& text, std::string_view end) {
  const std::size_t at = text.find(end);
  const std::string_view first = text.substr(0, at);
  text.remove_prefix(at == text.npos ? text.size() : at + end.size());
  return first;
}

bool is_host(std::string_view line) {
  constexpr std::string_view name = "host:";
  if (line.size() < name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if (std::tolower(static_cast<unsigned char>(line[i])) != name[i])
      return false;
  return true;
}

/// Does the Host name us? Another site's name that resolves to this machine
/// must not let that site read our answers (DNS rebinding).
bool is_own_name(std::string_view host) {
  const std::size_t begin = host.find_first_not_of(" \t");
  if (begin == host.npos) return false;
  host.remove_prefix(begin);
  host = host.substr(0, host.find_first_of(" \t"));
  // Any port is fine: `ssh -L` uses its own, and its own address.
  for (const std::string_view name : {"127.0.0.1", "localhost", "[::1]"})
    if (host.starts_with(name) &&
        (host.size() == name.size() || host[name.size()] == ':'))
      return true;
  return false;
}

/// Exactly one Host line, with one of our names.
bool is_for_us(std::string_view headers) {
  int hosts = 0;
  bool ours = false;
  while (!headers.empty()) {
    const std::string_view line = take(headers, "\r\n");
    if (!is_host(line)) continue;
    ++hosts;
    ours = is_own_name(line.substr(5));
  }
  return hosts == 1 && ours;
}

}  // namespace

std::string requested_path(const std::string& request) {
  std::string_view rest = request;
  std::string_view line = take(rest, "\r\n");
  const std::string_view method = take(line, " "), path = take(line, " ");
  const bool is_http = line == "HTTP/1.1" || line == "HTTP/1.0";
  if (method != "GET" || !is_http || !is_for_us(rest)) return "";
  return std::string(path.substr(0, path.find('?')));
}

}  // namespace nn
