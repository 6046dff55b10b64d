/// Features that were learned on one task, used for another with few labels.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "nn/cpu/cpu.hpp"
#include "nn/model/graph.hpp"

#include "small_images.hpp"

namespace chapter15 {

using TransferNet = nn::Graph<nn::Cpu>;

/// A residual network: 8, 16 and 32 channels, one block each.
std::unique_ptr<TransferNet> transfer_net(const nn::Shape& input,
                                          std::size_t classes,
                                          std::uint64_t seed);

/// Copies all parameters and running means but those whose names begin with
/// `head`. Error if the other network has none of that name and size.
void copy_all_but(const std::string& head, TransferNet& from, TransferNet& to);

/// How to train; `rate` falls to 0 in a straight line.
struct Lesson {
  double rate = 0.05;
  std::size_t steps = 100;
  std::uint64_t seed = 1;  ///< of new weights and of the batches
  std::size_t batch = 32;  ///< or all samples, if there are fewer
};

/// Momentum on mini-batches.
void train_on(const SmallImages& images, const Lesson& lesson,
              nn::Model<nn::Cpu>& net);

/// The share of right answers.
double share_right(nn::Model<nn::Cpu>& net, const SmallImages& images);

/// What each of these layers gives for each image, in use.
std::vector<SmallImages> outputs_of(const std::vector<std::string>& layers,
                                    TransferNet& net,
                                    const SmallImages& images);
/// What the last layer gets.
SmallImages features_of(TransferNet& net, const SmallImages& images);

/// A task with few labels: where they are drawn from, images to choose rates
/// by, and others to report.
struct Target {
  std::size_t classes = 0;
  SmallImages pool, validation, test;
};

enum class Way {
  pixels,           ///< no network: a linear layer on the pixels
  scratch,          ///< from random weights
  random_features,  ///< only the last layer learns, behind random weights
  frozen,           ///< only the last layer learns, behind the source's weights
  fine_tuned,       ///< the source's weights to begin with
};
inline constexpr Way all_ways[] = {Way::pixels, Way::scratch,
                                   Way::random_features, Way::frozen,
                                   Way::fine_tuned};
std::string name_of(Way way);

/// Which images judge: those to choose rates by, or those to report.
enum class Judge { validation, test };

/// A trained network and a target. What its frozen layers make of the target's
/// images is computed once.
class Transfer {
 public:
  /// `target` must outlive it.
  Transfer(std::unique_ptr<TransferNet> source, const Target& target,
           std::uint64_t seed);

  /// Learns from the drawn samples of the pool. The accuracy on the target's
  /// validation or test images.
  double learn(Way way, const arma::uvec& drawn, const Lesson& lesson,
               Judge judge);

  TransferNet& source() { return *source_.net; }
  TransferNet& untrained() { return *untrained_.net; }

 private:
  /// A network without its last layer, which learns no more.
  struct Frozen {
    std::unique_ptr<TransferNet> net;
    SmallImages validation, test;  // what it makes of them
  };
  Frozen freeze(std::unique_ptr<TransferNet> net) const;
  double learn_head(const SmallImages& few, const SmallImages& judges,
                    const Lesson& lesson) const;
  double learn_all(Way way, const SmallImages& few, const SmallImages& judges,
                   const Lesson& lesson);

  const Target& target_;
  Frozen source_, untrained_;
};

}  // namespace chapter15
