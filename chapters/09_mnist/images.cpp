#include "images.hpp"

#include "nn/core/armadillo.hpp"
#include "nn/core/error.hpp"

#include "child.hpp"

namespace chapter09 {
namespace {

const std::filesystem::path source = NN_SOURCE_DIR;

bool mnist_is_here() {
  return std::filesystem::exists(source / "data/mnist") &&
         !std::filesystem::is_empty(source / "data/mnist");
}

/// data/fetch reports its own progress; true when MNIST is complete.
bool fetch_mnist() {
  const std::string script = (source / "data/fetch").string();
  return succeeds({script, "mnist", "--timeout", "10"});
}

}  // namespace

nn::TrainTest load_and_introduce(const std::string& data) {
  std::string where = data;
  if (where == "mnist" && !mnist_is_here() && !fetch_mnist()) {
    fmt::print("MNIST could not be fetched: going on with Fashion-MNIST\n");
    where = "fashion-mnist";
  }
  nn::TrainTest images = nn::load_images(where);
  fmt::print("training  {}\ntest      {}\n", describe(images.train),
             describe(images.test));
  return images;
}

}  // namespace chapter09
