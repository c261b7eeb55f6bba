"""The kernel of one mode by other routes: printed integrals, spinors, many digits."""

import mpmath as mp
import numpy as np
import pytest

from softnu.forces.kernels.isotropic_tensor import LEVI_CIVITA
from softnu.forces.kernels.mode import external_vector, mode_kernel, mode_kernel_gradient

ROUNDING = 1e-14  # what the kernel promises besides the phase
STATED = 2e-15  # of the waves' amplitude, times (1 + kr)(1 + 1/kr)
PHASE = 1e-15  # lost per radian of phase, as promised
GRADIENT = 4.0  # gradients: a few more products than the kernel itself
SPINORS = 1e-12  # products of four 4x4 matrices, denominators down to 1e-2
INTEGRALS = 1e-12  # Gauss and trapezoidal rules of entire functions of the angles
KNOWN = 1e-13  # numbers with 15 digits

POPULATIONS = pytest.mark.parametrize("population", ["sum", "produced", "opposite"])
METRIC = np.diag([1.0, -1.0, -1.0, -1.0])


# --- many digits -------------------------------------------------------------------


def _closed_form(r, k, m, population, majorana, digits=40):
    """The closed form as printed, with c = cos alpha, and its gradient."""
    with mp.workdps(digits + 20):
        r, k = ([mp.mpf(float(v)) for v in vector] for vector in (r, k))
        m = mp.mpf(float(m))
        kappa = mp.sqrt(sum(v * v for v in k))
        E = mp.sqrt(kappa**2 + m**2)
        lam = (E + kappa) / 2
        sizes = {"sum": (E, kappa), "produced": (lam, lam), "opposite": (E - lam, kappa - lam)}
        K0, size = sizes[population]
        K = [size * v / kappa for v in k]

        d = mp.sqrt(sum(v * v for v in r))
        rh = [v / d for v in r]
        x, c = kappa * d, sum(a * b for a, b in zip(k, rh, strict=True)) / kappa
        w = mp.cos(x) / (4 * mp.pi * d)
        slope = -(kappa * mp.sin(x) + mp.cos(x) / d) / (4 * mp.pi * d)
        bend = -(kappa**2) * w - 2 * slope / d
        C, Sn = mp.cos(x * c), mp.sin(x * c)
        dw = [slope * v for v in rh]
        ddw = [
            [(int(i == j) - rh[i] * rh[j]) * slope / d + rh[i] * rh[j] * bend for j in range(3)]
            for i in range(3)
        ]

        def fill(Cw, Sw, Cd, Sd):
            along = sum(a * b for a, b in zip(K, Sd, strict=True))
            mass = m * m * Cw if majorana else mp.mpf(0)
            S, A = ([[mp.mpf(0)] * 4 for _ in range(4)] for _ in range(2))
            S[0][0] = K0 * E * Cw - along - mass
            cross = [K[1] * Cd[2] - K[2] * Cd[1], K[2] * Cd[0] - K[0] * Cd[2]]
            cross.append(K[0] * Cd[1] - K[1] * Cd[0])
            for i in range(3):
                S[0][i + 1] = S[i + 1][0] = E * K[i] * Cw - K0 * Sd[i]
                A[0][i + 1], A[i + 1][0] = -cross[i], cross[i]
                for j in range(3):
                    S[i + 1][j + 1] = -K[i] * Sd[j] - K[j] * Sd[i]
                    if i == j:
                        S[i + 1][j + 1] += K0 * E * Cw + along + mass
                    A[i + 1][j + 1] = sum(
                        int(LEVI_CIVITA[i, j, l]) * (K0 * Cd[l] - E * K[l] * Sw) for l in range(3)
                    )
            return S, A

        S, A = fill(C * w, Sn * w, [C * v for v in dw], [Sn * v for v in dw])
        dS, dA = [], []
        for l in range(3):
            change = fill(
                C * dw[l] - k[l] * Sn * w,
                Sn * dw[l] + k[l] * C * w,
                [C * ddw[l][i] - k[l] * Sn * dw[i] for i in range(3)],
                [Sn * ddw[l][i] + k[l] * C * dw[i] for i in range(3)],
            )
            dS.append(change[0])
            dA.append(change[1])
        return tuple(np.array(T, dtype=object) for T in (S, A, dS, dA))


def _relative(ours, exact, amplitude, k, r):
    """Errors of kernel and gradient, each over its largest component or wave amplitude.

    Far away all components of heavy neutrinos vanish together where cos(kr) does: there the
    error is that of the waves, whose amplitude is E K_0/(4 pi r).
    """
    errors = []
    for parts, size in (((0, 1), amplitude), ((2, 3), amplitude * (k + 1 / r))):
        pairs = [pair for n in parts for pair in zip(ours[n].flat, exact[n].flat, strict=True)]
        scale = max(size, *(abs(b) for _, b in pairs))
        errors.append(float(max(abs(float(a) - b) for a, b in pairs) / scale))
    return errors


def _points(count):
    rng = np.random.default_rng(11)
    for n in range(count):
        x = 10.0 ** rng.uniform(-8, 6)
        kh, other = rng.normal(size=(2, 3))
        kh /= np.linalg.norm(kh)
        # A third of the points close to the axis, a third close to its opposite.
        side, spread = (
            (1, 10.0 ** rng.uniform(-12, -1)),
            (-1, 10.0 ** rng.uniform(-12, -1)),
            None,
        )[n % 3] or (0, 1.0)
        direction = side * kh + spread * other
        k = 10.0 ** rng.uniform(-2, 2)
        m = rng.choice([0.0, k * 10.0 ** rng.uniform(-4, 3)])
        yield x, direction / np.linalg.norm(direction) * x / k, k * kh, m


@pytest.mark.parametrize(
    ("population", "majorana"),
    [("sum", False), ("sum", True), ("produced", False), ("opposite", False)],
)
def test_closed_form_keeps_the_stated_accuracy_over_fourteen_decades(population, majorana):
    for x, r, k, m in _points(400):
        if population == "opposite" and m == 0.0:
            continue
        exact = _closed_form(r, k, m, population, majorana)
        distance, kappa = np.linalg.norm(r), np.linalg.norm(k)
        K0, _ = external_vector(kappa, m, population)
        amplitude = np.hypot(kappa, m) * K0 / (4 * np.pi * distance)
        ours = mode_kernel_gradient(r, k, m, population, majorana)
        stated = STATED * (1.0 + x) * (1.0 + 1.0 / x) * amplitude
        for found, known in zip(ours[:2], exact[:2], strict=True):
            assert np.max(np.abs((found - known).astype(float))) <= stated
        error, slope = _relative(ours, exact, amplitude, kappa, distance)
        assert error <= ROUNDING + PHASE * x
        assert slope <= GRADIENT * (ROUNDING + PHASE * x)


# --- the printed integrals ------------------------------------------------------------


def _angular_integral(r, k, m, population, polar=160, turns=160):
    r"""Fourier transform of the amplitude by a two-dimensional integral over directions.

    All components are homogeneous in q: N(n)/(q^2 - a^2) with a = 2 k.n for the direction n,
    times q or 1/q for the antisymmetric part. The principal value of the integral over q is
    pi delta(s) - (pi a/2) sin(a|s|), s = n.r, its derivative, and -(pi/2) cos(a s) sign(s).
    """
    d = np.linalg.norm(r)
    frame = np.linalg.svd(np.atleast_2d(r))[2]
    z = r / d
    nodes, w = np.polynomial.legendre.leggauss(polar)
    c, w = 0.5 * (nodes + 1), 0.5 * w
    phi = 2 * np.pi * np.arange(turns) / turns
    circle = np.cos(phi)[:, None] * frame[1] + np.sin(phi)[:, None] * frame[2]
    weights = w[:, None] * (2 * np.pi / turns)

    kappa = np.linalg.norm(k)
    E = np.hypot(kappa, m)
    K0, size = external_vector(kappa, m, population)
    K = size * k / kappa
    external = np.array([K0, *K])

    def symmetric(n):
        # a^mu K^nu + a^nu K^mu - g a.K with the momentum k reflected in the plane of n.
        a = np.empty((*n.shape[:-1], 4))
        a[..., 0] = E
        a[..., 1:] = k - 2 * (n @ k)[..., None] * n
        outer = a[..., :, None] * external
        dot = a @ METRIC @ external
        return outer + np.swapaxes(outer, -1, -2) - METRIC * dot[..., None, None]

    def antisymmetric(n):
        out = np.zeros((*n.shape[:-1], 4, 4))
        out[..., 1:, 1:] = K0 * np.einsum("ijl,...l->...ij", LEVI_CIVITA, n)
        cross = -np.cross(K, n)
        out[..., 0, 1:], out[..., 1:, 0] = cross, -cross
        return out

    n = np.sqrt(1 - c * c)[:, None, None] * circle + c[:, None, None] * z
    a, s = 2 * n @ k, d * c[:, None]
    # Half of the sphere, taken twice; the ring s = 0 counts from both sides.
    S = np.mean(symmetric(circle), axis=0) * 2 * np.pi**2 / d
    S = S - np.pi * np.einsum("ct,ctmn->mn", weights * a * np.sin(a * s), symmetric(n))
    # delta'(s) takes the derivative with respect to cos(theta) of a linear function of n.
    A = -antisymmetric(z) * 2 * np.pi**2 / d**2
    waves = weights * np.cos(a * s)
    A = A - np.pi * np.einsum("ct,ctmn->mn", waves * a * a, antisymmetric(n))
    spare = K0 * k - E * K
    A[1:, 1:] += np.pi * np.sum(waves * a) * np.einsum("ijl,l->ij", LEVI_CIVITA, spare)
    return S / (2 * np.pi) ** 3, A / (2 * np.pi) ** 3


POINTS = [(0.7, 0.6), (3.0, 1.1), (11.0, 2.7)]


def _at(r, alpha):
    return np.array([0.0, 0.0, r]), np.array([np.sin(alpha), 0.0, np.cos(alpha)])


@pytest.mark.parametrize(("r", "alpha"), POINTS)
def test_printed_integral_over_momentum_transfers_gives_the_kernel(r, alpha):
    # Eq. (2.30) of arXiv:2405.16801: [(2k^2 + m^2) q^2 - 2 (k.q)^2]/[q^4 - 4 (k.q)^2].
    r, k = _at(r, alpha)
    S, A = mode_kernel(r, k, 0.0, "sum", False)
    S_, A_ = _angular_integral(r, k, 0.0, "sum")
    np.testing.assert_allclose(S_, S, rtol=0, atol=INTEGRALS * np.max(np.abs(S)))
    np.testing.assert_allclose(A_, A, rtol=0, atol=INTEGRALS * np.max(np.abs(A)))


@POPULATIONS
@pytest.mark.parametrize("m", [0.2, 3.0])
def test_integral_over_momentum_transfers_gives_all_components_at_any_mass(m, population):
    rng = np.random.default_rng(7)
    for _ in range(5):
        r, k = rng.normal(size=(2, 3)) * np.array([[3.0], [1.0]])
        S, A = mode_kernel(r, k, m, population, False)
        S_, A_ = _angular_integral(r, k, m, population)
        scale = max(np.max(np.abs(S)), np.max(np.abs(A)))
        np.testing.assert_allclose(S_, S, rtol=0, atol=INTEGRALS * scale)
        np.testing.assert_allclose(A_, A, rtol=0, atol=INTEGRALS * scale)


def test_kernel_reproduces_the_known_values_of_the_beam_integrals():
    # E = 1, r = 0.7, alpha = 0.6; the integrals are 4 pi^3 times kernel components.
    r, k = _at(0.7, 0.6)
    S, _ = mode_kernel(r, k, 0.0, "sum", False)
    factor = 4 * np.pi**3
    assert factor * S[0, 0] == pytest.approx(20.0716042056028, rel=KNOWN, abs=0)
    assert factor * np.trace(S[1:, 1:]) == pytest.approx(16.0629738774927, rel=KNOWN, abs=0)
    # Eq. (4.10): 2 pi^2 cos(x) cos(x c)/r, exact at every distance.
    parity_violating = 2 * np.pi**2 / 0.7 * np.cos(0.7) * np.cos(0.7 * np.cos(0.6))
    assert parity_violating == pytest.approx(18.0672890415478, rel=KNOWN, abs=0)
    half = 0.5 * factor * (S[0, 0] + np.trace(S[1:, 1:]))
    assert half == pytest.approx(parity_violating, rel=KNOWN, abs=0)


def test_transverse_momentum_gives_the_tensor_that_the_integral_gives():
    # k = z, r = x, E r = 1: 4 pi r S^ij = cos(1) delta_ij, the decomposition for isotropic
    # backgrounds does not apply.
    S, _ = mode_kernel(np.array([1.0, 0, 0]), np.array([0, 0, 1.0]), 0.0, "sum", False)
    expected = np.cos(1.0) * np.eye(3)
    np.testing.assert_allclose(4 * np.pi * S[1:, 1:], expected, rtol=0, atol=ROUNDING)


# --- exact spinors ----------------------------------------------------------------------

_PAULI = np.array([[[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]])
_ONE, _ZERO = np.eye(2), np.zeros((2, 2))
_GAMMA = np.array(
    [
        np.block([[_ONE, _ZERO], [_ZERO, -_ONE]]),
        *(np.block([[_ZERO, s], [-s, _ZERO]]) for s in _PAULI),
    ]
)
_GAMMA5 = np.block([[_ZERO, _ONE], [_ONE, _ZERO]])
_LEFT = np.eye(4) - _GAMMA5


def _slash(p):
    return np.einsum("m,mab->ab", METRIC @ p, _GAMMA)


def _spinors(k, m, antiparticle):
    """Helicity spinors, produced one first: negative for neutrinos, positive for antineutrinos."""
    kappa = np.linalg.norm(k)
    E = np.hypot(kappa, m)
    _, vectors = np.linalg.eigh(np.einsum("i,iab->ab", k / kappa, _PAULI))
    found = []
    for column in (0, 1):
        chi, helicity = vectors[:, column], (-1, 1)[column]
        up, down = np.sqrt(E + m) * chi, helicity * kappa / np.sqrt(E + m) * chi
        # v of helicity h has the two-spinor of helicity -h.
        found.append(np.concatenate([down, up] if antiparticle else [up, down]))
    return found


def _amplitude(k, q, m, u, antiparticle):
    """Both orders of the vertices on the neutrino line; body 1 has the first index."""
    E = np.sqrt(k @ k + m * m)
    p = np.array([E, *k]) * (-1 if antiparticle else 1)
    transfer = np.array([0.0, *q])
    ubar = u.conj() @ _GAMMA[0]
    total = np.zeros((4, 4), dtype=complex)
    for sign in (1, -1):
        inner = p + sign * transfer
        propagator = (_slash(inner) + m * np.eye(4)) / (inner @ METRIC @ inner - m * m)
        for mu in range(4):
            for nu in range(4):
                first, second = (mu, nu) if sign == 1 else (nu, mu)
                line = ubar @ _GAMMA[first] @ _LEFT @ propagator @ _GAMMA[second] @ _LEFT @ u
                total[mu, nu] += line
    # Exchanging two fermion operators changes the sign for antineutrinos.
    return -total if antiparticle else total


def _momentum_kernel(k, q, m, population):
    """Eqs. (2.30)-(2.33) of arXiv:2405.16801 with the external vector (K_0, K)."""
    kappa = np.linalg.norm(k)
    E = np.hypot(kappa, m)
    K0, size = external_vector(kappa, m, population)
    K, x, q2 = size * k / kappa, k @ q, q @ q
    y = K @ q
    S, A = np.zeros((2, 4, 4), dtype=complex)
    S[0, 0] = (K0 * E + K @ k) * q2 - 2 * x * y
    S[0, 1:] = S[1:, 0] = (E * K + K0 * k) * q2 - 2 * K0 * x * q
    space = np.outer(K, k) * q2 - 2 * x * np.outer(K, q)
    S[1:, 1:] = space + space.T + np.eye(3) * ((K0 * E - K @ k) * q2 + 2 * x * y)
    axial = K0 * q2 * q - 2 * x * (K0 * k - E * K)
    A[1:, 1:] = 1j * np.einsum("ijl,l->ij", LEVI_CIVITA, axial)
    A[0, 1:] = -1j * q2 * np.cross(K, q)
    A[1:, 0] = -A[0, 1:]
    return S / (q2**2 - 4 * x * x), A / (q2**2 - 4 * x * x)


#: Spinors normalised to 2E, vertices gamma (1 - gamma5) and the sum over both orders.
CONSTANT = -16.0


@pytest.mark.parametrize("m", [0.0, 0.7, 5.0])
@pytest.mark.parametrize("antiparticle", [False, True], ids=["neutrino", "antineutrino"])
def test_exact_spinors_give_all_components_for_each_helicity(antiparticle, m):
    rng = np.random.default_rng(2)
    for _ in range(20):
        k, q = rng.normal(size=(2, 3))
        if abs((q @ q) ** 2 - 4 * (k @ q) ** 2) < 1e-2:
            continue
        one, other = (_amplitude(k, q, m, u, antiparticle) for u in _spinors(k, m, antiparticle))
        scale = np.max(np.abs(one)) + np.max(np.abs(other))
        for population, amplitude in (
            ("produced", one),
            ("opposite", other),
            ("sum", one + other),
        ):
            S, A = _momentum_kernel(k, q, m, population)
            kernel = S - A if antiparticle else S + A
            expected = CONSTANT * kernel
            np.testing.assert_allclose(amplitude, expected, rtol=0, atol=SPINORS * scale)


def test_momentum_kernel_for_both_helicities_is_the_printed_one():
    rng = np.random.default_rng(4)
    k, q, m = rng.normal(size=3), rng.normal(size=3), 0.6
    x, q2, k2 = k @ q, q @ q, k @ k
    S, A = _momentum_kernel(k, q, m, "sum")
    D, E = q2**2 - 4 * x * x, np.sqrt(k2 + m * m)
    space = 2 * np.outer(k, k) * q2 - 2 * x * (np.outer(k, q) + np.outer(q, k))
    space = space + np.eye(3) * (2 * x * x + m * m * q2)
    np.testing.assert_allclose(S[0, 0], ((2 * k2 + m * m) * q2 - 2 * x * x) / D, rtol=SPINORS)
    np.testing.assert_allclose(S[0, 1:], 2 * E * (k * q2 - q * x) / D, rtol=SPINORS)
    np.testing.assert_allclose(S[1:, 1:], space / D, rtol=SPINORS)
    expected = 1j * E * q2 / D * np.einsum("ijl,l->ij", LEVI_CIVITA, q)
    np.testing.assert_allclose(A[1:, 1:], expected, rtol=SPINORS)
    np.testing.assert_allclose(A[0, 1:], -1j * q2 / D * np.cross(k, q), rtol=SPINORS)
