#include "pooled.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "image_shapes.hpp"
#include "passes.hpp"

namespace chapter14 {
namespace {

Tensors not_derived(const Reverse&) {
  throw nn::Error("a pooled convolution is run, not derived: derive first");
}
/// y and its places, a byte each in the room of floats.
std::vector<Dims> parts_of_pooled(const Request& r) {
  const nn::Shape& out = r.attributes.window.out;
  const Dims y = {out.channels, out.width / 2, out.height / 2,
                  samples(r.dims[2])};
  return {y, {room_for_places(count(y))}};
}
std::vector<Dims> parts_of_gradient(const Request& r) {
  return {r.dims[1], r.dims[0], {extent(r.dims[0], 0)}};
}
Dims no_dims(const Request&) {
  return {};
}

}  // namespace

// W, b, x -> y, places
const Operation pooled_convolution_operation = [] {
  Operation result = general(
      "convolution_pooled", Kind::other, 3, no_dims, not_derived,
      [](const Node& node, const std::vector<const Dims*>& dims) {
        return 2 * multiply_adds(node.attributes.window, samples(*dims[2]));
      },
      []<class Real>(const Call<Real>& c) {
        convolver(c).forward_pooled(c.in[0], c.in[1], c.in[2], c.out[0],
                                    bytes(c.out[1]), samples(*c.dims[2]));
      });
  result.parts = parts_of_pooled;
  return result;
}();

// W, x, y, places, dy -> dx, dW, db
const Operation pooled_gradient_operation = [] {
  Operation result = general(
      "convolution_pooled_gradient", Kind::other, 5, no_dims, not_derived,
      [](const Node& node, const std::vector<const Dims*>& dims) {
        return 4 * multiply_adds(node.attributes.window, samples(*dims[1]));
      },
      []<class Real>(const Call<Real>& c) {
        convolver(c).backward_pooled(c.in[0], c.in[1], c.in[2], bytes(c.in[3]),
                                     c.in[4], c.out[0], c.out[1], c.out[2],
                                     samples(*c.dims[1]));
      });
  result.parts = parts_of_gradient;
  return result;
}();

namespace {

/// The nodes of one such place, there and back.
struct Place {
  Id convolution, pool;
  std::optional<Id> gradient;  ///< of the convolution
  Id dy = 0;                   ///< of the pooling's result
};

/// Finds them, by who uses whom.
class Finder {
 public:
  explicit Finder(const Program& program)
      : graph_(program.graph), users_(users(program.graph)) {
    for (const Id id : wanted(program))
      users_[id].push_back(id);  // somebody outside
  }

  // #region find
  std::vector<Place> places() const {
    std::vector<Place> found;
    for (Id pool = 0; pool < graph_.size(); ++pool) {
      if (!is(pool, "max_pool") || !halves(pool)) continue;
      const Id relu = graph_[pool].inputs[0];
      if (!is(relu, "relu")) continue;
      const Id convolution = graph_[relu].inputs[0];
      if (!is(convolution, "convolution") || users_[convolution].size() != 1)
        continue;
      Place place = {convolution, pool, {}};
      if (find_way_back(relu, place)) found.push_back(place);
    }
    return found;
  }
  // #endregion find

 private:
  bool is(Id id, const char* name) const {
    return graph_[id].operation->name == name;
  }
  bool halves(Id pool) const {
    const auto& [in, out, window] = graph_[pool].attributes.window;
    return window == nn::Window{2, 2, 0} && in.height % 2 == 0 &&
           in.width % 2 == 0;
  }

  /// max_pool_gradient -> where_positive -> convolution_gradient, each used by
  /// the next alone; or no way back at all.
  bool find_way_back(Id relu, Place& place) const {
    std::vector<Id> others = users_[relu];
    others.erase(std::find(others.begin(), others.end(), place.pool));
    if (others.empty()) return true;
    const Id masked = others[0];
    if (others.size() != 1 || !is(masked, "where_positive")) return false;
    const Id unpooled = graph_[masked].inputs[1];
    if (!is(unpooled, "max_pool_gradient") || users_[unpooled].size() != 1 ||
        users_[masked].size() != 1)
      return false;
    const Id gradient = users_[masked][0];
    if (!is(gradient, "convolution_gradient") ||
        graph_[gradient].inputs[2] != masked)
      return false;
    place.gradient = gradient;
    place.dy = graph_[unpooled].inputs[0];
    return true;
  }

  const Graph& graph_;
  std::vector<std::vector<Id>> users_;
};

Node pooled_node(const Operation& operation, std::vector<Id> inputs,
                 const Node& like) {
  Node node;
  node.operation = &operation;
  node.inputs = std::move(inputs);
  node.attributes.window = like.attributes.window;
  node.where = like.where;
  return node;
}

}  // namespace

// #region pooled
Program convolutions_pooled(const Program& program) {
  const Graph& old = program.graph;
  std::map<Id, const Place*> at;
  const std::vector<Place> places = Finder(program).places();
  for (const Place& place : places) {
    at[place.pool] = &place;
    if (place.gradient) at[*place.gradient] = &place;
  }
  std::vector<Id> now(old.size());
  const auto part_of = [&](Id pool, std::size_t k) {
    for (Id id = pool + 1;; ++id)
      if (old[id].operation == &part_operation && old[id].inputs[0] == pool &&
          old[id].attributes.numbers[0] == k)
        return now[id];
  };
  return without_dead_nodes(
      rewritten(program, [&](Graph& graph, Id id, Node node) {
        const auto found = at.find(id);
        if (found != at.end()) {
          const Place& place = *found->second;
          const Node& convolution = old[place.convolution];
          const auto input = [&](std::size_t i) {
            return now[convolution.inputs[i]];
          };
          node = id == place.pool
                     ? pooled_node(pooled_convolution_operation,
                                   {input(0), input(1), input(2)}, convolution)
                     : pooled_node(pooled_gradient_operation,
                                   {input(0), input(2), part_of(place.pool, 0),
                                    part_of(place.pool, 1), now[place.dy]},
                                   convolution);
        }
        return now[id] = graph.append(std::move(node)).id;
      }));
}
// #endregion pooled

}  // namespace chapter14
