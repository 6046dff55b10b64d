// Trains one of chapter 9's networks and prints the SHA-256 of what it has
// become: all weights, running means and the optimizer's own vectors. Tests
// compare it with the constants in digits.json: the same on every processor,
// with any number of threads.
//
//   digits NETWORK THREADS [STEPS]  -> HASH THREADS_THAT_WORKED FLOATS_A_VECTOR
//
// 10,000 images of Debian's Fashion-MNIST, one epoch, whose last batch is
// smaller; with STEPS, only that many steps.
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>

#include "nn/core/simd.hpp"
#include "nn/data/dataset.hpp"
#include "nn/data/loader.hpp"
#include "nn/io/sha256.hpp"
#include "nn/training/make_optimizer.hpp"

#include "09_mnist/models.hpp"

using B = nn::Cpu;

namespace {

struct Plan {
  std::string model;
  nn::Loader::Settings settings;
  chapter09::Extras extras = {};
  std::string optimizer = "adam";
};

/// Together they cover every layer and every image augmentation; empty if there
/// is none of this name.
std::optional<Plan> plan_of(const std::string& name) {
  Plan plan;
  plan.model = name;
  if (name == "mlp") {
    plan.settings.batch_size = 128;
  } else if (name == "cnn") {
    plan.settings.batch_size = 96;
    plan.settings.augment = nn::parse_augment("geo:1.5,10,0.5");
  } else if (name == "deep") {
    plan.settings.batch_size = 96;
    plan.settings.augment = nn::parse_augment("flip+shift:1+erase:0.3");
    plan.extras.batch_norm = true;
    plan.optimizer = "adamw";
  } else if (name == "resnet20") {
    plan.settings.batch_size = 64;
    plan.optimizer = "momentum";
  } else {
    return {};
  }
  return plan;
}

void add(const arma::fmat& numbers, nn::Sha256& hash) {
  hash.update({reinterpret_cast<const std::uint8_t*>(numbers.memptr()),
               numbers.n_elem * sizeof(float)});
}

std::string train(const Plan& plan, std::size_t steps) {
  const nn::TrainTest images = nn::load_images("fashion-mnist");
  const auto model =
      chapter09::make_model(plan.model, images.train.shape,
                            images.train.classes, /*seed=*/1, plan.extras);
  const auto optimizer =
      nn::make_optimizer<chapter09::B>(plan.optimizer, *model, 1e-3);
  if (plan.optimizer == "adamw") optimizer->set_decay(0.05);
  const auto loss = chapter09::make_loss(plan.model, /*smoothing=*/0.1);
  nn::Loader loader(nn::first(images.train, 10000), plan.settings);
  loader.start_epoch(0);
  for (std::size_t step = 0; step < steps; ++step) {
    const nn::Batch* batch = loader.next();
    if (!batch) break;
    const auto& scores = model->forward(batch->x, nn::Mode::train);
    arma::fmat gradient(arma::size(scores));
    (*loss)(scores, batch->labels, gradient);
    model->backward(gradient);
    optimizer->step();
  }
  nn::Sha256 hash;
  add(model->parameters(), hash);
  for (const auto& [name, state] : model->named_states())
    add(arma::fmat(state->values.data(), state->values.size(), 1), hash);
  for (const auto& state : optimizer->states())
    add(*state.values, hash);
  return hash.hex();
}

/// How many threads the pool has at work: each part waits for all others, for
/// ten seconds at most.
int threads_that_work() {
  using clock = std::chrono::steady_clock;
  const auto end = clock::now() + std::chrono::seconds(10);
  std::atomic<int> here = 0;
  B::parallel([&](nn::Worker) {
    ++here;
    while (here < B::threads() && clock::now() < end)
      std::this_thread::yield();
  });
  return clock::now() < end ? here.load() : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto plan = plan_of(argc > 1 ? argv[1] : "");
  if (argc < 3 || !plan) return 2;
  B::set_threads(std::atoi(argv[2]));
  const std::size_t steps =
      argc > 3 ? std::strtoul(argv[3], nullptr, 10) : ~0ul;
  const std::string hash = train(*plan, steps);
  fmt::print("{} {} {}\n", hash, threads_that_work(), nn::cpu::lanes);
}
