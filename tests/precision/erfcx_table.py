"""Writes common/nn/elementary/error_function_table.hpp (to standard output).

Polynomials for exp(x^2) erfc(x) on 23 pieces of 0.5 <= x < 28, four to an
octave, each in w = -1 ... 1 across its piece: they meet the function at
Chebyshev's points, computed with 400 bits. Needs python3-mpmath.
"""
import mpmath as mp

mp.mp.prec = 400
DEGREE = 13


def rounded(number):
    """The double nearest to a number, as an exact mpf."""
    return mp.mpf(float(number)) if number else mp.mpf(0)


def polynomial(function):
    count = DEGREE + 1
    points = [mp.cos(mp.pi * (2 * k + 1) / (2 * count)) for k in range(count)]
    powers = mp.matrix(count, count)
    values = mp.matrix(count, 1)
    for i, point in enumerate(points):
        values[i] = function(point)
        for j in range(count):
            powers[i, j] = point**j
    return mp.lu_solve(powers, values)


def literal(number):
    """A hexadecimal literal without zeros at its end."""
    mantissa, exponent = float(number).hex().split("p")
    return mantissa.rstrip("0").rstrip(".") + "p" + exponent


def piece(octave, quarter):
    half = mp.mpf(2) ** octave / 8
    center = mp.mpf(2) ** octave * (1 + mp.mpf(quarter) / 4) + half
    terms = polynomial(
        lambda w: mp.exp((center + half * w) ** 2) * mp.erfc(center + half * w))
    first = rounded(terms[0])
    return center, [first, rounded(terms[0] - first)] + list(terms[1:])


HEAD = """\
/// erfc(x) exp(x^2) by polynomials, written by tests/precision/erfcx_table.py.
#pragma once

#include "nn/elementary/pair.hpp"

namespace nn::elementary {

/// value + w (terms[0] + w (terms[1] + ...)) with w = -1 ... 1 across a piece;
/// error below 2^-57 of it.
struct ErrorFunctionPiece {
  Pair value;
  double terms[13];
};

/// Four pieces to an octave: 0.5 ... 0.625, 0.625 ... 0.75, ..., 24 ... 28.
inline constexpr ErrorFunctionPiece error_function_pieces[] = {"""

print(HEAD.replace("...", "…"))
for octave in range(-1, 5):
    for quarter in range(4 if octave < 4 else 3):
        center, terms = piece(octave, quarter)
        words = [literal(term) for term in terms]
        print("    {{%s, %s},  // around %s" % (*words[:2], mp.nstr(center, 7)))
        lines = [", ".join(words[i:i + 3]) for i in range(2, len(words), 3)]
        print("     {" + ",\n      ".join(lines) + "}},")
print("};\n\n}  // namespace nn::elementary")
