#include "nn/support/program.hpp"

#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "nn/support/error.hpp"
#include "nn/support/language.hpp"

namespace nn {
namespace {

int complain(const std::string& name, const char* what, int code) {
  std::fflush(stdout);
  std::fprintf(stderr, "%s: %s\n", name.c_str(), what);
  return code;
}

/// CLI11 prints the help (code 0) or its complaint; every complaint is a
/// matter of usage, exit code 2.
int finish_parsing(const CLI::App& app, const std::string& name,
                   const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return app.exit(error);
  complain(name, error.what(), 2);
  std::fprintf(stderr, "%s: --help lists all options\n", name.c_str());
  return 2;
}

/// At once, before any work: figures and results must have a place.
void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || !std::filesystem::is_directory(folder) ||
      ::access(folder.c_str(), W_OK) != 0)
    throw DataError(folder.string() +
                    ": cannot write to this folder; name another one with "
                    "--out");
}

}  // namespace

Program::Program(std::string name, const std::string& summary)
    : name_(std::move(name)), app_(std::make_unique<CLI::App>(summary, name_)) {
  options_.out = std::filesystem::path("out") / name_;
  app_->add_option("--seed", options_.seed,
                   "Seed of all random numbers: same seed, same output")
      ->check([](const std::string& text) -> std::string {
        if (!text.starts_with('-')) return "";
        return text + " is below 0; expected a whole number of at least 0";
      })
      ->capture_default_str();
  app_->add_option("--out", options_.out, "Folder for figures and results")
      ->capture_default_str();
  app_->add_flag("--smoke", options_.smoke,
                 "A short run that touches everything (used by the tests)");
  app_->add_option_function<std::string>(
          "--lang",
          [](const std::string& code) {
            set_language(code == "zh" ? Language::chinese : Language::english);
          },
          "Language of the words in figures")
      ->check(CLI::IsMember({"en", "zh"}))
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
  try {
    app_->parse(argc, argv);
    make_folder(options_.out);
    body(options_);
    return 0;
  } catch (const CLI::ParseError& error) {
    return finish_parsing(*app_, name_, error);
  } catch (const Error& error) {
    return complain(name_, error.what(), error.exit_code());
  } catch (const std::bad_alloc&) {
    return complain(name_, "not enough memory; try a smaller batch size", 1);
  } catch (const std::exception& error) {
    return complain(name_, error.what(), 1);
  }
}

}  // namespace nn
