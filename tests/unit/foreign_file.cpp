// Weights in other formats are named, with how to convert them to safetensors.
#include "nn/core/error.hpp"
#include "nn/io/safetensors.hpp"

#include "unit/files.hpp"

BOOST_AUTO_TEST_CASE(files_of_torch_save_are_named_with_the_way_out) {
  const Folder folder;
  const auto named = [&](const std::string& bytes, const std::string& part) {
    const fs::path file = folder.path / "tom's net.pt";
    store(file, bytes);
    BOOST_CHECK_EXCEPTION(
        nn::read_safetensors(file), nn::DataError, [&](const auto& e) {
          BOOST_TEST_CONTEXT(e.what()) BOOST_TEST(has(e.what(), part));
          return true;
        });
  };
  const std::string zeros(100, '\0');
  const std::string zip =
      std::string("PK\3\4\0\0\x08\x08\0\0\0\0\0\0\0\0\0\0", 18) + zeros;
  named(zip + "archive/data.pkl" + zeros, "torch.save() writes (a zip)");
  named(zip + "archive/data.pkl" + zeros,
        "pt_to_safetensors.py' '" + folder.path.string() +
            R"(/tom'\''s net.pt' ')" + folder.path.string() +
            R"(/tom'\''s net.safetensors' converts it)");
  named(zip + "weights.npy" + zeros, "found a zip archive");
  named("\x80\2\x8a\nl\xfc\x9c\x46\xf9 j\xa8P\x19." + zeros,
        "until PyTorch 1.6");
  named("\x80\4\x95\x10" + zeros.substr(0, 7) + "}", "a pickle of Python");
  named("\x89HDF\r\n\x1a\n" + zeros, "found HDF5");
  // A file of ours that is cut off, whose header has 0x280 bytes.
  named("\x80\2" + zeros.substr(0, 6) + "{", "is it whole?");
}
