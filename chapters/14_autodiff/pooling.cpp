// Max pooling: x -> y and the places where it was found.
#include "image_shapes.hpp"
#include "images.hpp"

namespace chapter14 {
namespace {

std::vector<Dims> parts_of_pool(const Request& r) {
  const Dims y = dims_of_images(r.attributes.window.out, samples(r.dims[0]));
  return {y, {room_for_places(count(y))}};
}
Dims dims_of_pool(const Request& r) {
  expect_images(r.attributes.window.in, r.dims[0]);
  return {};
}
/// dy, places -> dx
Dims dims_of_pool_gradient(const Request& r) {
  expect_images(r.attributes.window.out, r.dims[0]);
  return dims_of_images(r.attributes.window.in, samples(r.dims[0]));
}
/// a, places -> the numbers of a at these places
Dims dims_at_places(const Request& r) {
  expect_images(r.attributes.window.in, r.dims[0]);
  return dims_of_images(r.attributes.window.out, samples(r.dims[0]));
}

Tensor pool_gradient(const Tensor& dy, const Tensor& places,
                     const Attributes& attributes);
Tensor at_places(const Tensor& a, const Tensor& places,
                 const Attributes& attributes);

const Operation max_pool_operation = [] {
  Operation result = general(
      "max_pool", Kind::other, 1, dims_of_pool,
      [](const Reverse& r) -> Tensors {
        Graph& graph = *r.y.graph;
        const Tensor whole = graph.tensor(r.y.node().inputs[0]);
        return {pool_gradient(r.dy, part(whole, 1), whole.node().attributes)};
      },
      work_of_input,
      [](const auto& call) {
        max_pool(sliding(call.node.attributes), call.in[0], call.out[0],
                 bytes(call.out[1]), samples(*call.dims[0]));
      });
  result.parts = parts_of_pool;
  result.jvp = [](const Tensor& y, std::size_t, const Tensor& dx) {
    const Tensor whole = y.graph->tensor(y.node().inputs[0]);
    return at_places(dx, part(whole, 1), whole.node().attributes);
  };
  return result;
}();

const Operation pool_gradient_operation = general(
    "max_pool_gradient", Kind::linear, 2, dims_of_pool_gradient,
    [](const Reverse& r) -> Tensors {
      return {at_places(r.dy, r.x[1], r.y.node().attributes), {}};
    },
    work_of_input,
    [](const auto& call) {
      max_pool_gradient(sliding(call.node.attributes), bytes(call.in[1]),
                        call.in[0], call.out[0], samples(*call.dims[0]));
    },
    {{0}});

/// out = the numbers of `a` where the windows' largest stand, by asking of each
/// number of y where it came from.
const auto taken_at_places = [](const auto& call) {
  const auto& [in, out, window] = call.node.attributes.window;
  const std::uint8_t* places = bytes(call.in[1]);
  const std::size_t n = count(call.node.dims);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t c = i % out.channels, pixel = i / out.channels;
    const std::size_t x = pixel % out.width;
    const std::size_t y = pixel / out.width % out.height;
    const std::size_t sample = pixel / out.pixels();
    const std::size_t from_x =
        x * window.stride + places[i] % window.kernel - window.padding;
    const std::size_t from_y =
        y * window.stride + places[i] / window.kernel - window.padding;
    const std::size_t at = (sample * in.height + from_y) * in.width + from_x;
    call.out[0][i] = call.in[0][at * in.channels + c];
  }
};

const Operation at_places_operation =
    general("at_places", Kind::linear, 2, dims_at_places,
            [](const Reverse& r) -> Tensors {
              return {pool_gradient(r.dy, r.x[1], r.y.node().attributes), {}};
            },
            nullptr, taken_at_places, {{0}});

Tensor pool_gradient(const Tensor& dy, const Tensor& places,
                     const Attributes& attributes) {
  return dy.graph->add(pool_gradient_operation, {dy, places}, {},
                       {.window = attributes.window});
}
Tensor at_places(const Tensor& a, const Tensor& places,
                 const Attributes& attributes) {
  return a.graph->add(at_places_operation, {a, places}, {},
                      {.window = attributes.window});
}

}  // namespace

Tensor max_pool(const Located& x, const nn::Window& window) {
  const Dims& dims = x.tensor.dims();
  const auto shape =
      windowed(max_pool_operation, x, dims, window, extent(dims, 0));
  return part(x.tensor.graph->add(max_pool_operation, {x.tensor}, x.where,
                                  {.window = shape}),
              0);
}

std::vector<const Operation*> pooling_operations() {
  return {&max_pool_operation, &pool_gradient_operation, &at_places_operation};
}

std::vector<const Operation*> image_operations() {
  std::vector<const Operation*> all = convolution_operations();
  for (const Operation* operation : pooling_operations())
    all.push_back(operation);
  return all;
}

}  // namespace chapter14
