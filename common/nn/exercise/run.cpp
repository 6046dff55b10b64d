#include "nn/exercise/run.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <sys/resource.h>

namespace nn::exercise {
namespace {

struct Entry {
  std::string_view exercise, variant;
  void (*checks)(Checks& check);
};

// Not a global: files register before it would be there.
std::vector<Entry>& entries() {
  static std::vector<Entry> all;
  return all;
}

std::string_view name_of(Failure::Kind kind) {
  switch (kind) {
    case Failure::Kind::not_written:
      return "not_written";
    case Failure::Kind::shape:
      return "shape";
    case Failure::Kind::value:
      return "value";
    case Failure::Kind::threw:
      return "threw";
  }
  return "";
}

/// Writes each line at once: the next may be the last that this process does.
class Report : public Checks {
 public:
  explicit Report(const std::string& path) : file_(path) {}
  bool finish() {
    if (!failed_) file_ << "passed " << count_ << std::endl;
    return !failed_ && file_.good();
  }

 protected:
  void begin(const std::string& name) override {
    ++count_;
    file_ << "begin " << name << std::endl;
  }
  void fail(const Failure& failure) override {
    failed_ = true;
    file_ << "failed " << name_of(failure.kind()) << '\n'
          << failure.what() << std::endl;
  }

 private:
  std::ofstream file_;
  int count_ = 0;
  bool failed_ = false;
};

/// An endless loop ends, and one that fills the memory fails. A sanitizer needs
/// more time, and addresses without end.
void limit_resources() {
#ifdef __SANITIZE_ADDRESS__
  const rlimit seconds{20, 21};
#else
  const rlimit seconds{4, 5};
  const rlim_t gigabyte = rlim_t{1} << 30;
  const rlimit memory{4 * gigabyte, 4 * gigabyte};
  ::setrlimit(RLIMIT_AS, &memory);
#endif
  ::setrlimit(RLIMIT_CPU, &seconds);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
}

}  // namespace

Registered::Registered(const char* exercise, const char* variant,
                       void (*checks)(Checks& check)) {
  entries().push_back({exercise, variant, checks});
}

int run(int argc, const char* const* argv) {
  const auto found = std::ranges::find_if(entries(), [&](const Entry& entry) {
    return argc == 4 && entry.exercise == argv[1] && entry.variant == argv[2];
  });
  if (found == entries().end()) {
    fmt::print(stderr, "usage: {} NAME VARIANT REPORT, one of\n", argv[0]);
    for (const Entry& entry : entries())
      fmt::print(stderr, "  {} {}\n", entry.exercise, entry.variant);
    return 2;
  }
  limit_resources();
  Report report(argv[3]);
  found->checks(report);
  return report.finish() ? 0 : 1;
}

}  // namespace nn::exercise
