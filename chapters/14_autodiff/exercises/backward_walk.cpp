// #title en The walk back over a tape
// #title zh 沿记录往回走
//
// #text en
// A tape holds the nodes of a computation in the order in which they were
// computed. For each input that a node has used, there is a record: which node
// it is, and the local slope, how many times as far the value moves as that
// input. Write `gradients`, which returns the derivatives of node `result` with
// respect to **all** nodes of the tape, as many as there are nodes. Visit each
// node once.
//
// A node may be used several times, by one node or by several, and the result
// need not be the last node of the tape.
//
// #text zh
// 一份记录按计算的先后存放各个节点。节点用到的每一个输入都有一条记载：
// 是哪个节点，以及局部斜率，即这个输入变动时，本节点的值变动多少倍。
// 写出函数 `gradients`，返回节点 `result` 对**所有**节点的导数，
// 有多少个节点就有多少个数。每个节点只经过一次。
//
// 一个节点可以被用到多次，有时是被同一个节点，有时是被几个节点；
// 结果也不一定是最后一个节点。
//
// #hint en
// The derivative of the result with respect to itself is known before the walk
// begins. Which one is known next?
// #hint zh
// 结果对自己的导数，不用走就知道。接下来知道的是哪一个？
// #hint en
// When the walk comes to a node, all that use it must have been there. In which
// direction are they on the tape?
// #hint zh
// 走到一个节点时，用到它的节点必须都已经走过。它们在记录的哪一边？
// #hint en
// A node hands its derivative on, times the slope, to each of its inputs, and
// does not know who else hands something to the same one.
// #hint zh
// 节点把自己的导数乘上斜率，交给每个输入；
// 它并不知道，还有谁也会把一份交给同一个输入。
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

struct Use {
  std::size_t node;  ///< which comes before on the tape
  double slope;      ///< of the value, with respect to that node
};

struct Node {
  double value;
  std::vector<Use> uses = {};  ///< none: a leaf
};

/// d result / d node, for all nodes of the tape.
arma::vec gradients(const std::vector<Node>& tape, std::size_t result) {
  // #solution
  arma::vec d(tape.size(), arma::fill::zeros);
  d(result) = 1;
  for (std::size_t i = tape.size(); i-- > 0;)
    for (const Use& use : tape[i].uses)
      d(use.node) += d(i) * use.slope;
  return d;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14, "a few products and sums"};

  check("a chain: -(2 a) at 3", [&] {
    const std::vector<Node> tape{{3}, {6, {{0, 2}}}, {-6, {{1, -1}}}};
    expect_close({"gradients(a, b = 2 a, -b; 2)", {{"a", 3}}},
                 gradients(tape, 2), arma::vec{-2, -1, 1}, rounding);
  });
  check("a product: a b at 3, 5", [&] {
    const std::vector<Node> tape{{3}, {5}, {15, {{0, 5}, {1, 3}}}};
    expect_close({"gradients(a, b, a b; 2)", {{"a", 3}, {"b", 5}}},
                 gradients(tape, 2), arma::vec{5, 3, 1}, rounding);
  });
  // c = a + b, d = b + 1, e = c d at a = 2, b = 1
  const std::vector<Node> both{
      {2}, {1}, {3, {{0, 1}, {1, 1}}}, {2, {{1, 1}}}, {6, {{2, 2}, {3, 3}}}};
  check("two ways back: (a + b) (b + 1) at 2, 1", [&] {
    expect_close({"gradients(a, b, a + b, b + 1, (a + b) (b + 1); 4)", {}},
                 gradients(both, 4), arma::vec{2, 5, 2, 3, 1}, rounding);
  });
  check("a square: both factors are the same node", [&] {
    const std::vector<Node> tape{{4}, {16, {{0, 4}, {0, 4}}}};
    expect_close({"gradients(a, a a; 1)", {{"a", 4}}}, gradients(tape, 1),
                 arma::vec{8, 1}, rounding);
  });
  check("nodes after the result", [&] {
    expect_close({"gradients(a, b, a + b, b + 1, (a + b) (b + 1); 3)", {}},
                 gradients(both, 3), arma::vec{0, 1, 0, 1, 0}, rounding);
  });
}

// #wrong Overwrites what another user has handed over.
// #caught-by two ways back: (a + b) (b + 1) at 2, 1
// #says expected 5 got 2
// -      d(use.node) += d(i) * use.slope;
// +      d(use.node) = d(i) * use.slope;

// #wrong Walks forward: the derivatives that it hands on are not there yet.
// #caught-by a chain: -(2 a) at 3
// #says expected -2 got 0
// -  for (std::size_t i = tape.size(); i-- > 0;)
// +  for (std::size_t i = 0; i < tape.size(); ++i)

// #wrong Hands on the slope alone.
// #caught-by a chain: -(2 a) at 3
// #says expected -2 got 2
// -      d(use.node) += d(i) * use.slope;
// +      d(use.node) += use.slope;

// #wrong Begins at the end of the tape.
// #caught-by nodes after the result
// #says expected 0 got 2
// -  d(result) = 1;
// +  d(d.n_elem - 1) = 1 + 0 * double(result);

// #wrong Begins with the value of the result.
// #caught-by a chain: -(2 a) at 3
// #says expected -2 got 12
// -  d(result) = 1;
// +  d(result) = tape[result].value;
