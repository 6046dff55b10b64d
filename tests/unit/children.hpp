// A child process for a test.
#pragma once

#include <csignal>
#include <cstdlib>

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>
#include <unistd.h>

/// Runs f in a child process, whose exit code is what f returns.
class Child {
 public:
  template <class F>
  explicit Child(F&& f) {
    BOOST_REQUIRE(::pipe(pipe_) == 0);
    pid_ = ::fork();
    BOOST_REQUIRE(pid_ >= 0);
    if (pid_ > 0) return;
    ready_pipe = pipe_[1];
    ::_exit(f());  // not the parent's destructors
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    kill();
    ::close(pipe_[0]);
    ::close(pipe_[1]);
  }

  /// In the child: lets wait_until_ready() return.
  static void ready() {
    if (::write(ready_pipe, "x", 1) != 1) std::abort();
  }
  void wait_until_ready() const {
    char x;
    BOOST_REQUIRE(::read(pipe_[0], &x, 1) == 1);
  }

  void kill() const {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
  }
  /// What waitpid() says of it.
  int wait() const {
    int status = -1;
    if (pid_ > 0) ::waitpid(pid_, &status, 0);
    pid_ = 0;
    return status;
  }

 private:
  static inline int ready_pipe = -1;
  int pipe_[2] = {-1, -1};
  mutable pid_t pid_ = 0;
};
