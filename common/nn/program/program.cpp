#include "nn/program/program.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <iostream>
#include <limits>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "nn/core/blas.hpp"
#include "nn/core/error.hpp"
#include "nn/core/language.hpp"
#include "nn/core/languages.hpp"
#include "nn/program/option_values.hpp"

namespace nn {
namespace {

/// Occupies descriptors 0, 1 and 2 if the caller has closed them, or the next
/// file would become standard output. Nothing can be written to them.
void take_closed_descriptors() {
  for (int fd = 0; fd <= 2; ++fd)
    if (::fcntl(fd, F_GETFD) < 0 && errno == EBADF)
      ::open("/dev/null", O_RDONLY);  // gets the lowest number: fd
}

int complain(const std::string& name, const char* what, int code) {
  std::fflush(stdout);
  std::fprintf(stderr, "%s: %s\n", name.c_str(), what);
  return code;
}

/// Is this process's memory limited (`ulimit -v`)?
bool memory_is_limited() {
  rlimit limit{};
  return ::getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

/// OpenBLAS, which every program is linked with, allocates 128 MB on its own
/// thread when it is loaded. If a limit leaves less, that thread retries
/// forever: so the memory is checked before any work, …
void expect_memory() {
  constexpr std::size_t needed = std::size_t{160} << 20;
  if (!memory_is_limited()) return;
  void* room = ::mmap(nullptr, needed, PROT_NONE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED)
    throw Error(
        "not enough memory: less than 160 MB are left of what this process "
        "may have (ulimit -v); raise the limit");
  ::munmap(room, needed);
}

/// … and exiting does not wait for that thread, as it normally would.
int end(int code) {
  if (!memory_is_limited()) return code;
  std::fflush(nullptr);
  std::_Exit(code);
}

/// False if help was requested and has been printed.
bool parse(CLI::App& app, int argc, const char* const* argv) {
  try {
    refuse_empty_values(argc, argv);
    app.parse(argc, argv);
    return true;
  } catch (const CLI::Success& help) {
    app.exit(help);
    return false;
  }
}

/// Every CLI11 error is a usage error, exit code 2.
int complain_of_usage(const std::string& name, const CLI::ParseError& error) {
  complain(name, error.what(), 2);
  std::fprintf(stderr, "%s: --help lists all options\n", name.c_str());
  return 2;
}

/// Output that could not be written is an error: `program > file` on a full
/// disk must not succeed.
void finish_output() {
  std::cout.flush();
  if (std::fflush(stdout) == 0 && !std::ferror(stdout) && std::cout) return;
  throw DataError(
      fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

/// gnuplot, shells and messages cannot show them.
void refuse_control_characters(const std::string& folder) {
  for (const char c : folder)
    if (static_cast<unsigned char>(c) < 32 || c == 127)
      throw UsageError(fmt::format(
          "--out: the folder's name has the control character \\x{:02x}; "
          "choose a name without",
          static_cast<unsigned char>(c)));
}

/// Called before any work: figures and results need a place.
void make_folder(const std::filesystem::path& folder) {
  refuse_control_characters(folder.string());
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error && !std::filesystem::is_directory(folder))
    error = std::make_error_code(std::errc::not_a_directory);
  if (!error && ::access(folder.c_str(), W_OK) != 0)
    error.assign(errno, std::generic_category());
  if (error)
    throw DataError(fmt::format(
        "{}: cannot write to this folder ({}); name another one with --out",
        folder.string(), error.message()));
}

}  // namespace

Program::Program(std::string name, const std::string& summary)
    : name_(std::move(name)), app_(std::make_unique<CLI::App>(summary, name_)) {
  options_.out = std::filesystem::path("out") / name_;
  app_->add_option("--seed", options_.seed,
                   "Seed of all random numbers: same seed, same output")
      ->transform(whole_number(0, std::numeric_limits<std::uint64_t>::max()))
      ->capture_default_str();
  app_->add_option("--out", options_.out, "Folder for figures and results")
      ->capture_default_str();
  app_->add_flag("--smoke", options_.smoke,
                 "A short run that touches everything (used by the tests)");
  app_->add_option_function<std::string>(
          "--lang",
          [](const std::string& code) {
            if (code == "both") return set_both_languages();
            set_language(code == "zh" ? Language::chinese : Language::english);
          },
          "Language of the words in figures; both: NAME.zh.svg beside NAME.svg")
      ->check(CLI::IsMember({"en", "zh", "both"}))
      ->default_str("en");
}

Program::~Program() = default;

void Program::option(const std::string& name, std::string& value,
                     const std::string& help) {
  app_->add_option(name, value, help)->capture_default_str();
}

void Program::flag(const std::string& name, bool& value,
                   const std::string& help) {
  app_->add_flag(name, value, help);
}

int Program::run(int argc, char** argv,
                 const std::function<void(const Options&)>& body) {
  take_closed_descriptors();
  // A file that grows beyond `ulimit -f` makes the write fail instead.
  std::signal(SIGXFSZ, SIG_IGN);
  return end(run_body(argc, argv, body));
}

int Program::run_body(int argc, char** argv,
                      const std::function<void(const Options&)>& body) {
  try {
    expect_memory();
    if (parse(*app_, argc, argv)) {
      const std::string& refused = select_blas_kernels().refused;
      if (!refused.empty()) throw UsageError(refused);
      make_folder(options_.out);
      body(options_);
    }
    finish_output();
    return 0;
  } catch (const CLI::ParseError& error) {
    return complain_of_usage(name_, error);
  } catch (const Error& error) {
    return complain(name_, error.what(), error.exit_code());
  } catch (const std::bad_alloc&) {
    return complain(name_, "not enough memory; try a smaller batch size", 1);
  } catch (const std::exception& error) {
    return complain(name_, error.what(), 1);
  }
}

}  // namespace nn
