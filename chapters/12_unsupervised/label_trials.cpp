#include "label_trials.hpp"

#include <numeric>

#include "nn/core/random.hpp"
#include "nn/core/threads.hpp"

#include "components.hpp"
#include "laplacian_svm.hpp"

namespace chapter12 {
namespace {

double share_right(const arma::mat& p, const arma::uvec& labels,
                   arma::uword first, arma::uword count) {
  const arma::uvec best = arma::index_max(p, 0).t();
  return double(arma::accu(best.subvec(first, first + count - 1) ==
                           labels.subvec(first, first + count - 1))) /
         double(count);
}

/// 0 … count - 1 in random order.
arma::uvec shuffled(arma::uword count, nn::Random random) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  random.shuffle(order);
  return arma::conv_to<arma::uvec>::from(order);
}

}  // namespace

LabelTrial::LabelTrial(const Images& images, arma::uword most,
                       arma::uword validation)
    : most_(most), validation_(validation), classes_(images.labels.max() + 1) {
  const arma::uvec at =
      shuffled(images.x.n_cols, nn::Random(1, nn::Stream::shuffle, 12));
  const arma::mat x = images.x.cols(at);
  x_ = components_by_covariance(x).project(x, 30);
  const arma::mat upper = x.head_rows(x.n_rows / 2);
  const arma::mat lower = x.tail_rows(x.n_rows / 2);
  halves_ = arma::join_cols(components_by_covariance(upper).project(upper, 15),
                            components_by_covariance(lower).project(lower, 15));
  labels_ = images.labels.elem(at);
  for (const arma::uword k : {5u, 10u})
    graphs_.push_back(nearest_graph(x_, k));
}

FewLabels LabelTrial::draw(arma::uword labels, std::uint64_t seed) const {
  arma::uvec taken(classes_, arma::fill::zeros);
  std::vector<arma::uword> known, later;
  for (const arma::uword i :
       shuffled(most_, nn::Random(seed, nn::Stream::shuffle, 13)))
    (taken(labels_(i))++ < labels / classes_ ? known : later).push_back(i);
  for (const arma::uword i : later)  // rare classes run out
    if (known.size() < labels) known.push_back(i);
  const arma::uvec at(known);
  return {x_, at, labels_.elem(at), classes_};
}

std::vector<LabelTrial::Method> LabelTrial::methods() const {
  std::vector<Method> all{{"labels alone", {}},  {"nearest label", {}},
                          {"self-training", {}}, {"EM", {}},
                          {"co-training", {}},   {"propagation", {}},
                          {"spreading", {}}};
  for (const double shrink : {0.03, 0.1, 0.3, 1.0})
    all[0].settings.emplace_back(
        [=](const FewLabels& t) { return labels_alone(t, shrink); });
  for (const arma::uword k : {1u, 3u, 5u})
    all[1].settings.emplace_back(
        [=](const FewLabels& t) { return nearest_labels(t, k); });
  for (const double shrink : {0.1, 0.3}) {
    for (const double sure : {0.9, 0.99})
      all[2].settings.emplace_back(
          [=](const FewLabels& t) { return self_training(t, shrink, sure); });
    for (const double weight : {0.1, 1.0})
      all[3].settings.emplace_back([=](const FewLabels& t) {
        return em_with_labels(t, shrink, weight);
      });
  }
  for (const double shrink : {0.1, 0.3})
    for (const arma::uword each : {2u, 10u})
      all[4].settings.emplace_back([=, this](const FewLabels& t) {
        return co_training({halves_, t.known, t.labels, t.classes}, 15, shrink,
                           each, 6);
      });
  for (const Graph& graph : graphs_) {
    all[5].settings.emplace_back(
        [&graph](const FewLabels& t) { return propagate(graph, t, 0.1, 300); });
    all[6].settings.emplace_back([&graph](const FewLabels& t) {
      return spread(graph, t, 0.95, 0.01, 300);
    });
  }
  return all;
}

void LabelTrial::compare(const Method& method, arma::uword row,
                         const std::vector<FewLabels>& draws,
                         Accuracies& to) const {
  const arma::uword tested = x_.n_cols - most_ - validation_;
  double best = -1;
  for (arma::uword s = 0; s < method.settings.size(); ++s) {
    arma::rowvec validation(draws.size()), test(draws.size());
    nn::cpu::Threads::parallel([&](nn::Worker worker) {
      for (std::size_t i = worker.index; i < draws.size(); i += worker.count) {
        const arma::mat p = method.settings[s](draws[i]);
        validation(i) = share_right(p, labels_, most_, validation_);
        test(i) = share_right(p, labels_, most_ + validation_, tested);
      }
    });
    if (arma::accu(validation) <= best) continue;
    best = arma::accu(validation);
    to.test.row(row) = test;
    to.setting(row) = s;
  }
}

std::vector<Accuracies> LabelTrial::run(
    const arma::uvec& counts, const std::vector<std::uint64_t>& seeds) const {
  std::vector<Accuracies> all;
  for (const Method& method : methods())
    all.push_back({method.name, arma::mat(counts.n_elem, seeds.size()),
                   arma::uvec(counts.n_elem)});
  for (arma::uword row = 0; row < counts.n_elem; ++row) {
    std::vector<FewLabels> draws;
    for (const std::uint64_t seed : seeds)
      draws.push_back(draw(counts(row), seed));
    for (std::size_t m = 0; m < all.size(); ++m)
      compare(methods()[m], row, draws, all[m]);
  }
  return all;
}

FewLabels moon_task(const Points& moons) {
  const arma::uvec upper = arma::find(moons.groups == 0);
  const arma::uvec lower = arma::find(moons.groups == 1);
  const arma::rowvec x = moons.x.row(0);
  const arma::uword left = upper(x.elem(upper).index_min());
  const arma::uword right = lower(x.elem(lower).index_max());
  return {moons.x, arma::uvec{left, right}, arma::uvec{0, 1}, 2};
}

std::vector<MoonLabels> two_labels_on_moons(const Points& moons) {
  const FewLabels task = moon_task(moons);
  const Graph graph = nearest_graph(moons.x, 8);
  const auto of_function = [](const arma::rowvec& f) {
    return arma::uvec(f.t() > 0);
  };
  const auto of_shares = [](const arma::mat& p) {
    return arma::uvec(arma::index_max(p, 0).t());
  };
  std::vector<MoonLabels> all{
      {"labels alone | 仅用标签", of_shares(nearest_labels(task, 1))},
      {"self-training | 自训练", of_shares(self_training(task, 1, 0.9))},
      {"propagation | 标签传播", of_shares(propagate(graph, task, 1e-6))},
      {"spreading | 标签扩散", of_shares(spread(graph, task, 0.99, 1e-9))},
      {"SVM | 支持向量机",
       of_function(laplacian_svm(graph, task, {.graph = 0}))},
      {"Laplacian SVM | 拉普拉斯支持向量机",
       of_function(laplacian_svm(graph, task, {}))}};
  for (MoonLabels& m : all)
    m.accuracy = double(arma::accu(m.guessed == moons.groups)) /
                 double(moons.groups.n_elem);
  return all;
}

}  // namespace chapter12
