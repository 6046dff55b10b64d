/// How figures reach gnuplot; for the figure module only.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace nn::gnuplot {

/// What gnuplot is to draw.
struct Drawing {
  int width = 0, height = 0;  ///< in pixels
  std::string data;           ///< data blocks and tables: before the terminal
  std::string plot;           ///< settings and plot commands
};

/// Draws to `file`, or keeps the script as FILE.gp; see Figure::save().
void draw(const std::filesystem::path& file, const Drawing& drawing);

/// `text` as a gnuplot string literal, with nothing interpreted specially.
/// Control characters become spaces.
std::string literal(std::string_view text);

/// How long a text is, and about how wide it looks.
struct TextSize {
  double characters;
  double pixels;
};
TextSize text_size(std::string_view text);

}  // namespace nn::gnuplot
