/// Networks as they were published, beside the numbers of their papers.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "count.hpp"

namespace chapter15 {

/// In the paper: millions of parameters, and billions of multiply-adds for one
/// image; 0 where it does not say.
struct Published {
  std::string name;
  nn::Shape input;
  std::function<void(Outline&)> add;
  double parameters = 0, multiply_adds = 0;

  Cost cost() const;
};

/// Simonyan and Zisserman, table 2; the multiply-adds of VGG-19 from He et al.,
/// section 3.3.
std::vector<Published> published_vgg();
/// He et al., table 1.
std::vector<Published> published_resnets();
/// He et al., section 4.2 and table 6: for images of 32 x 32.
std::vector<Published> published_small_resnets();

/// A row of GoogLeNet's table 1: what begins so, thousands of parameters and
/// millions of multiply-adds.
struct PublishedPart {
  std::string title, layers;
  double parameters, multiply_adds;
};
std::vector<PublishedPart> published_googlenet();

}  // namespace chapter15
