#include "steps_shifts.hpp"

#include <string>
#include <utility>
#include <vector>

#include "nn/core/print.hpp"
#include "nn/core/random.hpp"

#include "edges.hpp"
#include "examples.hpp"
#include "pictures.hpp"
#include "pooling.hpp"
#include "shifts.hpp"

namespace chapter08 {

void maps_that_move_along(const nn::Options& options) {
  nn::heading("A moved image moves its map");
  nn::Random random(options.seed, nn::Stream::data);
  const Image x = random_image({1, 8, 64}, random);
  const Map once = convolution(small_kernel());
  const Map halved = convolution(small_kernel(), 2);
  const Map pooled = [&](const Image& image) {
    return max_pool(once(image), {2, 2, 0});
  };
  const Map twice = [&](const Image& image) { return pooled(pooled(image)); };
  const Map local = local_windows(8, 64, random);
  fmt::print(
      "  largest |f(moved x) - moved f(x)|, x moved by  1    2    3    4 "
      "pixels\n");
  struct Row {
    const char* name;
    const Map& f;
    arma::uword margin;
  };
  for (const auto& [name, f, margin] :
       {Row{"3x3 convolution, away from the borders", once, 5},
        {"3x3 convolution, borders included", once, 0},
        {"3x3 windows, each with its own weights", local, 5},
        {"3x3 convolution, stride 2", halved, 5},
        {"3x3 convolution, 2x2 max pooling", pooled, 5},
        {"the last one twice", twice, 5}}) {
    fmt::print("  {:<42}", name);
    for (const arma::uword pixels : {1u, 2u, 3u, 4u})
      fmt::print(" {:4.1f}", shift_error(f, x, pixels, margin));
    fmt::print("\n");
  }
}

void maps_that_stay(const nn::TrainTest& images, const nn::Options& options) {
  const std::size_t count = options.smoke ? 5 : 100;
  nn::heading(fmt::format("What stays when {} garments move", count));
  const Map pixels = [](const Image& x) { return x; };
  const Map edges = [](const Image& x) {
    return gray(arma::clamp(filtered(x.slice(0), named_kernels()[0].weights),
                            0.0, arma::datum::inf));
  };
  const auto then = [&](auto pool, arma::uword k) -> Map {
    return [=](const Image& x) { return pool(edges(x), nn::Window{k, k, 0}); };
  };
  const std::vector<std::pair<std::string, Map>> maps{
      {"the pixels", pixels},
      {"edges: Sobel x and a ReLU", edges},
      {"edges, 2x2 max pooling", then(max_pool, 2)},
      {"edges, 2x2 mean pooling", then(average_pool, 2)},
      {"edges, 4x4 max pooling", then(max_pool, 4)},
      {"edges, mean of the whole map", then(average_pool, 52)}};
  fmt::print(
      "  mean change, image moved by     1       2       4       8 "
      "pixels\n");
  for (const auto& [name, f] : maps) {
    fmt::print("  {:<28}", name);
    for (const arma::uword far : {1u, 2u, 4u, 8u}) {
      double sum = 0;
      for (std::size_t i = 0; i < count; ++i)  // with room to move
        sum += change(f, padded(gray(pixels_of(images.test, i)), 12), far);
      fmt::print(" {:5.0f} %", 100 * sum / double(count));
    }
    fmt::print("\n");
  }
}

}  // namespace chapter08
