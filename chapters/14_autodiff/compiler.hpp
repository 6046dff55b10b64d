/// Turns a written function into machine code and runs it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "nn/core/armadillo.hpp"
#include "nn/core/buffer.hpp"

#include "writer.hpp"

namespace chapter14 {

/// Which compiler, with which options.
struct Compiler {
  std::string command;
  std::vector<std::string> flags;
};

/// The first of these commands that can be started; empty if none can.
std::optional<Compiler> first_compiler(
    const std::vector<std::string>& commands);
/// The compiler that built this program; $CXX, if set, is tried first. Empty if
/// none can be started.
std::optional<Compiler> find_compiler();

/// Where compiled graphs are kept: $XDG_CACHE_HOME or ~/.cache, and there
/// deep-learning-compiled/graphs, which only its owner may enter. nn::Error if
/// somebody else could have put something there.
std::filesystem::path graph_cache();

/// A program as machine code; like an Interpreter<float>, but for its insides.
class Compiled {
 public:
  /// Writes, compiles (or finds in the cache) and loads it. nn::Error with the
  /// compiler's own words, if it complains.
  Compiled(const Program& program, const std::string& title,
           const Compiler& compiler,
           const std::filesystem::path& cache = graph_cache());
  /// The program must outlive it.
  Compiled(Program&&, const std::string&, const Compiler&,
           const std::filesystem::path& = {}) = delete;
  ~Compiled();
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;

  /// As in Interpreter.
  void bind(const std::string& input, arma::fmat& numbers);
  void read_from(const std::string& input, const arma::fmat& numbers);
  void run();
  /// The numbers of one of the program's results.
  arma::fmat value(Id id) const;
  float number(const Tensor& x) const { return value(x.id)(0); }

  const std::string& text() const { return written_.text; }
  const MemoryPlan& memory() const { return written_.memory; }
  bool was_cached() const { return was_cached_; }
  double seconds_to_compile() const { return seconds_; }

 private:
  void compile(const Compiler& compiler,
               const std::filesystem::path& library) const;
  void load(const std::filesystem::path& library);

  const Program& program_;
  Written written_;
  std::vector<float*> inputs_;
  nn::Buffer<float> room_;
  void* library_ = nullptr;
  void (*function_)(float* const*, float*) = nullptr;
  bool was_cached_ = false;
  double seconds_ = 0;
};

}  // namespace chapter14
