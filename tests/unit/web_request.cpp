// What the dashboard's server makes of a request: a path, or nothing.
#include <boost/test/unit_test.hpp>

#include "nn/dashboard/web_server.hpp"

namespace {

std::string path_of(const std::string& first, const std::string& headers) {
  return nn::requested_path(first + "\r\n" + headers);
}

constexpr const char* host = "Host: 127.0.0.1:8080\r\n";

}  // namespace

BOOST_AUTO_TEST_CASE(a_path_from_our_own_page) {
  BOOST_TEST(path_of("GET / HTTP/1.1", host) == "/");
  BOOST_TEST(path_of("GET /events HTTP/1.1", host) == "/events");
  BOOST_TEST(path_of("GET /events HTTP/1.0", "HOST:localhost\r\n") ==
             "/events");
  BOOST_TEST(path_of("GET / HTTP/1.1", "Host: [::1]:7000\r\n") == "/");
  BOOST_TEST(path_of("GET / HTTP/1.1", "Host:[::1]\r\n") == "/");
  BOOST_TEST(path_of("GET /?a=b HTTP/1.1", host) == "/");
  BOOST_TEST(path_of("GET / HTTP/1.1", std::string("A: b\r\n") + host) == "/");
}

BOOST_AUTO_TEST_CASE(other_sites_names_get_nothing) {
  for (const char* name :
       {"", "Host: evil.example\r\n", "Host:\r\n", "Host: localhost.evil\r\n",
        "Hosts: localhost\r\n", "Host: 127.0.0.1.evil:80\r\n",
        "Host: [::1].evil\r\n", "Host: [::10]\r\n",
        "Host: localhost\r\nHost: evil\r\n",
        "Host: evil\r\nhost: localhost\r\n", "X: Host: localhost\r\n"})
    BOOST_TEST(path_of("GET / HTTP/1.1", name) == "", name);
}

BOOST_AUTO_TEST_CASE(what_is_no_get_gets_nothing) {
  for (const char* first :
       {"", "GET", "GET /", "GET / ", "GET  HTTP/1.1", "POST / HTTP/1.1",
        "get / HTTP/1.1", "HEAD / HTTP/1.1", "GET / HTTP/2", "GET / HTTP/1.1 ",
        "GET / x HTTP/1.1", " GET / HTTP/1.1"})
    BOOST_TEST(path_of(first, host) == "", first);
}
