// Convolution: W, b, x -> y, and its gradient W, x, dy -> dx, dW, db.
#include "elementwise.hpp"
#include "image_shapes.hpp"
#include "images.hpp"

namespace chapter14 {
namespace {

void expect_weights(const Attributes& attributes, const Dims& W) {
  const auto& [in, out, window] = attributes.window;
  const Dims wanted = {out.channels, window.taps() * in.channels};
  expect(W == wanted, fmt::format("W is {}, but windows of {} on {} need {}",
                                  to_string(W), nn::to_string(window),
                                  nn::to_string(in), to_string(wanted)));
}

Dims dims_of_convolution(const Request& r) {
  const nn::WindowedShape& shape = r.attributes.window;
  expect_weights(r.attributes, r.dims[0]);
  expect(r.dims[1] == Dims{shape.out.channels},
         fmt::format("b is {}, but there are {} channels of results",
                     to_string(r.dims[1]), shape.out.channels));
  expect_images(shape.in, r.dims[2]);
  return dims_of_images(shape.out, samples(r.dims[2]));
}

double work_of_convolution(const Node& node,
                           const std::vector<const Dims*>& d) {
  return 2 * multiply_adds(node.attributes.window, samples(*d[2]));
}

// ---- its gradient: W, x, dy -> dx, dW, db (parts)

std::vector<Dims> parts_of_gradient(const Request& r) {
  return {r.dims[1], r.dims[0], {r.dims[0][0]}};
}

Dims dims_of_gradient(const Request& r) {
  expect_weights(r.attributes, r.dims[0]);
  expect_images(r.attributes.window.in, r.dims[1]);
  expect_images(r.attributes.window.out, r.dims[2]);
  return {};
}

double work_of_gradient(const Node& node, const std::vector<const Dims*>& d) {
  return 4 * multiply_adds(node.attributes.window, samples(*d[1]));
}

Tensor gradient_of_convolution(const Tensor& W, const Tensor& x,
                               const Tensor& dy, const Attributes& attributes);

Tensor same_window(const Tensor& W, const Tensor& b, const Tensor& x,
                   const Attributes& attributes);

Tensor no_bias(const Tensor& W) {
  return broadcast(W.graph->constant(0), {W.dims()[0]});
}

// #region convolution_vjp
Tensors vjp_of_convolution(const Reverse& r) {
  const Attributes& window = r.y.node().attributes;
  const Tensor all = gradient_of_convolution(r.x[0], r.x[2], r.dy, window);
  return {r.wants[0] ? part(all, 1) : Tensor{},
          r.wants[1] ? part(all, 2) : Tensor{},
          r.wants[2] ? part(all, 0) : Tensor{}};
}

/// Each part of the gradient is linear in dy, and in W or x: its own gradients
/// are convolutions again. `a`: the derivative with respect to that part.
Tensors vjp_of_gradient(const Reverse& r) {
  const Tensor &W = r.x[0], &x = r.x[1], &dy = r.x[2], &a = r.dy;
  const Tensor whole = r.y.graph->tensor(r.y.node().inputs[0]);
  const Attributes& window = whole.node().attributes;
  switch (r.y.node().attributes.numbers[0]) {
    case 0:  // dx = W' dy
      return {part(gradient_of_convolution(W, a, dy, window), 1),
              {},
              same_window(W, no_bias(W), a, window)};
    case 1:  // dW = dy x'
      return {{},
              part(gradient_of_convolution(a, x, dy, window), 0),
              same_window(a, no_bias(W), x, window)};
    default:  // db: a sum
      return {{}, {}, broadcast(a, dy.dims())};
  }
}
// #endregion convolution_vjp

/// The bias is added once, whatever moves.
Tensor jvp_of_convolution(const Tensor& y, std::size_t i, const Tensor& dx) {
  Graph& graph = *y.graph;
  const Node node = y.node();
  const Tensor W = graph.tensor(node.inputs[0]);
  if (i == 1) return broadcast(dx, node.dims);
  const Tensor x = graph.tensor(node.inputs[2]);
  return i == 0 ? same_window(dx, no_bias(W), x, node.attributes)
                : same_window(W, no_bias(W), dx, node.attributes);
}

const Operation convolution_operation = [] {
  Operation result = general(
      "convolution", Kind::other, 3, dims_of_convolution, vjp_of_convolution,
      work_of_convolution, []<class Real>(const Call<Real>& call) {
        convolver(call).forward(call.in[0], call.in[1], call.in[2], call.out[0],
                                samples(call.node.dims));
      });
  result.jvp = jvp_of_convolution;
  return result;
}();

const Operation gradient_operation = [] {
  Operation result = general(
      "convolution_gradient", Kind::linear, 3, dims_of_gradient,
      vjp_of_gradient, work_of_gradient, []<class Real>(const Call<Real>& c) {
        convolver(c).backward(c.in[0], c.in[1], c.in[2], c.out[0], c.out[1],
                              c.out[2], samples(*c.dims[1]));
      });
  result.parts = parts_of_gradient;
  result.linear_in = {{0, 2}, {1, 2}, {2}};  // dx, dW, db
  return result;
}();

Tensor gradient_of_convolution(const Tensor& W, const Tensor& x,
                               const Tensor& dy, const Attributes& attributes) {
  return W.graph->add(gradient_operation, {W, x, dy}, {},
                      {.window = attributes.window});
}

Tensor same_window(const Tensor& W, const Tensor& b, const Tensor& x,
                   const Attributes& attributes) {
  return W.graph->add(convolution_operation, {W, b, x}, {},
                      {.window = attributes.window});
}

}  // namespace

Tensor convolution(const Located& W, const Tensor& b, const Tensor& x,
                   const nn::Window& window) {
  Graph& graph = *W.tensor.graph;
  if (!b.exists() || !x.exists())  // add() complains
    return graph.add(convolution_operation, {W.tensor, b, x}, W.where);
  const auto shape = windowed(convolution_operation, W, x.dims(), window,
                              extent(W.tensor.dims(), 0));
  return W.tensor.graph->add(convolution_operation, {W.tensor, b, x}, W.where,
                             {.window = shape});
}

std::vector<const Operation*> convolution_operations() {
  return {&convolution_operation, &gradient_operation};
}

}  // namespace chapter14
