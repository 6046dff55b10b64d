#include "panel.hpp"

namespace chapter07 {

nn::Figure panel(const std::string& title, int width, int height) {
  nn::Figure figure(title);
  figure.size(width, height);
  return figure;
}

}  // namespace chapter07
