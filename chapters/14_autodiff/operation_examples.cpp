// The table's entries for operations on shapes and on images.
#include "images.hpp"
#include "operation_table.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

using Function = std::function<Tensor(const Tensors&)>;

Example one(const Dims& dims, std::function<Tensor(const Tensor&)> f) {
  return {{dims}, [f](const Tensors& x) { return f(x[0]); }};
}

/// sum of `from` to `to`
Example sums(const Dims& from, const Dims& to) {
  return one(from, [to](const Tensor& x) { return sum(x, to); });
}
Example repeats(const Dims& from, const Dims& to) {
  return one(from, [to](const Tensor& x) { return broadcast(x, to); });
}
Example reshapes(const Dims& from, const Dims& to) {
  return one(from, [to](const Tensor& x) { return reshape(x, to); });
}
Example slices(const Dims& from, std::size_t axis, std::size_t begin,
               std::size_t end) {
  return one(from, [=](const Tensor& x) { return slice(x, axis, begin, end); });
}
Example pads(const Dims& from, std::size_t axis, std::size_t begin,
             std::size_t length) {
  return one(from,
             [=](const Tensor& x) { return pad(x, axis, begin, length); });
}

/// {3, 4} and a row of 4; and other sizes.
std::vector<Example> by_column(const Function& f, bool row_first) {
  std::vector<Example> examples;
  for (const Dims& large : {Dims{3, 4}, Dims{5, 1}, Dims{4, 7}}) {
    const Dims row = {1, large[1]};
    examples.push_back({row_first ? std::vector<Dims>{row, large}
                                  : std::vector<Dims>{large, row},
                        f});
  }
  return examples;
}

}  // namespace

std::vector<Entry> shape_entries() {
  const auto any = Draw::any, apart = Draw::apart, label = Draw::label;
  const auto same = [](const Dims& d, auto f) { return one(d, f); };
  const auto rows = [](const Tensor& x) { return transpose(x); };
  const auto stop = [](const Tensor& x) { return stop_gradient(x); };
  const auto top = [](const Tensor& x) { return largest(x); };
  const auto two = [](const Dims& d) {
    return Example{{d, d},
                   [](const Tensors& x) { return at_largest(x[0], x[1]); }};
  };
  return {
      {"reshape",
       "x under other dims",
       "dy under x's dims",
       {any},
       {reshapes({3, 4}, {4, 3}), reshapes({6}, {1, 2, 3}),
        reshapes({}, {1, 1}), reshapes({2, 3, 1, 2}, {6, 2})}},
      {"stop_gradient", "x", "-", {any}, {same({3, 4}, stop)}},
      {"transpose",
       "x'",
       "dy'",
       {any},
       {same({3, 4}, rows), same({5}, rows), same({1, 3}, rows),
        same({3, 3}, rows)}},
      {"broadcast",
       "x repeated",
       "sum of dy to x's dims",
       {any},
       {repeats({}, {3, 4}), repeats({3}, {3, 4}), repeats({1, 4}, {3, 4}),
        repeats({1, 3, 1, 2}, {2, 3, 2, 2}), repeats({5}, {5, 1})}},
      {"sum",
       "sum of x to dims",
       "dy repeated",
       {any},
       {sums({3, 4}, {}), sums({3, 4}, {3}), sums({3, 4}, {1, 4}),
        sums({2, 3, 2, 2}, {1, 3, 1, 2}), sums({2, 3, 1, 2}, {2}),
        sums({37}, {})}},
      {"slice",
       "begin to end of an axis",
       "dy padded",
       {any},
       {slices({5, 3}, 0, 1, 3), slices({5, 3}, 1, 1, 2),
        slices({2, 5, 3}, 1, 2, 5), slices({4}, 0, 3, 4)}},
      {"pad",
       "zeros around x",
       "dy sliced",
       {any},
       {pads({2, 3}, 0, 1, 4), pads({2, 3}, 1, 0, 5), pads({2, 2, 2}, 1, 3, 5),
        pads({3}, 0, 2, 5)}},
      {"largest",
       "largest of each column",
       "dy to its place",
       {apart},
       {same({3, 4}, top), same({1, 4}, top), same({7, 1}, top)}},
      {"at_largest",
       "a where x is largest",
       "dy to its place, -",
       {any, apart},
       {two({3, 4}), two({1, 4}), two({7, 1})}},
      {"to_largest",
       "a to where x is largest",
       "dy at its place, -",
       {any, apart},
       by_column([](const Tensors& x) { return to_largest(x[0], x[1]); },
                 true)},
      {"gather",
       "x[label] of each column",
       "dy to its place, -",
       {any, label},
       by_column([](const Tensors& x) { return gather(x[0], x[1]); }, false)},
      {"scatter",
       "a to row label",
       "dy at its place, -",
       {any, label},
       {{{{1, 4}, {1, 4}},
         [](const Tensors& x) { return scatter(x[0], x[1], 3); }},
        {{{1, 1}, {1, 1}},
         [](const Tensors& x) { return scatter(x[0], x[1], 5); }}}},
  };
}

namespace {

/// Images of channels x width x height x samples, and a window on them.
struct Images {
  Dims x;
  nn::Window window;
  std::size_t out;  ///< channels of the results

  nn::WindowedShape shape() const {
    return nn::slide(window, {x[0], x[2], x[1]}, out);
  }
  Dims y() const {
    const nn::Shape& to = shape().out;
    return {to.channels, to.width, to.height, x[3]};
  }
  Dims W() const { return {out, window.taps() * x[0]}; }
};

/// Odd sizes, strides that leave pixels over, margins; one window of one pixel.
const std::vector<Images> convolutions = {
    {{2, 4, 3, 2}, {.kernel = 3, .stride = 1, .padding = 1}, 2},
    {{1, 5, 7, 1}, {.kernel = 3, .stride = 2, .padding = 0}, 3},
    {{2, 3, 4, 2}, {.kernel = 2, .stride = 2, .padding = 1}, 1},
    {{3, 2, 3, 2}, {.kernel = 1, .stride = 1, .padding = 0}, 2},
};
const std::vector<Images> pools = {
    {{2, 5, 7, 1}, {.kernel = 2, .stride = 2, .padding = 0}, 2},
    {{1, 4, 4, 2}, {.kernel = 3, .stride = 1, .padding = 0}, 1},
    {{3, 5, 3, 2}, {.kernel = 3, .stride = 2, .padding = 1}, 3},
};

std::vector<Example> for_images(
    const std::vector<Images>& list,
    const std::function<Example(const Images&)>& example) {
  std::vector<Example> examples;
  for (const Images& images : list)
    examples.push_back(example(images));
  return examples;
}

Example convolved(const Images& images) {
  return {{images.W(), {images.out}, images.x}, [images](const Tensors& x) {
            return convolution(x[0], x[1], x[2], images.window);
          }};
}

/// dx, dW, db in turn.
std::vector<Example> gradients_of_convolution() {
  std::vector<Example> examples;
  for (const Images& images : convolutions)
    for (std::size_t k = 0; k < 3; ++k)
      examples.push_back(
          {{images.W(), images.x, images.y()}, [images, k](const Tensors& x) {
             const auto& operation = operation_named("convolution_gradient");
             return part(
                 x[0].graph->add(operation, x, {}, {.window = images.shape()}),
                 k);
           }});
  return examples;
}

Example pooled(const Images& images) {
  return {{images.x},
          [images](const Tensors& x) { return max_pool(x[0], images.window); }};
}

/// An operation on numbers and the places of x's largest ones.
Example by_places(const Images& images, const std::string& name,
                  const Dims& numbers) {
  return {{numbers, images.x}, [images, name](const Tensors& x) {
            Graph& graph = *x[0].graph;
            const Tensor y = max_pool(x[1], images.window);
            const Tensor whole = graph.tensor(y.node().inputs[0]);
            return graph.add(operation_named(name), {x[0], part(whole, 1)}, {},
                             {.window = images.shape()});
          }};
}

}  // namespace

std::vector<Entry> image_entries() {
  const auto any = Draw::any, apart = Draw::apart;
  return {
      {"convolution",
       "W x in each window, + b",
       "convolution_gradient",
       {any, any, any},
       for_images(convolutions, convolved)},
      {"convolution_gradient",
       "dx, dW, db",
       "convolutions again",
       {any, any, any},
       gradients_of_convolution()},
      {"max_pool",
       "largest of each window",
       "max_pool_gradient",
       {apart},
       for_images(pools, pooled)},
      {"max_pool_gradient",
       "dy to the largest's place",
       "at_places, -",
       {any, apart},
       for_images(pools,
                  [](const Images& images) {
                    return by_places(images, "max_pool_gradient", images.y());
                  })},
      {"at_places",
       "a at the largest's place",
       "max_pool_gradient, -",
       {any, apart},
       for_images(pools,
                  [](const Images& images) {
                    return by_places(images, "at_places", images.x);
                  })},
  };
}

}  // namespace chapter14
