#include "words.hpp"

#include "nn/core/random.hpp"

namespace chapter15 {

const std::vector<std::string>& vocabulary() {
  static const std::vector<std::string> words{
      "t-shirt",     "tee",      "top",       "trousers", "pants",
      "slacks",      "pullover", "sweater",   "jumper",   "dress",
      "gown",        "frock",    "coat",      "overcoat", "parka",
      "sandal",      "slipper",  "flip-flop", "shirt",    "blouse",
      "button-down", "sneaker",  "trainer",   "runner",   "bag",
      "handbag",     "purse",    "boot",      "bootie",   "ankle boot"};
  return words;
}

std::vector<std::int32_t> draw_words(const std::vector<std::int32_t>& labels,
                                     const WordFaults& faults,
                                     std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 15);
  const auto classes = std::uint32_t(vocabulary().size() / words_per_class);
  std::vector<std::int32_t> words;
  for (const std::int32_t label : labels) {
    auto kind = std::uint32_t(label);
    // Four draws for every sample, so that faults move no other sample's word.
    const bool missing = random.uniform() < faults.missing;
    const bool wrong = random.uniform() < faults.wrong;
    const std::uint32_t other = random.integer(classes - 1);
    const std::uint32_t synonym = random.integer(words_per_class);
    if (wrong) kind = other < kind ? other : other + 1;
    words.push_back(missing ? -1
                            : std::int32_t(kind * words_per_class + synonym));
  }
  return words;
}

arma::fmat one_hot_words(const std::vector<std::int32_t>& words) {
  arma::fmat x(vocabulary().size(), words.size(), arma::fill::zeros);
  for (arma::uword i = 0; i < words.size(); ++i)
    if (words[i] >= 0) x(arma::uword(words[i]), i) = 1;
  return x;
}

}  // namespace chapter15
