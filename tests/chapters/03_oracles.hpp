// What others say of chapter 3's networks: published figures, and numbers that
// PyTorch 1.13 and numpy 1.24 gave in double precision.
#pragma once

#include <array>

namespace oracle {

// Matt Mazur, "A step by step backpropagation example", 2015, to the digits
// that he gives. w1 ... w8 after one step at rate 0.5:
inline constexpr std::array<double, 8> mazur_after_one_step = {
    0.149780716, 0.19956143,  0.24975114,  0.29950229,
    0.35891648,  0.408666186, 0.511301270, 0.561370121};
inline constexpr double mazur_error = 0.298371109;
// These three of his figures come from updating the output weights before
// computing the hidden gradients:
inline constexpr double slip_error_after_one_step = 0.291027924;
inline constexpr double slip_o1_after_10000 = 0.015912196;
inline constexpr double slip_o2_after_10000 = 0.984065734;
// and this one from the right order, 9999 steps.
inline constexpr double mazur_error_after_9999 = 0.0000351085;

// PyTorch, autograd: dE/dw1 ... dE/dw8, then the four biases.
inline constexpr std::array<double, 12> torch_gradients = {
    0.0004385677344743467, 0.0008771354689486934, 0.0004977127352608599,
    0.0009954254705217198, 0.08216704056423077,   0.08266762784753325,
    -0.022602540477475067, -0.02274024221597822,  0.008771354689486933,
    0.009954254705217198,  0.13849856162855695,   -0.03809823651655623};
// The error after 1000 and 10000 steps at rate 0.5; biases fixed, shared, own.
inline constexpr std::array<double, 3> torch_error_after_1000 = {
    0.001114349453733746, 0.0003460750103483246, 0.00027070458789574313};
inline constexpr std::array<double, 3> torch_error_after_10000 = {
    3.510187782978859e-05, 4.355321066163751e-06, 2.4475622359322627e-06};

// numpy, the notes' code on the 11 x 11 grid of [-10, 10]^2, rate 0.01: the
// loss before steps 0, 100 and 200, and W1 (row by row) and b3 after 101.
// (Soon the rate proves too large: numpy's own loss at step 250 changes by 1 %
// when the first weights change by 1e-15.)
inline constexpr std::array<double, 3> grid_losses = {
    1679.7885548050601, 1677.2260229786389, 1594.991255130354};
inline constexpr std::array<double, 6> grid_W1 = {
    0.23081581540451046, 0.4598179090899172,  0.3476778556231721,
    0.6219016613744999,  0.46609171825892715, 0.8224559948451765};
inline constexpr std::array<double, 2> grid_b3 = {-0.2843873002343033,
                                                  -0.3476130595380305};
// The same with sigma'(a1) left out.
inline constexpr double grid_faulty_loss_200 = 1677.8867840686712;

// PyTorch: activations at these five places, and their derivatives.
inline constexpr std::array<double, 5> places = {-3, -1, -0.25, 0.5, 2};
struct Activation {
  const char* name;
  std::array<double, 5> value, slope;
};
inline constexpr std::array<Activation, 5> activations = {
    {{"sigmoid",
      {0.04742587317756678, 0.2689414213699951, 0.43782349911420193,
       0.6224593312018546, 0.8807970779778823},
      {0.04517665973091214, 0.19661193324148185, 0.24613408273759835,
       0.2350037122015945, 0.10499358540350662}},
     {"tanh",
      {-0.9950547536867305, -0.7615941559557649, -0.24491866240370913,
       0.46211715726000974, 0.9640275800758169},
      {0.009866037165440166, 0.41997434161402614, 0.940014848806378,
       0.7864477329659274, 0.07065082485316443}},
     {"ReLU", {0, 0, 0, 0.5, 2}, {0, 0, 0, 1, 1}},
     {"LeakyReLU", {-0.03, -0.01, -0.0025, 0.5, 2}, {0.01, 0.01, 0.01, 1, 1}},
     {"GELU",
      {-0.00404969409489031, -0.15865525393145702, -0.10032341857926907,
       0.34573123063700656, 1.9544997361036416},
      {-0.01194564720418392, -0.08331547058768635, 0.304626645116364,
       0.8674951246561629, 1.085231801078197}}}};

}  // namespace oracle
