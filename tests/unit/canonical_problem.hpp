/// A convolution to be computed by nn::Cpu, with any number of workers, and by
/// the loops of canonical_winograd.hpp.
#pragma once

#include "nn/core/sums.hpp"

#include "canonical_tools.hpp"
#include "canonical_winograd.hpp"

namespace canonical {

/// What follows the convolution.
struct Behind {
  bool relu = false, pool = false;
};
inline constexpr Behind all_behind[] = {
    {false, false}, {true, false}, {false, true}, {true, true}};

using Draw = Matrix (*)(std::size_t, std::size_t);

struct Problem {
  WindowedShape shape;
  std::size_t samples;
  Matrix W, b, x, dy, dy_pooled;

  /// The biases are mostly above 0: a ReLU leaves something.
  Problem(const WindowedShape& s, std::size_t n, Draw draw)
      : shape(s),
        samples(n),
        W(draw(s.out.channels, s.window.taps() * s.in.channels)),
        b(arma::abs(draw(s.out.channels, 1))),
        x(draw(s.in.features(), n)),
        dy(draw(s.out.features(), n)),
        dy_pooled(draw(pooled_shape(s.out).features(), n)) {}

  const Matrix& gradient(Behind behind) const {
    return behind.pool ? dy_pooled : dy;
  }
};

/// All that a convolution computes.
struct Results {
  Matrix y, dx, dW, db;
  std::vector<std::uint8_t> argmax;
};

/// `z`: of the convolution alone.
inline Results expected(const Problem& p, const Matrix& z, Behind behind) {
  Results r;
  r.y = behind.relu ? relu(z) : z;
  Matrix dz = p.gradient(behind);
  const Matrix before_pool = r.y;
  if (behind.pool) {
    Pooled pooled = max_pool(p.shape.out, r.y);
    r.y = std::move(pooled.y);
    r.argmax = std::move(pooled.argmax);
    dz = max_pool_gradient(p.shape.out, dz, r.argmax);
  }
  if (behind.relu) dz = relu_gradient(before_pool, dz);
  r.dW = convolution_weight_gradient(p.shape, p.x, dz);
  r.db = convolution_bias_gradient(p.shape.out, dz);
  r.dx = convolution_input_gradient(p.shape, p.W, dz);
  return r;
}

/// Places for all results, none of them written.
inline Results unwritten_results(const Problem& p, Behind behind) {
  Results r;
  r.y = unwritten(p.gradient(behind).n_rows, p.samples);
  r.dx = unwritten(p.x.n_rows, p.samples);
  r.dW = unwritten(p.W.n_rows, p.W.n_cols);
  r.db = unwritten(p.W.n_rows, 1);
  if (behind.pool) r.argmax.resize(r.y.n_elem, 255);
  return r;
}

/// f(worker) for every one of them, the last one first.
template <class F>
void for_each_worker(std::size_t count, F f) {
  for (std::size_t i = count; i-- > 0;)
    f(nn::Worker{i, count});
}

/// f(samples) for those in `mine`: one by one, or all together.
template <class F>
void for_each_piece(nn::Range mine, bool one_by_one, F f) {
  const std::size_t step = one_by_one ? 1 : mine.size();
  for (std::size_t j = mine.begin; j < mine.end; j += step)
    f(nn::Range{j, j + step});
}

inline void run_forward(Cpu::Convolution& convolution, const Problem& p,
                        Behind behind, std::size_t workers, Results& r) {
  for_each_worker(workers, [&](nn::Worker worker) {
    convolution.prepare_forward(p.W, worker);
  });
  for_each_worker(workers, [&](nn::Worker worker) {
    for_each_piece(worker.share(p.samples), workers % 2, [&](nn::Range piece) {
      const Matrix x = Cpu::columns(p.x, piece);
      Matrix y = Cpu::columns(r.y, piece);
      if (behind.pool)
        convolution.forward_pooled(p.W, p.b, x, y,
                                   r.argmax.data() + piece.begin * y.n_rows,
                                   behind.relu, worker);
      else
        convolution.forward(p.W, p.b, x, y, behind.relu, worker);
    });
  });
}

inline void run_backward(Cpu::Convolution& convolution, const Problem& p,
                         Behind behind, std::size_t workers, bool with_dx,
                         Results& r) {
  for_each_worker(workers, [&](nn::Worker worker) {
    convolution.prepare_backward(p.W, worker);
  });
  for_each_worker(workers, [&](nn::Worker worker) {
    for_each_piece(
        nn::samples_of(worker, p.samples), workers % 2, [&](nn::Range piece) {
          const Matrix x = Cpu::columns(p.x, piece);
          const Matrix y = Cpu::columns(r.y, piece);
          const Matrix dy = Cpu::columns(p.gradient(behind), piece);
          Matrix dx = Cpu::columns(r.dx, piece);
          const nn::BatchPlace place = {piece.begin, p.samples};
          Matrix* to = with_dx ? &dx : nullptr;
          if (behind.pool)
            convolution.backward_pooled(
                p.W, x, y, dy, r.argmax.data() + piece.begin * y.n_rows, to,
                behind.relu, worker, place);
          else
            convolution.backward(p.W, x, y, dy, to, behind.relu, worker, place);
        });
  });
  for_each_worker(workers, [&](nn::Worker worker) {
    convolution.gradients(r.dW, r.db, worker);
  });
}

inline void check_same(const Results& found, const Results& expected,
                       bool with_dx) {
  check_same(found.y, expected.y, "y");
  BOOST_TEST((found.argmax == expected.argmax));
  check_same(found.dW, expected.dW, "dW");
  check_same(found.db, expected.db, "db");
  if (with_dx) check_same(found.dx, expected.dx, "dx");
}

inline void check_problem(Cpu::Convolution& convolution, const Problem& p,
                          Behind behind, std::span<const std::size_t> workers) {
  const Matrix z = canonical::convolution(p.shape, p.W, p.b, p.x);
  const Results right = expected(p, z, behind);
  for (std::size_t count : workers)
    for (bool with_dx : {true, false})
      BOOST_TEST_CONTEXT(
          nn::to_string(p.shape.in)
          << " -> " << p.shape.out.channels << ", "
          << nn::to_string(p.shape.window) << ", " << p.samples << " samples, "
          << count << " workers" << (behind.relu ? ", ReLU" : "")
          << (behind.pool ? ", pool" : "") << (with_dx ? "" : ", no dx")) {
        Results found = unwritten_results(p, behind);
        run_forward(convolution, p, behind, count, found);
        run_backward(convolution, p, behind, count, with_dx, found);
        check_same(found, right, with_dx);
      }
}

/// Batches of all these sizes and numbers of workers in turn, with the same
/// memory. (A convolution followed by pooling always has it there.)
inline void check_convolution(const WindowedShape& shape,
                              std::span<const std::size_t> sizes,
                              std::span<const std::size_t> workers,
                              Draw draw = normal) {
  for (const Behind behind : all_behind) {
    if (behind.pool && pooled_shape(shape.out).features() == 0) continue;
    Cpu::Convolution convolution(shape);
    convolution.reserve(*std::ranges::max_element(workers));
    for (std::size_t n : sizes)
      check_problem(convolution, Problem(shape, n, draw), behind, workers);
  }
}

inline WindowedShape windows(std::size_t in, std::size_t out,
                             const nn::Window& window, std::size_t height,
                             std::size_t width) {
  return nn::slide(window, {in, height, width}, out);
}

}  // namespace canonical
