/// SHA-256: which data is this? (NIST FIPS 180-4; computed by OpenSSL.)
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

struct evp_md_ctx_st;

namespace nn {

/// The hash of bytes that arrive piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void update(std::span<const std::uint8_t> bytes);
  void update(std::span<const char> bytes);
  /// The 64 hexadecimal digits, in lowercase; call it once, at the end.
  std::string hex();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// The SHA-256 of `bytes` as 64 hexadecimal digits, like sha256sum's.
std::string sha256(std::span<const std::uint8_t> bytes);
std::string sha256(std::span<const char> bytes);

}  // namespace nn
