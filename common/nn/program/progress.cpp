#include "nn/program/progress.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace nn {
namespace {

using std::chrono::steady_clock;

constexpr auto redraw_period = std::chrono::milliseconds(100);
constexpr auto plain_period = std::chrono::seconds(5);

/// 36608 as "36,608".
std::string grouped(std::size_t n) {
  std::string text = std::to_string(n);
  for (std::size_t i = text.size(); i > 3; i -= 3)
    text.insert(i - 3, 1, ',');
  return text;
}

/// Three digits are enough for a rate, and they do not flicker.
std::string rate_text(double rate) {
  if (rate < 10) return fmt::format("{:.1f}/s", rate);
  const double unit = std::pow(10, std::floor(std::log10(rate)) - 2);
  const double rounded =
      unit > 1 ? std::round(rate / unit) * unit : std::round(rate);
  return grouped(static_cast<std::size_t>(rounded)) + "/s";
}

std::string duration_text(double seconds) {
  if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
  const auto s = std::llround(std::min(seconds, 1e9));
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {:02} s", s / 60, s % 60);
  return fmt::format("{} h {:02} min", s / 3600, s / 60 % 60);
}

/// Reads the UTF-8 character at `text[i]` and moves `i` past it. An invalid
/// byte counts as a character.
char32_t next_character(std::string_view text, std::size_t& i) {
  const auto first = static_cast<unsigned char>(text[i++]);
  if (first < 0xc0) return first;
  const int more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
  char32_t character = first & (0x3fu >> more);
  for (int k = 0; k < more && i < text.size() && (text[i] & 0xc0) == 0x80; ++k)
    character = character << 6 | (text[i++] & 0x3fu);
  return character;
}

/// Columns that a character takes on a terminal: two for Chinese.
std::size_t columns_of(char32_t c) {
  const bool wide =
      (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) ||
      (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
      (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
      (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
  return wide ? 2 : 1;
}

/// The part of the text that fits into this many columns.
std::string_view cut(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    used += columns_of(next_character(text, i));
    if (used > columns) return text.substr(0, start);
  }
  return text;
}

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();)
    columns += columns_of(next_character(text, i));
  return columns;
}

std::string bar(double fraction, std::size_t cells, bool unicode) {
  static constexpr std::array<const char*, 8> eighths = {"",  "▏", "▎", "▍",
                                                         "▌", "▋", "▊", "▉"};
  const auto parts = static_cast<std::size_t>(
      fraction * static_cast<double>(unicode ? 8 * cells : cells));
  const std::size_t full = unicode ? parts / 8 : parts;
  const std::size_t rest = unicode ? parts % 8 : 0;
  std::string text;
  for (std::size_t i = 0; i < full; ++i)
    text += unicode ? "█" : "#";
  text += eighths[rest];
  return text.append(cells - full - (rest > 0), ' ');
}

double fraction(const ProgressState& state) {
  if (state.done >= state.total) return 1;
  return static_cast<double>(state.done) / static_cast<double>(state.total);
}

/// "36,608/60,000  142,000/s  0.2 s left  loss 0.3127"
std::string details(const ProgressState& state) {
  std::string text = grouped(state.done) + "/" + grouped(state.total);
  if (state.done > 0 && state.seconds > 0) {
    const double rate = static_cast<double>(state.done) / state.seconds;
    const auto left = state.total - std::min(state.done, state.total);
    text += "  " + rate_text(rate) + "  " +
            duration_text(static_cast<double>(left) / rate) + " left";
  }
  return state.note.empty() ? text : text.append("  ").append(state.note);
}

/// Keeps the text on one line, whatever the label and note contain.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; },
      ' ');
  return text;
}

bool environment_is_utf8() {
  // The first of these that is set decides, as in setlocale.
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    std::string text;
    for (; *value != '\0'; ++value)
      if (std::isalnum(static_cast<unsigned char>(*value)))
        text +=
            static_cast<char>(std::tolower(static_cast<unsigned char>(*value)));
    return text.find("utf8") != std::string::npos;
  }
  return false;
}

bool is_terminal(std::FILE* file) {
  const char* kind = std::getenv("TERM");
  const bool dumb = kind != nullptr && std::string_view(kind) == "dumb";
  return !dumb && ::isatty(::fileno(file)) == 1;
}

/// The columns of a terminal, queried each time because its window may change;
/// without the last one, where some terminals start a new line.
std::size_t usable_columns(std::FILE* file) {
  winsize size{};
  if (::ioctl(::fileno(file), TIOCGWINSZ, &size) != 0 || size.ws_col < 2)
    return 79;
  return size.ws_col - 1u;
}

}  // namespace

std::string progress_line(const ProgressState& state, std::size_t columns,
                          bool unicode) {
  const double part = fraction(state);
  const std::string head =
      fmt::format("{} {:3.0f} %", state.label, std::floor(100 * part));
  const std::string tail = details(state);
  if (columns == 0) return one_line(head + "  " + tail);
  const std::size_t text = width(head) + width(tail) + 4;  // " |" and "| "
  const std::size_t room = columns > text ? columns - text : 0;
  // In steps of 8, or the bar would jitter with every digit of the rate.
  const std::size_t cells = std::min<std::size_t>(room / 8 * 8, 24);
  if (cells == 0)
    return std::string(cut(one_line(head + "  " + tail), columns));
  return one_line(head + " |" + bar(part, cells, unicode) + "| " + tail);
}

std::string finished_line(const ProgressState& state) {
  std::string text =
      fmt::format("{}  {} in {}", state.label, grouped(state.done),
                  duration_text(state.seconds));
  if (state.done > 0 && state.seconds > 0)
    text += "  " + rate_text(static_cast<double>(state.done) / state.seconds);
  if (!state.note.empty()) text.append("  ").append(state.note);
  return one_line(text);
}

Progress::Progress(std::string label, std::size_t total, std::FILE* to,
                   Clock now)
    : label_(std::move(label)),
      total_(total),
      to_(to),
      now_(now),
      terminal_(is_terminal(to)),
      unicode_(environment_is_utf8()),
      start_(now()),
      next_(terminal_ ? start_ : start_ + plain_period) {}

Progress::~Progress() {
  clear();
}

void Progress::update(std::size_t done, std::string_view note) {
  done_ = done;
  const auto now = now_();
  if (now < next_) return;
  if (terminal_) {
    next_ = now + redraw_period;
    drawn_ = true;
    // Erases what an older, longer line left behind.
    print(
        fmt::format("\r{}\033[K",
                    progress_line(state(note), usable_columns(to_), unicode_)));
  } else {
    next_ = now + plain_period;
    print(progress_line(state(note), 0, false) + "\n");
  }
}

void Progress::finish(std::string_view note) {
  clear();
  print(finished_line(state(note)) + "\n");
}

ProgressState Progress::state(std::string_view note) const {
  const std::chrono::duration<double> seconds = now_() - start_;
  return {label_, done_, total_, seconds.count(), note};
}

void Progress::print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), to_);
  std::fflush(to_);
}

void Progress::clear() {
  if (drawn_) print("\r\033[K");
  drawn_ = false;
}

steady_clock::time_point Progress::steady_now() {
  return steady_clock::now();
}

}  // namespace nn
