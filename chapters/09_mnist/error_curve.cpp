#include "error_curve.hpp"

#include <algorithm>
#include <istream>
#include <sstream>

#include <fmt/format.h>

#include "nn/core/error.hpp"

namespace chapter09 {
namespace {

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string word; in >> word;)
    words.push_back(word);
  return words;
}

/// "3 15.50 15.40..15.62 …" as numbers; empty if the line is another.
std::vector<double> numbers_of(std::string line) {
  for (std::size_t i = 0; i < line.size(); ++i)
    if (line.compare(i, 2, "..") == 0) line[i] = line[i + 1] = ' ';
  std::istringstream in(line);
  std::vector<double> numbers;
  for (double number; in >> number;)
    numbers.push_back(number);
  return in.eof() ? numbers : std::vector<double>{};
}

void append(arma::vec& to, double number) {
  to.resize(to.n_elem + 1);
  to.back() = number;
}

}  // namespace

ErrorCurve error_curve(const std::string& name, const arma::vec& x,
                       const std::vector<std::vector<double>>& of_seeds) {
  ErrorCurve curve{name, x, x, x, x};
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    arma::vec errors(of_seeds.size());
    for (std::size_t seed = 0; seed < of_seeds.size(); ++seed)
      errors(seed) = of_seeds[seed].at(i);
    curve.middle(i) = arma::median(errors);
    curve.lowest(i) = errors.min();
    curve.highest(i) = errors.max();
  }
  return curve;
}

std::string format_errors(const std::vector<double>& of_seeds) {
  std::string text;
  for (const double error : of_seeds)
    text += fmt::format("{:>7.2f}", error);
  return text;
}

std::string format_curves(const std::string& x_name,
                          const std::vector<ErrorCurve>& curves) {
  std::string text = fmt::format("{:>6}", x_name);
  for (const ErrorCurve& curve : curves)
    text += fmt::format("{:>19}", curve.name);
  text += "\n";
  for (arma::uword i = 0; i < curves.front().x.n_elem; ++i) {
    text += fmt::format("{:>6}", curves.front().x(i));
    for (const ErrorCurve& c : curves)
      text += fmt::format("{:>19}",
                          fmt::format("{:.2f} {:.2f}..{:.2f}", c.middle(i),
                                      c.lowest(i), c.highest(i)));
    text += "\n";
  }
  return text;
}

std::vector<ErrorCurve> read_curves(std::istream& text,
                                    const std::string& x_name,
                                    const std::filesystem::path& file) {
  std::vector<ErrorCurve> curves;
  for (std::string line; std::getline(text, line);) {
    const std::vector<std::string> words = words_of(line);
    if (curves.empty()) {
      if (!words.empty() && words.front() == x_name)
        for (std::size_t i = 1; i < words.size(); ++i)
          curves.push_back({words[i], {}, {}, {}, {}});
      continue;
    }
    const std::vector<double> numbers = numbers_of(line);
    if (numbers.size() != 1 + 3 * curves.size()) break;
    for (std::size_t i = 0; i < curves.size(); ++i) {
      append(curves[i].x, numbers[0]);
      append(curves[i].middle, numbers[3 * i + 1]);
      append(curves[i].lowest, numbers[3 * i + 2]);
      append(curves[i].highest, numbers[3 * i + 3]);
    }
  }
  if (curves.empty() || curves.front().x.empty())
    throw nn::DataError(fmt::format(
        "{}: found no table of errors; expected a line that begins with '{}' "
        "and rows of numbers below it",
        file.string(), x_name));
  return curves;
}

}  // namespace chapter09
