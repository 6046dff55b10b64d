/// Image and word together: where two inputs join.
#pragma once

#include <memory>
#include <string>

#include "nn/core/random.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/model/graph.hpp"

#include "small_images.hpp"
#include "words.hpp"

namespace chapter15 {

/// Images with a word each, packed: a column has the pixels, then the word.
struct Tagged {
  nn::Shape image;
  arma::fmat x;
  std::vector<std::int32_t> labels;

  std::size_t size() const { return labels.size(); }
};
Tagged tagged(const SmallImages& images, const WordFaults& faults,
              std::uint64_t seed);

enum class Input { image, words };
/// Sample i without one of its inputs: zeros, as when it is not there.
void drop(Input input, arma::uword sample, Tagged& data);
/// All samples without it.
Tagged without(Input input, Tagged data);

/// Drops the image of this share of the samples, and the word of as many; never
/// both: a sample without any input teaches nothing.
void drop_some(double share, nn::Random& random, Tagged& batch);

using FusionNet = nn::Graph<nn::Cpu>;
enum class Fusion {
  image,  ///< the word is not looked at …
  words,  ///< … or the image is not
  early,  ///< joined in front of the hidden layer
  late,   ///< a network each, whose logits are added
};
std::unique_ptr<FusionNet> fusion_net(Fusion fusion, const nn::Shape& image,
                                      std::uint64_t seed);

struct FusionLesson {
  double rate = 3e-3;
  std::size_t steps = 150;
  std::uint64_t seed = 1;  ///< of the batches and of what is dropped
  /// This share of a batch's samples loses its image, as many lose their word
  /// (Neverova et al., "ModDrop", PAMI 2016).
  double dropped = 0;
};
/// Adam on batches of 64, its rate falling to 0.
void train_fusion(const Tagged& data, const FusionLesson& lesson,
                  FusionNet& net);

/// classes x samples
arma::fmat logits_of(FusionNet& net, const Tagged& data);
double share_right(const arma::fmat& logits, const Tagged& data);

}  // namespace chapter15
