/// Semi-supervised methods compared with the labels alone.
#pragma once

#include <string>
#include <vector>

#include "few_labels.hpp"
#include "graph.hpp"
#include "images.hpp"
#include "points.hpp"

namespace chapter12 {

/// Test accuracies of one method, a row for each number of labels, a column for
/// each draw of them.
struct Accuracies {
  std::string name;
  arma::mat test;
  arma::uvec setting;  ///< that was chosen for each number of labels
};

/// The samples of an experiment in a random order: the first `most` may get a
/// label, then come those for validation, then those for testing. Every method
/// has the pixels of all, and none the labels of the last two: settings are
/// chosen for each number of labels by the mean accuracy in validation.
class LabelTrial {
 public:
  /// Images, reduced to their first 30 principal components (for co-training,
  /// 15 of each half).
  LabelTrial(const Images& images, arma::uword most, arma::uword validation);

  /// All seven methods.
  std::vector<Accuracies> run(const arma::uvec& counts,
                              const std::vector<std::uint64_t>& seeds) const;

  /// So many labels, as many for each class as there are.
  FewLabels draw(arma::uword labels, std::uint64_t seed) const;

 private:
  /// A method with a setting: classes x samples.
  using Guess = std::function<arma::mat(const FewLabels&)>;
  struct Method {
    std::string name;
    std::vector<Guess> settings;
  };
  std::vector<Method> methods() const;
  /// Adds the row of one number of labels.
  void compare(const Method& method, arma::uword row,
               const std::vector<FewLabels>& draws, Accuracies& to) const;

  arma::mat x_;
  arma::mat halves_;  // 15 components of the upper half, 15 of the lower
  arma::uvec labels_;
  arma::uword most_, validation_, classes_;
  std::vector<Graph> graphs_;
};

/// Two moons with one label each: the values at all points, and how many are
/// right, for each of six methods.
struct MoonLabels {
  std::string name;
  arma::uvec guessed;
  double accuracy = 0;
};
std::vector<MoonLabels> two_labels_on_moons(const Points& moons);

/// The known points: of each moon the one farthest to the left or right.
FewLabels moon_task(const Points& moons);

}  // namespace chapter12
