"""Random points: they fill what they should fill, and are the same everywhere."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.scan.samples import between, latin_hypercube, two_sided_gaussian, uniform

#: Standard errors of a mean over COUNT draws that a correct sampler stays within (1 in 1e4).
STANDARD_ERRORS = 4.0
COUNT = 40_000
#: Rounding of a power and a product.
ROUNDING = 1e-14
seeds = st.integers(0, 2**63 - 1)


@given(seeds, st.integers(0, 30))
def test_uniform_numbers_are_inside_and_reproducible(seed, stream):
    numbers = uniform(seed, stream, 1000)
    assert 0.0 < numbers.min() < numbers.max() < 1.0
    assert np.array_equal(numbers, uniform(seed, stream, 1000))
    assert not np.array_equal(numbers, uniform(seed, stream + 1, 1000))
    assert not np.array_equal(numbers, uniform(seed + 1, stream, 1000))


def test_the_stream_is_that_of_the_generator_written_out():
    # The multiplier of PCG64 and its output function (XSL-RR), in Python's integers.
    state = np.random.PCG64(np.random.SeedSequence((7, 0))).state["state"]
    number, mask = state["state"], (1 << 128) - 1
    for expected in uniform(7, 0, 20):
        number = (number * 0x2360ED051FC65DA44385DF649FCCF645 + state["inc"]) & mask
        folded, turn = (number >> 64) ^ (number & (2**64 - 1)), number >> 122
        bits = ((folded >> turn) | (folded << (64 - turn))) & (2**64 - 1)
        assert expected == ((bits >> 11) + 0.5) / 2**53


def test_mean_and_spread_of_uniform_numbers():
    numbers = uniform(3, 0, COUNT)
    error = STANDARD_ERRORS / math.sqrt(12 * COUNT)
    assert abs(numbers.mean() - 0.5) < error
    assert abs(np.mean((numbers - 0.5) ** 2) - 1 / 12) < error


@given(seeds, st.integers(1, 300))
def test_a_latin_hypercube_has_one_point_in_each_slice(seed, count):
    numbers = latin_hypercube(seed, 0, count)
    assert sorted(np.floor(numbers * count).astype(int)) == list(range(count))


def test_coordinates_of_a_latin_hypercube_are_independent():
    x, y = (latin_hypercube(5, stream, COUNT) for stream in (0, 1))
    assert abs(np.corrcoef(x, y)[0, 1]) < STANDARD_ERRORS / math.sqrt(COUNT)


@given(st.floats(1e-300, 1e300), st.floats(1e-300, 1e300), st.floats(0.0, 1.0))
def test_between_stays_between(one, other, fraction):
    low, high = sorted((one, other))
    for log in (False, True):
        value = between(np.array(fraction), low, high, log=log)
        # A power with an exponent of several hundred loses some digits.
        assert low * (1 - 1e-12) <= value <= high * (1 + 1e-12)


def test_between_in_the_middle():
    assert between(np.array(0.5), 1.0, 9.0, log=False) == 5.0
    assert between(np.array(0.5), 1.0, 9.0, log=True) == pytest.approx(3.0, rel=ROUNDING, abs=0)


def test_two_half_gaussians_have_their_quantiles():
    draws = two_sided_gaussian(11, 2, COUNT, best=10.0, down=1.0, up=3.0)
    for level, probability in ((9.0, 0.158655), (10.0, 0.5), (13.0, 0.841345), (16.0, 0.977250)):
        error = STANDARD_ERRORS * math.sqrt(probability * (1 - probability) / COUNT)
        assert abs(np.mean(draws < level) - probability) < error
