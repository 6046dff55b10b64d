#include "nn/cuda/direct_convolution.cuh"
#include "nn/cuda/index.cuh"

namespace nn::cuda {

inline constexpr int tile_channels = 32;  // of the input, and of the output
inline constexpr int tile_pixels = 8;     // side by side in one row
inline constexpr int tile_width = tile_pixels + 2;

/// Copies a piece of the image into shared memory: the three rows around
/// `row`, tile_width pixels from `left` - padding on, 32 channels from `from`
/// on. What lies outside is 0.
__device__ inline void load_tile(const Image& g, const float* image, int row,
                                 int left, int from,
                                 float (&tile)[3][tile_width][tile_channels]) {
  const int c = static_cast<int>(threadIdx.x);
  for (int p = static_cast<int>(threadIdx.y); p < 3 * tile_width;
       p += tile_pixels) {
    const int y = row + p / tile_width - g.padding;
    const int x = left + p % tile_width - g.padding;
    const bool inside = y >= 0 && y < g.height && x >= 0 && x < g.width &&
                        from + c < g.channels;
    tile[p / tile_width][p % tile_width][c] =
        inside ? image[(y * g.width + x) * g.channels + from + c] : 0.0f;
  }
}

// #region convolve_3x3
/// A block of 32 x 8 threads: 32 output channels of 8 neighboring pixels. The
/// pixels around them are read from memory once and used by all 32 channels;
/// the weights of 32 channels lie side by side, so a warp reads them at once.
__global__ void convolve_3x3_kernel(Image g, const float* W, const float* b,
                                    const float* images, int relu, float* y) {
  __shared__ float tile[3][tile_width][tile_channels];
  const int across = (g.out_width + tile_pixels - 1) / tile_pixels;
  const int place = static_cast<int>(blockIdx.x);
  const int left = place % across * tile_pixels;
  const int row = place / across % g.out_height;
  const int sample = place / across / g.out_height;
  const int pixel = static_cast<int>(threadIdx.y);
  const int co = static_cast<int>(blockIdx.y) * tile_channels +
                 static_cast<int>(threadIdx.x);
  const float* image = images + sample * g.in_numbers();
  float sum = co < g.out_channels ? b[co] : 0;
  // #region convolve_step
  for (int from = 0; from < g.channels; from += tile_channels) {
    __syncthreads();  // the tile before is no longer read
    load_tile(g, image, row, left, from, tile);
    __syncthreads();
    if (co >= g.out_channels) continue;
    const int channels = min(tile_channels, g.channels - from);
    for (int tap = 0; tap < 9; ++tap)
      for (int c = 0; c < channels; ++c)
        sum += W[(tap * g.channels + from + c) * g.out_channels + co] *
               tile[tap / 3][pixel + tap % 3][c];
  }
  // #endregion convolve_step
  if (co >= g.out_channels || left + pixel >= g.out_width) return;
  const int to = sample * g.out_pixels() + row * g.out_width + left + pixel;
  y[to * g.out_channels + co] = relu && sum < 0 ? 0 : sum;
}
// #endregion convolve_3x3

void convolve_3x3(const Image& g, const float* W, const float* b,
                  const float* x, bool relu, std::size_t samples, float* y) {
  const int across = (g.out_width + tile_pixels - 1) / tile_pixels;
  const int groups = (g.out_channels + tile_channels - 1) / tile_channels;
  const auto blocks =
      static_cast<unsigned>(as_int(samples) * across * g.out_height);
  launch({dim3(blocks, static_cast<unsigned>(groups)),
          dim3(tile_channels, tile_pixels)},
         convolve_3x3_kernel, g, W, b, x, int{relu}, y);
}

}  // namespace nn::cuda
