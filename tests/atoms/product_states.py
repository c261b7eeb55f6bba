"""Hyperfine states as explicit sums of products of orbital, electron-spin and nuclear-spin states.

Nothing of Racah's algebra: coupled states come from the highest one by lowering operators, the
direction r/r between spherical harmonics from quadrature over the sphere.
"""

from functools import cache

import numpy as np
from scipy.special import sph_harm_y

#: Nodes on the sphere: exact for products of harmonics up to l = 8.
_POLAR, _AZIMUTHAL = 14, 24


@cache
def angular_momentum(j):
    """Matrices J_x, J_y, J_z for m = j ... -j."""
    m = np.arange(j, -j - 1, -1)
    plus = np.diag(np.sqrt(j * (j + 1) - m[1:] * (m[1:] + 1)), 1).astype(complex)
    return (plus + plus.T) / 2, (plus - plus.T) / 2j, np.diag(m).astype(complex)


def coupled(j1, j2, J):
    """Columns: |J M> for M = J ... -J in the products |m1 m2>; Condon-Shortley phases."""
    lower = [x - 1j * y for x, y, _ in (angular_momentum(j1), angular_momentum(j2))]
    size1, size2 = round(2 * j1) + 1, round(2 * j2) + 1
    whole = np.kron(lower[0], np.eye(size2)) + np.kron(np.eye(size1), lower[1])
    top = np.zeros((size1, size2), dtype=complex)
    # m1 falls from j1; the raising operator annihilates the sum.
    c = 1.0
    for row in range(size1):
        m1 = j1 - row
        m2 = J - m1
        if abs(m2) > j2:
            break
        top[row, round(j2 - m2)] = c
        climb1 = np.sqrt(j1 * (j1 + 1) - (m1 - 1) * m1)
        climb2 = np.sqrt(max(j2 * (j2 + 1) - (m2 + 1) * m2, 0.0))
        c = -c * climb2 / climb1 if climb1 else 0.0
    column = top.reshape(-1) / np.linalg.norm(top)
    columns = [column]
    for step in range(round(2 * J)):
        M = J - step
        column = whole @ column / np.sqrt(J * (J + 1) - M * (M - 1))
        columns.append(column)
    return np.stack(columns, axis=1)


@cache
def hyperfine(l, j, F, I):
    """Columns: |((l 1/2) j I) F m> in the products |m_l m_s m_I>."""
    inner = coupled(l, 0.5, j)
    return np.kron(inner, np.eye(round(2 * I) + 1)) @ coupled(j, I, F)


@cache
def direction(l1, l2):
    """Matrices of x/r, y/r, z/r between spherical harmonics."""
    x, w = np.polynomial.legendre.leggauss(_POLAR)
    phi = 2 * np.pi * np.arange(_AZIMUTHAL) / _AZIMUTHAL
    theta, phi = np.meshgrid(np.arccos(x), phi, indexing="ij")
    weight = np.broadcast_to(w[:, None] * 2 * np.pi / _AZIMUTHAL, theta.shape)
    one, two = (
        np.array([sph_harm_y(l, m, theta, phi) for m in range(l, -l - 1, -1)]) for l in (l1, l2)
    )
    axes = (np.sin(theta) * np.cos(phi), np.sin(theta) * np.sin(phi), np.cos(theta))
    return [np.einsum("atp,btp,tp->ab", one.conj(), two, axis * weight) for axis in axes]


def _spin(I):
    return [2.0 * matrix for matrix in angular_momentum(0.5)], [
        matrix / I if I else 0.0 * matrix for matrix in angular_momentum(I)
    ]


def scalars(l1, l2, I):
    """sigma_e.r, sigma_N.r and (sigma_e x sigma_N).r over r, in the product states."""
    r, (e, N) = direction(l1, l2), _spin(I)
    one_e, one_N = np.eye(2), np.eye(round(2 * I) + 1)
    along_e = sum(np.kron(np.kron(r[k], e[k]), one_N) for k in range(3))
    along_N = sum(np.kron(np.kron(r[k], one_e), N[k]) for k in range(3))
    cross = sum(
        sign * np.kron(np.kron(r[c], e[a]), N[b])
        for a, b, c in ((0, 1, 2), (1, 2, 0), (2, 0, 1))
        for sign, a, b in ((1, a, b), (-1, b, a))
    )
    return along_e, along_N, cross


def parity_factors(l1, j1, l2, j2, F, I):
    """A_e, A_N, A_x: elements between states of one m, the cross product's divided by i."""
    bra, ket = hyperfine(l1, j1, F, I), hyperfine(l2, j2, F, I)
    found = []
    for operator, phase in zip(scalars(l1, l2, I), (1, 1, 1j), strict=True):
        block = bra.conj().T @ operator @ ket / phase
        # A scalar: the same for all m, nothing between different ones.
        np.testing.assert_allclose(block, block[0, 0] * np.eye(len(block)), rtol=0, atol=1e-13)
        found.append(block[0, 0].real)
    return found


def reduced(bra, ket, F1, F2, operators):
    """<1||T||2> of a vector operator, from its z component: the theorem of Wigner and Eckart."""
    block = bra.conj().T @ operators[2] @ ket
    m = min(F1, F2)
    element = block[round(F1 - m), round(F2 - m)].real
    # <F1 m|T_0|F2 m> = <F2 m, 1 0|F1 m> <1||T||2>/sqrt(2 F1 + 1).
    clebsch = coupled(F2, 1, F1)[round(F2 - m) * 3 + 1, round(F1 - m)].real
    return element * np.sqrt(2 * F1 + 1) / clebsch


def e1(l1, j1, F1, l2, j2, F2, I):
    rest = np.eye(2 * (round(2 * I) + 1))
    operators = [np.kron(matrix, rest) for matrix in direction(l1, l2)]
    return reduced(hyperfine(l1, j1, F1, I), hyperfine(l2, j2, F2, I), F1, F2, operators)


def m1(l, j1, F1, j2, F2, I):
    one_N = np.eye(round(2 * I) + 1)
    operators = [
        np.kron(np.kron(L, np.eye(2)) + np.kron(np.eye(2 * l + 1), 2.0 * S), one_N)
        for L, S in zip(angular_momentum(l), angular_momentum(0.5), strict=True)
    ]
    return reduced(hyperfine(l, j1, F1, I), hyperfine(l, j2, F2, I), F1, F2, operators)
