"""Catalogue quantities: thresholds of counts, and limits on products of couplings."""

from __future__ import annotations

import warnings

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import DomainError, ValidityWarning
from softnu.quantity import NONNEGATIVE, POSITIVE, Parameter, quantity
from softnu.renp.kernels import limits as kernels
from softnu.renp.kernels import rates, statistics
from softnu.renp.kernels.couplings import ComplexArray
from softnu.renp.kernels.limits import Limits
from softnu.renp.kernels.rates import Events
from softnu.renp.probes import COUPLINGS, M_MED, current_of, poles, strength_of, width_of
from softnu.renp.rates import ACCURACY, EXAMPLE_RUN, RUN, VALIDITY, Run, watch
from softnu.renp.spectra import PAPER

STATISTICS = ("poisson", "gauss")
BINNINGS = ("total", "per_frequency")
ROOTS = ("positive", "negative", "lowest", "highest")
_STATISTIC = Parameter(
    "statistic",
    "word",
    "chi^2 of Poisson counts, or the Gaussian one",
    "poisson",
    choices=STATISTICS,
)
_CHI2 = Parameter(
    "chi2",
    "number",
    "chi^2 at the limit; 95 % of one parameter",
    statistics.CHI2_95,
    range=POSITIVE,
)


def limits_of(
    run: Run,
    coupling: str,
    matrix: ComplexArray,
    m_med: FloatArray,
    g_nu: FloatArray | None,
    statistic: str,
    binning: str,
    chi2: FloatArray,
) -> Limits:
    """Return every limit on the product of couplings; arguments as those of renp.limit."""
    width = width_of(coupling, matrix, m_med, g_nu, run.neutrinos)
    axes = run.axes(matrix[..., 0, 0], m_med, width, chi2)
    seen = watch(run, axes, current_of(coupling, matrix, run.neutrinos.majorana))
    strength = strength_of(coupling, seen.s, m_med, width)
    events = rates.events(seen.sums, strength, seen.exposure, seen.background)
    _require_events(events)
    contributes = seen.exposure * seen.sums.square > 0.0
    on_pole = np.any(poles(seen.s, m_med, width, contributes), axis=0)
    find = kernels.total_edges if binning == "total" else kernels.frequency_edges
    edges = find(events, statistic, chi2)
    if np.any(on_pole):
        warnings.warn(
            "a pair has the mass of the mediator, which has no width, and the limit is 0: give "
            "g_nu, the coupling of neutrinos that fixes its width",
            ValidityWarning,
            stacklevel=3,
        )
        edges = np.where(on_pole, kernels.no_room(edges), edges)
    return kernels.from_edges(edges)


def _require_events(events: Events) -> None:
    """Raise :class:`DomainError` where nothing is expected, so that nothing can be tested."""
    if np.any(np.sum(events.expected, axis=0) <= 0.0):
        raise DomainError(
            "N_true = 0 is not allowed for a limit: no event is expected; live_time and target "
            "must not be empty, and trigger_energies not all above the highest threshold"
        )


@quantity(
    "renp.statistics.threshold",
    items=(
        Parameter("side", "word", "more or fewer than expected", choices=("upper", "lower")),
        _STATISTIC,
        Parameter("N_true", "number", "expected events", range=POSITIVE),
        _CHI2,
    ),
    unit="",
    formula=r"N_\mp = -N W_b(-e^{-1-\chi^2/2N}),\ b = 0, -1\ \text{(poisson)};\ "
    r"N \mp \sqrt{\chi^2N}\ \text{(gauss)}",
    source="chi^2 of Poisson counts in closed form, derived",
    papers=(),
    accuracy="1e-14",
    validity="negative for gauss if no deficit is that significant",
    example={"side": "upper", "N_true": 45},
)
def threshold(side: str, statistic: str, N_true: FloatArray, chi2: FloatArray) -> FloatArray:
    """Number of events that differs from the expected one by some chi^2."""
    return statistics.threshold(side == "upper", statistic, N_true, chi2)


@quantity(
    "renp.limit",
    items=(
        RUN,
        Parameter("coupling", "word", "which coupling of neutrinos", choices=COUPLINGS),
        Parameter("matrix", "matrix", "its pattern; the product of couplings multiplies it"),
        M_MED,
        Parameter(
            "g_nu",
            "number",
            "coupling of neutrinos that fixes the width of the mediator",
            None,
            range=NONNEGATIVE,
        ),
        _STATISTIC,
        Parameter(
            "binning", "word", "all events, or those at each energy", "total", choices=BINNINGS
        ),
        _CHI2,
        Parameter(
            "root",
            "word",
            "closest to 0 on either side, or outermost of all",
            "positive",
            choices=ROOTS,
        ),
    ),
    unit="",
    formula=r"\chi^2(g) = c,\ N(g) = N + \sum_k(A_kg + B_kg^2)",
    source="sensitivity of arXiv:2110.03510, in closed form, with all roots",
    papers=(PAPER,),
    accuracy=ACCURACY + "; beside a pole, 1e-16 of m_med over its distance to it or its width",
    validity=VALIDITY + "; on the pole of a mediator without width 0",
    example=EXAMPLE_RUN | {"coupling": "g_L", "matrix": "E_11", "m_med": "1 keV"},
)
def limit(
    run: Run,
    coupling: str,
    matrix: ComplexArray,
    m_med: FloatArray,
    g_nu: FloatArray | None,
    statistic: str,
    binning: str,
    chi2: FloatArray,
    root: str,
) -> FloatArray:
    """Limit on the product of couplings of a mediator to electron and neutrinos."""
    found = limits_of(run, coupling, matrix, m_med, g_nu, statistic, binning, chi2)
    return np.asarray(getattr(found, root))
