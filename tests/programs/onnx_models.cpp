// Writes networks as .onnx files, with images and what the library answers:
// for tests/programs/test_onnx.py.
//
//     onnx_models FOLDER
//
// NAME.onnx; NAME.x and NAME.y are 32-bit floats, sample by sample, an image
// channel by channel.
#include <fstream>

#include "09_mnist/models.hpp"
#include "unit/onnx_files_tools.hpp"

namespace {

using nn::Cpu;

void write(const std::filesystem::path& file, const arma::fmat& numbers) {
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(numbers.memptr()),
            static_cast<std::streamsize>(numbers.n_elem * sizeof(float)));
}

/// From pixel by pixel to channel by channel, which ONNX expects.
arma::fmat by_channels(const arma::fmat& x, const nn::Shape& shape) {
  arma::fmat y(x.n_rows, x.n_cols);
  for (arma::uword j = 0; j < x.n_cols; ++j)
    for (std::size_t c = 0; c < shape.channels; ++c)
      for (std::size_t p = 0; p < shape.pixels(); ++p)
        y(c * shape.pixels() + p, j) = x(p * shape.channels + c, j);
  return y;
}

void save(const std::filesystem::path& folder, const std::string& name,
          nn::Model<Cpu>& model) {
  const arma::fmat x = onnx_tests::noise(model.input_shape().features(), 12, 5);
  nn::save_onnx(model, folder / (name + ".onnx"), {{"nn.model", name}});
  write(folder / (name + ".x"), by_channels(x, model.input_shape()));
  write(folder / (name + ".y"), model.forward(x, nn::Mode::evaluate));
}

/// One of chapter 9's; running means are those of a few batches.
void save_trained(const std::filesystem::path& folder, const std::string& name,
                  chapter09::Extras extras) {
  const auto model =
      chapter09::make_model(name, {1, 28, 28}, 10, /*seed=*/1, extras);
  for (std::uint64_t batch = 0; batch < 3; ++batch)
    model->forward(onnx_tests::noise(784, 32, batch));
  save(folder, name + (extras.batch_norm ? "_norms" : ""), *model);
}

}  // namespace

int main(int, char** argv) {
  const std::filesystem::path folder = argv[1];
  for (const std::string name : {"mlp", "cnn", "deep", "resnet20"})
    save_trained(folder, name, {});
  for (const std::string name : {"mlp", "cnn", "deep"})
    save_trained(folder, name, {.batch_norm = true});
  save(folder, "every_layer", *onnx_tests::every_layer());
}
