#include "nn/figures/figure_gnuplot.hpp"

#include <cctype>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <pthread.h>
#include <unistd.h>
#include <zlib.h>

#include "nn/core/armadillo.hpp"
#include "nn/core/error.hpp"
#include "nn/figures/figure.hpp"
#include "nn/figures/figure_svg.hpp"
#include "nn/io/atomic_file.hpp"
#include "nn/io/sha256.hpp"

namespace nn {

bool gnuplot_available() {
  return std::system("command -v gnuplot >/dev/null 2>&1") == 0;
}

namespace gnuplot {
namespace {

namespace fs = std::filesystem;

/// While it lives, writing to a gnuplot that has died makes that write fail
/// instead of raising SIGPIPE, which would end the program. Only this thread is
/// affected.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoPipeSignal() {
    const timespec now{0, 0};
    if (!was_pending_) sigtimedwait(&pipe_, nullptr, &now);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;

 private:
  sigset_t pipe_{}, before_{};
  bool was_pending_ = false;
};

/// Sends the script to gnuplot. True if gnuplot took it without complaint.
bool run(const std::string& script) {
  // -d: no settings from the user's ~/.gnuplot. Without a file's name, gnuplot
  // reads byte by byte, a call to the system for each: ten times as slow.
  std::FILE* pipe = popen("gnuplot -d /dev/stdin >/dev/null 2>&1", "we");
  if (!pipe) return false;
  const NoPipeSignal guard;
  const auto sent = std::fwrite(script.data(), 1, script.size(), pipe);
  const bool took_it = pclose(pipe) == 0;
  return took_it && sent == script.size();
}

std::string terminal(const fs::path& file, const Drawing& drawing) {
  const std::string size =
      fmt::format("size {},{}", drawing.width, drawing.height);
  // gnuplot allows no comma in a font name, but XML reads &#44; as one.
  if (file.extension() == ".svg")
    return "set terminal svg enhanced standalone " + size +
           " name 'figure' background '#ffffff'"
           " font 'Noto Sans CJK SC&#44;sans-serif,13'\n"
           "title_font = ',15'\nchar_width = 9.1\n";
  if (file.extension() == ".png")
    return "set terminal pngcairo enhanced " + size +
           " background '#ffffff' dashlength 1.6 pointscale 1.7 font 'Noto "
           "Sans CJK SC,10'\n"
           "title_font = ',11.5'\nchar_width = 7.0\n";
  throw Error(fmt::format("figure {}: the name must end in .svg or .png",
                          file.string()));
}

std::string script(const fs::path& file, const Drawing& drawing,
                   const std::string& output) {
  return "reset\nset encoding utf8\n" + drawing.data + terminal(file, drawing) +
         "set output " + output + "\n" + drawing.plot + "set output\n";
}

/// gnuplot does not report a full disk: look for the end of the file.
bool is_whole(const fs::path& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  const std::streamoff tail = std::min<std::streamoff>(in.tellg(), 16);
  std::string end(tail > 0 ? tail : 0, '\0');
  in.seekg(-tail, std::ios::end);
  in.read(end.data(), tail);
  return end.find("</svg>") != end.npos || end.find("IEND") != end.npos;
}

/// The script with its numbers rounded to six digits: more are not visible, and
/// the last bits of a mean differ between versions of Armadillo.
std::string with_six_digits(const std::string& script) {
  std::string result;
  const char *at = script.data(), *end = at + script.size();
  while (at != end) {
    double number;
    const auto [after, error] = std::from_chars(at, end, number);
    const bool in_word =
        !result.empty() &&
        std::isalnum(static_cast<unsigned char>(result.back()));
    if (error == std::errc() && !in_word) {
      result += fmt::format("{:.6g}", number);
      at = after;
    } else {
      result += *at++;
    }
  }
  return result;
}

/// Identifies what a figure shows, independent of the gnuplot version: two
/// drawings of the same data by the same script have the same mark.
std::string mark_of(const Drawing& drawing) {
  const std::string all = with_six_digits(drawing.data + drawing.plot);
  return "drawn from " + sha256(all).substr(0, 16);
}

std::string big_endian(std::size_t n) {
  return {static_cast<char>(n >> 24), static_cast<char>(n >> 16),
          static_cast<char>(n >> 8), static_cast<char>(n)};
}

/// Inserts a comment into a PNG file: a separate chunk before the last one (PNG
/// specification, 11.3.4.3).
void insert_comment(std::string& png, const std::string& comment) {
  constexpr std::size_t last_chunk = 12;
  const std::string chunk = "tEXtComment" + std::string(1, '\0') + comment;
  const auto* bytes = reinterpret_cast<const Bytef*>(chunk.data());
  png.insert(png.size() - last_chunk,
             big_endian(chunk.size() - 4) + chunk +
                 big_endian(crc32(0, bytes, uInt(chunk.size()))));
}

/// What gnuplot drew, with the mark; SVGs are made smaller.
std::string finished(const fs::path& drawn, const std::string& kind,
                     const Drawing& drawing) {
  std::ifstream in(drawn, std::ios::binary);
  std::string figure{std::istreambuf_iterator<char>(in), {}};
  if (kind == ".svg") {
    figure = svg::lean(figure);
    figure.insert(figure.rfind("</svg>"),
                  "<!-- " + mark_of(drawing) + " -->\n");
  } else {
    insert_comment(figure, mark_of(drawing));
  }
  return figure;
}

/// Keeps the script and its data; gnuplot finds FILE by the script's name.
void keep_script(const fs::path& file, const Drawing& drawing) {
  const fs::path kept = file.string() + ".gp";
  AtomicFile out(kept);
  out.write(script(file, drawing, "ARG0[1:strlen(ARG0)-3]"));
  out.complete();
  const bool there = gnuplot_available();
  std::fprintf(stderr,
               "figure %s is not drawn: %s; its data are kept, to draw it: "
               "%sgnuplot %s\n",
               file.c_str(), there ? "gnuplot failed" : "there is no gnuplot",
               there ? "" : "apt install gnuplot-nox && ", kept.c_str());
}

/// gnuplot does not report a full disk, so check that 64 KB fit.
void expect_room(AtomicFile& out) {
  out.clear();
  out.write(std::string(std::size_t{1} << 16, ' '));
}

}  // namespace

void draw(const fs::path& file, const Drawing& drawing) {
  terminal(file, drawing);  // refuses unknown extensions before any writing
  AtomicFile out(file);
  const std::string place = fs::absolute(out.partial()).string();
  if (!run(script(file, drawing, literal(place))) || !is_whole(place)) {
    expect_room(out);
    return keep_script(file, drawing);
  }
  const std::string figure = finished(place, file.extension(), drawing);
  out.clear();
  out.write(figure);
  out.complete();
  std::error_code ignored;  // usually there is no file from an earlier run
  fs::remove(file.string() + ".gp", ignored);
}

std::string literal(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    const bool control = static_cast<unsigned char>(c) < 32 || c == 127;
    out += control ? ' ' : c;
    if (c == '\'') out += c;
  }
  return out + "'";
}

TextSize text_size(std::string_view text) {
  TextSize size{0, 0};
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xC0) continue;  // inside a character
    ++size.characters;
    // From U+3000 on, nearly all characters fill a square.
    size.pixels += byte >= 0xE3 ? 13 : 6.9;
  }
  return size;
}

}  // namespace gnuplot
}  // namespace nn
