// The progress bar, on a terminal and elsewhere, and the clean stop.
#include "nn/program/progress.hpp"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <new>

#include <boost/test/unit_test.hpp>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "nn/program/stop.hpp"

#include "unit/children.hpp"

using nn::Progress;
using nn::ProgressState;
using namespace std::chrono_literals;

namespace {

std::atomic<int> allocations{0};

/// A clock that the test sets.
std::chrono::steady_clock::time_point fake_now;
std::chrono::steady_clock::time_point fake_clock() {
  return fake_now;
}

/// A pseudo-terminal of 80 columns: what is written to `file` can be read.
class Terminal {
 public:
  Terminal() : fd_(::posix_openpt(O_RDWR | O_NOCTTY)) {
    BOOST_REQUIRE((fd_ >= 0 && ::grantpt(fd_) == 0 && ::unlockpt(fd_) == 0));
    resize(80);
    file.reset(std::fopen(::ptsname(fd_), "w"));
    BOOST_REQUIRE(file);
  }
  ~Terminal() { ::close(fd_); }
  void resize(unsigned short columns) {
    const winsize size{24, columns, 0, 0};
    BOOST_REQUIRE(::ioctl(fd_, TIOCSWINSZ, &size) == 0);
  }
  /// All that was written since the last call. The kernel hands it over in
  /// its own time: a mark at the end says that all is there.
  std::string text() {
    BOOST_REQUIRE(std::fputc('\1', file.get()) == '\1');
    BOOST_REQUIRE(std::fflush(file.get()) == 0);
    std::string all;
    for (char c; ::read(fd_, &c, 1) == 1 && c != '\1';)
      all += c;
    return all;
  }

  struct Close {
    void operator()(std::FILE* open) const { std::fclose(open); }
  };
  std::unique_ptr<std::FILE, Close> file;

 private:
  int fd_;
};

/// A plain file, read from its beginning.
std::string text_of(std::FILE* file) {
  std::rewind(file);
  std::string text;
  for (int c; (c = std::fgetc(file)) != EOF;)
    text += static_cast<char>(c);
  return text;
}

std::unique_ptr<std::FILE, Terminal::Close> plain_file() {
  return std::unique_ptr<std::FILE, Terminal::Close>(std::tmpfile());
}

void use_language(const char* language) {
  ::setenv("TERM", "xterm", 1);
  ::unsetenv("LC_CTYPE");
  ::setenv("LC_ALL", language, 1);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1))
    ++n;
  return n;
}

/// Runs `f` in a child process and gives back what waitpid() says of it.
template <class F>
int in_child(F&& f) {
  return Child([&] {
           std::signal(SIGINT, SIG_DFL);
           std::signal(SIGTERM, SIG_DFL);
           std::signal(SIGHUP, SIG_DFL);  // nohup ignores it
           return f();
         })
      .wait();
}

const ProgressState half{"epoch 2/5", 36608, 60000, 0.2578, "loss 0.3127"};

}  // namespace

// Counts every allocation of this program.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

BOOST_AUTO_TEST_CASE(a_line_says_how_far_how_fast_how_long) {
  // 61 % of 16 cells of 8 eighths are 78.1 eighths: 9 cells and 6 eighths.
  BOOST_TEST(
      nn::progress_line(half, 84, true) ==
      "epoch 2/5  61 % |█████████▊      | 36,608/60,000  142,000/s  0.2 s "
      "left  loss 0.3127");
  BOOST_TEST(
      nn::progress_line(half, 84, false) ==
      "epoch 2/5  61 % |#########       | 36,608/60,000  142,000/s  0.2 s "
      "left  loss 0.3127");
  BOOST_TEST(nn::progress_line(half, 0, true) ==
             "epoch 2/5  61 %  36,608/60,000  142,000/s  0.2 s left  loss "
             "0.3127");
  BOOST_TEST(nn::finished_line({"epoch 2/5", 60000, 60000, 0.42, "loss 0.3"}) ==
             "epoch 2/5  60,000 in 0.4 s  143,000/s  loss 0.3");
}

BOOST_AUTO_TEST_CASE(a_line_is_cut_to_the_terminal) {
  const std::string all = nn::progress_line(half, 0, true);
  for (std::size_t columns = 1; columns < 120; ++columns) {
    const std::string line = nn::progress_line(half, columns, false);
    BOOST_TEST(line.size() <= columns);
    if (columns < 76) BOOST_TEST(line == all.substr(0, columns));
  }
  // Chinese characters take two columns each and are never cut in two.
  const ProgressState chinese{"第二轮", 1, 2, 1, "损失"};
  BOOST_TEST(nn::progress_line(chinese, 4, true) == "第二");
  BOOST_TEST(nn::progress_line(chinese, 5, true) == "第二");
  BOOST_TEST(nn::progress_line(chinese, 6, true) == "第二轮");
}

BOOST_AUTO_TEST_CASE(odd_numbers_give_lines_too) {
  BOOST_TEST(nn::progress_line({"a", 0, 10, 0, ""}, 0, true) ==
             "a   0 %  0/10");
  BOOST_TEST(nn::progress_line({"a", 0, 0, 1, ""}, 0, true) == "a 100 %  0/0");
  BOOST_TEST(nn::progress_line({"a", 999, 1000, 999, "b\nc"}, 0, true) ==
             "a  99 %  999/1,000  1.0/s  1.0 s left  b c");
  BOOST_TEST(nn::progress_line({"a", 20, 10, 1, ""}, 42, false) ==
             "a 100 % |########| 20/10  20/s  0.0 s left");
  BOOST_TEST(nn::progress_line({"a", 1, 601, 1, ""}, 0, true) ==
             "a   0 %  1/601  1.0/s  10 min 00 s left");
  BOOST_TEST(nn::progress_line({"a", 1, 7501, 1, ""}, 0, true) ==
             "a   0 %  1/7,501  1.0/s  2 h 05 min left");
  BOOST_TEST(nn::finished_line({"a", 0, 10, 59.7, ""}) == "a  0 in 1 min 00 s");
}

BOOST_AUTO_TEST_CASE(a_terminal_shows_one_line_ten_times_a_second) {
  use_language("en_US.UTF-8");
  Terminal terminal;
  Progress progress("epoch 1/1", 10'000, terminal.file.get(), &fake_clock);
  // One second, an update each 0.1 ms.
  for (std::size_t i = 1; i <= 10'000; ++i) {
    fake_now += 100us;
    progress.update(i, "loss 0.5");
  }
  const std::string bars = terminal.text();
  BOOST_TEST(count(bars, "\r") == 10u);
  BOOST_TEST(count(bars, "\n") == 0u);
  BOOST_TEST(count(bars, "█") > 0u);
  terminal.resize(20);
  fake_now += 1s;
  progress.update(5000);
  BOOST_TEST(terminal.text() == "\repoch 1/1  50 %  5,\033[K");
  progress.update(10'000);
  progress.finish("loss 0.4");
  // The terminal itself turns "\n" into "\r\n".
  BOOST_TEST(terminal.text() ==
             "\r\033[Kepoch 1/1  10,000 in 2.0 s  5,000/s  loss 0.4\r\n");
}

BOOST_AUTO_TEST_CASE(blocks_need_utf8_and_a_terminal_needs_to_be_able) {
  for (const char* language : {"C", "de_DE.ISO-8859-1", "zh_CN.utf8"}) {
    use_language(language);
    Terminal terminal;
    Progress progress("a", 2, terminal.file.get(), &fake_clock);
    progress.update(1);
    const std::string text = terminal.text();
    const bool blocks = language == std::string("zh_CN.utf8");
    BOOST_TEST(count(text, "█") == (blocks ? 12u : 0u));
    BOOST_TEST(count(text, "#") == (blocks ? 0u : 12u));
    // No colors: the only escape is "erase to the end of the line".
    BOOST_TEST(count(text, "\033") == count(text, "\033[K"));
  }
  ::setenv("TERM", "dumb", 1);
  Terminal terminal;
  Progress progress("a", 2, terminal.file.get(), &fake_clock);
  progress.update(1);
  BOOST_TEST(terminal.text() == "");
}

BOOST_AUTO_TEST_CASE(an_abandoned_bar_is_removed) {
  use_language("C");
  Terminal terminal;
  {
    Progress progress("a", 2, terminal.file.get(), &fake_clock);
    progress.update(1);
    BOOST_TEST(terminal.text() != "");
  }
  BOOST_TEST(terminal.text() == "\r\033[K");
}

BOOST_AUTO_TEST_CASE(a_file_gets_a_line_every_five_seconds) {
  const auto file = plain_file();
  {
    Progress progress("epoch 1/1", 12'000, file.get(), &fake_clock);
    // Twelve seconds, an update each millisecond.
    for (std::size_t i = 1; i <= 12'000; ++i) {
      fake_now += 1ms;
      progress.update(i, "loss 0.5");
    }
    progress.finish("loss 0.4");
  }
  BOOST_TEST(text_of(file.get()) ==
             "epoch 1/1  41 %  5,000/12,000  1,000/s  7.0 s left  loss 0.5\n"
             "epoch 1/1  83 %  10,000/12,000  1,000/s  2.0 s left  loss 0.5\n"
             "epoch 1/1  12,000 in 12 s  1,000/s  loss 0.4\n");
}

BOOST_AUTO_TEST_CASE(an_update_that_prints_nothing_allocates_nothing) {
  const auto file = plain_file();
  Progress progress("epoch 1/1", 1000, file.get());
  const int before = allocations;
  for (std::size_t i = 1; i <= 1000; ++i)
    progress.update(i, "loss 0.5");
  BOOST_TEST(allocations == before);
  progress.finish();
  BOOST_TEST(allocations > before);  // the counter counts
}

BOOST_AUTO_TEST_CASE(the_first_signal_sets_a_flag) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const int status = in_child([&] {
      const nn::StopSignal stop;
      if (stop.requested()) return 1;
      std::raise(signal);
      return stop.requested() && stop.signal() == signal ? 42 : 2;
    });
    BOOST_TEST((WIFEXITED(status) && WEXITSTATUS(status) == 42), status);
  }
}

BOOST_AUTO_TEST_CASE(the_second_signal_ends_the_program) {
  const int status = in_child([] {
    const nn::StopSignal stop;
    std::raise(SIGTERM);
    std::raise(SIGINT);
    return 0;
  });
  BOOST_TEST((WIFSIGNALED(status) && WTERMSIG(status) == SIGINT), status);
}

BOOST_AUTO_TEST_CASE(the_old_handlers_come_back) {
  const int status = in_child([] {
    {
      const nn::StopSignal outer;
      { const nn::StopSignal inner; }
      std::raise(SIGINT);
      { const nn::StopSignal inner; }
      if (!outer.requested()) return 1;
    }
    // A new one starts fresh.
    if (nn::StopSignal().requested()) return 2;
    std::raise(SIGINT);
    return 3;
  });
  BOOST_TEST((WIFSIGNALED(status) && WTERMSIG(status) == SIGINT), status);
}

BOOST_AUTO_TEST_CASE(an_ignored_signal_stays_ignored) {
  for (const int signal : {SIGINT, SIGHUP}) {  // as under nohup
    const int status = in_child([&] {
      std::signal(signal, SIG_IGN);
      const nn::StopSignal stop;
      std::raise(signal);
      return stop.requested() ? 1 : 42;
    });
    BOOST_TEST((WIFEXITED(status) && WEXITSTATUS(status) == 42), status);
  }
}
