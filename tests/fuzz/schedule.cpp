// A schedule that is accepted gives shares of the learning rate from 0 to 1.
#include "nn/training/schedules.hpp"

#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string input = fuzz::text(data, size);
  try {
    const nn::Schedule schedule = nn::parse_schedule(input);
    for (std::int64_t total : {0, 1, 2, 3, 10, 1000, 1'000'000'000})
      for (std::int64_t step : {std::int64_t{0}, std::int64_t{1}, total / 3,
                                total - 1, total, 2 * total + 7}) {
        const double share = schedule.at(step, total);
        fuzz::require(share >= 0 && share <= 1 + 1e-9,
                      fmt::format("{} in step {} of {}", share, step, total));
      }
  } catch (const nn::UsageError& error) {
    fuzz::require(std::string(error.what()).size() > 10, "no complaint");
  }
  return 0;
}
