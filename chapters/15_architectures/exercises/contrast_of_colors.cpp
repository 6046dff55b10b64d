// #title en Contrast of a color image
// #title zh 彩色图像的对比度
//
// #text en
// `contrast` is to change the contrast of an image by a factor $f$: every value
// $v$ becomes $f v + (1 - f) m$, cut off at 0 and 1, where $m$ is the image's
// mean
// **gray**. The gray of a pixel is 0.2989 times its red plus 0.587 times its
// green plus 0.114 times its blue.
//
// The function below is somebody's first attempt. It is right for gray images,
// and on color images it looks plausible, yet it tints them. Find out why, and
// mend it.
//
// `image` is 3 × pixels: each column is the red, green and blue of a pixel,
// between 0 and 1.
//
// #text zh
// `contrast` 要把图像的对比度改变 $f$ 倍：每个值 $v$ 变为 $f v + (1 - f) m$，
// 再截到 0 与 1 之间；其中 $m$ 是整幅图像的平均**灰度**。
// 一个像素的灰度是红的 0.2989 倍、绿的 0.587 倍与蓝的 0.114 倍之和。
//
// 下面的函数是某人的第一稿。对灰度图像它是对的，对彩色图像看上去也像那么回事，
// 却会使图像偏色。找出原因，把它改好。
//
// `image` 是 3 × 像素数的矩阵：每一列是一个像素的红、绿、蓝，都在 0 与 1 之间。
//
// #hint en
// Take a factor of 0. What should be left of an image? What does the attempt
// leave?
// #hint zh
// 取倍数为 0：图像应该剩下什么？这一稿剩下的又是什么？
// #hint en
// Each channel has been drawn toward a mean of its own. How many means does the
// text speak of?
// #hint zh
// 每个通道都被拉向了它自己的均值。题目里说的均值有几个？
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// The image (3 x pixels, 0 … 1) with `factor` times the contrast.
arma::mat contrast(const arma::mat& image, double factor) {
  // #solution
  const arma::rowvec weights = {0.2989, 0.587, 0.114};
  const double mean = arma::mean(weights * image);
  return arma::clamp(factor * image + (1 - factor) * mean, 0.0, 1.0);
  // #stub
  // const arma::vec means = arma::mean(image, 1);
  // arma::mat changed = factor * image;
  // changed.each_col() += (1 - factor) * means;
  // return arma::clamp(changed, 0.0, 1.0);
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14,
                                         "sums of a few numbers below 1"};
  const auto ask = [&](const arma::mat& image, double factor,
                       const arma::mat& expected) {
    expect_close(
        {"contrast(image, factor)", {{"image", image}, {"factor", factor}}},
        contrast(image, factor), expected, rounding);
  };

  check("a factor of 0 leaves one gray", [&] {
    // Grays 0.2989 and 0.114: the mean is 0.20645.
    ask({{1, 0}, {0, 0}, {0, 1}}, 0, arma::mat(3, 2).fill(0.20645));
  });
  check("half the contrast", [&] {
    // Grays 0.49672 and 0.19998: half of their mean is 0.174175.
    ask({{0.8, 0.2}, {0.4, 0.2}, {0.2, 0.2}}, 0.5,
        {{0.574175, 0.274175}, {0.374175, 0.274175}, {0.274175, 0.274175}});
  });
  check("twice the contrast is cut off", [&] {
    // Grays 0.99990 and 0: each value is 2 v - 0.49995.
    ask({{1, 0}, {1, 0}, {1, 0}}, 2, {{1, 0}, {1, 0}, {1, 0}});
    ask({{0.3, 0.3}, {0.3, 0.3}, {0.3, 0.3}}, 2,
        arma::mat(3, 2).fill(0.6 - 0.29997));
  });
}

// #wrong Takes the mean of all values, as if the eye saw all colors alike.
// #caught-by a factor of 0 leaves one gray
// #says expected 0.20645 got 0.3333
// -  const double mean = arma::mean(weights * image);
// +  const double mean = arma::accu(image) / double(image.n_elem);

// #wrong Draws every pixel toward its own gray: that is saturation.
// #caught-by a factor of 0 leaves one gray
// #says expected 0.20645 got 0.2989
// -  const double mean = arma::mean(weights * image);
// -  return arma::clamp(factor * image + (1 - factor) * mean, 0.0, 1.0);
// +  const arma::mat grays = arma::repmat(weights * image, 3, 1);
// +  return arma::clamp(factor * image + (1 - factor) * grays, 0.0, 1.0);

// #wrong Does not cut off.
// #caught-by twice the contrast is cut off
// #says expected 1 got 1.5
// -  return arma::clamp(factor * image + (1 - factor) * mean, 0.0, 1.0);
// +  return factor * image + (1 - factor) * mean;

// #wrong Takes blue for red: the weights are turned around.
// #caught-by half the contrast
// #says expected 0.574175
// -  const arma::rowvec weights = {0.2989, 0.587, 0.114};
// +  const arma::rowvec weights = {0.114, 0.587, 0.2989};
