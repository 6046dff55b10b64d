/// What the maps are put to the test with.
#pragma once

#include "deletion.hpp"
#include "planted_marks.hpp"
#include "seen_network.hpp"

namespace chapter15 {

/// One row for each of map_kinds, in their order.
inline constexpr arma::uword kinds = map_kinds.size();

/// The rank correlation of each two kinds of maps, the mean over the images.
/// kinds x kinds
arma::mat agreement(Maps& maps, const arma::fmat& x, const ClassList& classes);

/// The rank correlation of the trained network's maps with those of networks
/// that have forgotten (columns: the last layer; everything) and with the
/// image itself. kinds x 3
arma::mat after_forgetting(const SeenNetwork& seen, arma::uword images);

/// Maps of marked images, of one trained network: how much of them lies on the
/// mark and on the decoy, and how often their largest number is on the mark.
struct MarkScores {
  double accuracy = 0;                  ///< of the network, on other images
  arma::vec on_mark, on_decoy, points;  ///< one for each kind
};
struct MarkSizes {
  arma::uword train = 3000, test = 500, seen = 50;
  int epochs = 10;
};
using MarkNetwork = std::unique_ptr<nn::Sequential<nn::Cpu>>;
MarkNetwork taught_mark_network(const MarkSizes& sizes, std::uint64_t seed);
MarkScores judge_by_marks(nn::Model<nn::Cpu>& net, const MarkSizes& sizes,
                          std::uint64_t seed);
/// The images that it is judged by, and what covers their parts.
MarkedImages judged_marks(const MarkSizes& sizes, std::uint64_t seed);
Patch patch_for_marks();

/// The part of an image that the mark is: the share on it of a map that is the
/// same everywhere.
double area_of_mark();

/// Deletion curves of the images that the network knows, by each kind of map
/// and, last, in a random order.
struct Deletions {
  arma::mat mean;   ///< points x (kinds + 1): of all images
  arma::mat areas;  ///< images x (kinds + 1): below each curve

  /// By how many standard errors the area of kind k is below (above: < 0) that
  /// of the random order, image by image.
  double ahead_of_chance(arma::uword k) const;
};
Deletions delete_by_maps(const SeenNetwork& seen, arma::uword images,
                         const Deletion& deletion, std::uint64_t seed);

/// The first `count` test images that the network classifies rightly.
SeenImages known_images(const SeenNetwork& seen, arma::uword count);

}  // namespace chapter15
