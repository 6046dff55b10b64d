/// What all chapter programs share: options and error handling.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace nn {

/// The options that every chapter takes.
struct Options {
  std::uint64_t seed = 1;     ///< --seed: same seed, same numbers
  std::filesystem::path out;  ///< --out: where figures and results go
  bool smoke = false;         ///< --smoke: a short run, for tests
};

/// A chapter's program: parses the common options (`--help --seed --out
/// --smoke --lang`), runs the body, and turns errors into one line and an exit
/// code (1 for bad data, 2 for bad usage).
///
///     int main(int argc, char** argv) {
///       nn::Program program("01_perceptron", "From one neuron to XOR.");
///       return program.run(argc, argv, [](const nn::Options& options) {
///         truth_tables();
///         learn_three_inputs(options);
///       });
///     }
class Program {
 public:
  /// `name` is the chapter's folder; it also names the default output folder,
  /// `out/NAME` below the current directory. `summary` opens `--help`.
  Program(std::string name, const std::string& summary);
  ~Program();

  /// A chapter's own option: "--data" with a string, "--full" without a value.
  /// The variable's value is the default; it must outlive run().
  void option(const std::string& name, std::string& value,
              const std::string& help);
  void flag(const std::string& name, bool& value, const std::string& help);
  /// For more than that; include <CLI/CLI.hpp> to use it.
  CLI::App& app() { return *app_; }
  Options& options() { return options_; }

  int run(int argc, char** argv,
          const std::function<void(const Options&)>& body);

 private:
  int run_body(int argc, char** argv,
               const std::function<void(const Options&)>& body);

  std::string name_;
  Options options_;
  std::unique_ptr<CLI::App> app_;
};

}  // namespace nn
