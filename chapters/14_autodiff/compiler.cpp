#include "compiler.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <dlfcn.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nn/io/sha256.hpp"

#include "process.hpp"
#include "shapes.hpp"

#ifndef WRITTEN_HEADERS
#define WRITTEN_HEADERS NN_SOURCE_DIR "/chapters/14_autodiff"
#endif

namespace chapter14 {
namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;)
    words.push_back(word);
  return words;
}

/// A folder that lives as long as this object.
class Temporary {
 public:
  Temporary() {
    std::string pattern = (fs::temp_directory_path() / "graph-XXXXXX").string();
    if (!mkdtemp(pattern.data()))
      throw nn::Error("cannot make a folder in " +
                      fs::temp_directory_path().string());
    path_ = pattern;
  }
  ~Temporary() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// What a compiler says of itself; empty if it cannot be started.
std::string version_of(const std::string& command) {
  const Temporary folder;
  const fs::path said = folder.path() / "version";
  if (run_command({command, "--version"}, said) != 0) return "";
  return read_text(said);
}

/// The processor's name and abilities: -march=native means them.
std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  std::string result;
  for (std::string line; std::getline(file, line) && !line.empty();)
    if (line.starts_with("model name") || line.starts_with("flags"))
      result += line + "\n";
  return result;
}

/// What loops.hpp includes, wherever the compiler's flags say that it is.
std::vector<std::string> library_headers(const Compiler& compiler) {
  std::vector<std::string> texts;
  for (const std::string& flag : compiler.flags)
    for (const char* header : {"nn/core/sums.hpp", "nn/core/vector_math.hpp"})
      if (flag.starts_with("-I"))
        texts.push_back(read_text(fs::path(flag.substr(2)) / header));
  return texts;
}

/// Belongs to this user, and nobody else may write there?
bool is_ours(const fs::path& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0 && status.st_uid == geteuid() &&
         (status.st_mode & 022) == 0 && !S_ISLNK(status.st_mode);
}

}  // namespace

std::optional<Compiler> first_compiler(
    const std::vector<std::string>& commands) {
  for (const std::string& command : commands)
    if (!command.empty() && !version_of(command).empty())
      return Compiler{command, words_of(WRITTEN_FLAGS)};
  return {};
}

std::optional<Compiler> find_compiler() {
  const char* chosen = std::getenv("CXX");
  return first_compiler({chosen ? chosen : "", WRITTEN_COMPILER});
}

fs::path graph_cache() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  fs::path folder;
  if (cache && *cache)
    folder = cache;
  else if (home && *home)
    folder = fs::path(home) / ".cache";
  else
    throw nn::Error("no place for compiled graphs: set HOME");
  folder = folder / "deep-learning-compiled" / "graphs";
  std::error_code failed;
  fs::create_directories(folder.parent_path(), failed);
  if (failed)
    throw nn::Error(fmt::format("cannot make {}: {}; set XDG_CACHE_HOME",
                                folder.parent_path().string(),
                                failed.message()));
  mkdir(folder.c_str(), 0700);
  if (!is_ours(folder))
    throw nn::Error(fmt::format(
        "{}: others may write there, and what is there would be run: chmod 700 "
        "it, or remove it",
        folder.string()));
  return folder;
}

// #region compile
Compiled::Compiled(const Program& program, const std::string& title,
                   const Compiler& compiler, const fs::path& cache)
    : program_(program), written_(written(program, title)) {
  const fs::path headers = fs::path(WRITTEN_HEADERS);
  nn::Sha256 hash;
  const auto add = [&](const std::string& text) {
    hash.update(
        {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  };
  for (const std::string& text :
       {written_.text, compiler.command, version_of(compiler.command),
        fmt::format("{}", fmt::join(compiler.flags, " ")), processor(),
        read_text(headers / "loops.hpp"), read_text(headers / "kernels.hpp")})
    add(text + '\0');
  for (const std::string& text : library_headers(compiler))
    add(text + '\0');
  const std::string name = hash.hex();
  const fs::path library = cache / (name + ".so");
  was_cached_ = is_ours(library);
  if (!was_cached_) {
    const auto begin = std::chrono::steady_clock::now();
    compile(compiler, library);
    seconds_ =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
            .count();
  }
  load(library);
  inputs_.resize(written_.inputs.size());
  room_.resize(written_.memory.size);
}
// #endregion compile

void Compiled::compile(const Compiler& compiler,
                       const fs::path& library) const {
  const fs::path source = fs::path(library).replace_extension(".cpp");
  const fs::path said = fs::path(library).replace_extension(".log");
  // Under a name of its own first: another process may be doing the same.
  const std::string made = fmt::format("{}.{}", library.string(), getpid());
  std::ofstream(source) << written_.text;
  std::vector<std::string> words = {compiler.command};
  words.insert(words.end(), compiler.flags.begin(), compiler.flags.end());
  for (const char* word :
       {"-shared", "-fPIC", "-std=c++20", "-I" NN_SOURCE_DIR "/common",
        "-I" WRITTEN_HEADERS, "-o"})
    words.push_back(word);
  words.push_back(made);
  words.push_back(source.string());
  const int code = run_command(words, said);
  if (code != 0) {
    std::error_code ignored;
    fs::remove(made, ignored);
    throw nn::Error(fmt::format("{} ended with code {}; it was given {}\n{}",
                                compiler.command, code, source.string(),
                                read_text(said)));
  }
  fs::rename(made, library);
}

void Compiled::load(const fs::path& library) {
  library_ = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library_)
    throw nn::Error(
        fmt::format("cannot load {}: {}", library.string(), dlerror()));
  function_ = reinterpret_cast<void (*)(float* const*, float*)>(
      dlsym(library_, "run_graph"));
  if (!function_)
    throw nn::Error(library.string() + " has no function run_graph");
}

Compiled::~Compiled() {
  if (library_) dlclose(library_);
}

void Compiled::bind(const std::string& input, arma::fmat& numbers) {
  const Id id = program_.graph.find(input);
  const auto place =
      std::find(written_.inputs.begin(), written_.inputs.end(), id);
  const Dims& dims = program_.graph[id].dims;
  if (numbers.n_elem != count(dims))
    throw nn::ShapeError(
        fmt::format("the input \"{}\" is {}: {} numbers, not {}", input,
                    to_string(dims), count(dims), numbers.n_elem));
  inputs_[static_cast<std::size_t>(place - written_.inputs.begin())] =
      numbers.memptr();
}

void Compiled::read_from(const std::string& input, const arma::fmat& numbers) {
  expect_only_read(program_, input);
  bind(input, const_cast<arma::fmat&>(numbers));
}

void Compiled::run() {
  for (std::size_t i = 0; i < inputs_.size(); ++i)
    if (!inputs_[i])
      throw nn::Error(fmt::format(
          "the input \"{}\" has no numbers yet: call bind() before run()",
          program_.graph[written_.inputs[i]].name));
  function_(inputs_.data(), room_.data());
}

arma::fmat Compiled::value(Id id) const {
  const Id at = owner(program_.graph, id);
  const Dims& dims = program_.graph[id].dims;
  const std::size_t rows = extent(dims, 0);
  const Id home = written_.memory.home[at];
  const Id input = home != MemoryPlan::none ? home : at;
  const auto place =
      std::find(written_.inputs.begin(), written_.inputs.end(), input);
  const float* numbers =
      place != written_.inputs.end()
          ? inputs_[static_cast<std::size_t>(place - written_.inputs.begin())]
          : room_.data() + written_.memory.place[at];
  return arma::fmat(numbers, rows, count(dims) / rows);
}

}  // namespace chapter14
