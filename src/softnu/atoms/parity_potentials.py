r"""The potentials of parity violation between electron and nucleus, for codes with orbitals.

.. math:: V = \frac1{2m_e}\{\sigma_e\cdot p,V_e\} + \frac1{2m_e}\{\sigma_N\cdot p,V_N\}
    - \frac1{2m_e}(\sigma_e\times\sigma_N)\cdot\hat r\,V_N'
    \quad\text{or}\quad \gamma_5V_e + \alpha\cdot\sigma_NV_N
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np

from softnu import checks
from softnu.atoms.kernels import couplings, profiles
from softnu.atoms.kernels.contact import dipole_scale
from softnu.atoms.kernels.couplings import Couplings
from softnu.atoms.kernels.tabulated import Potential
from softnu.atoms.parameters import Nucleus
from softnu.checks import FloatArray
from softnu.constants import ALPHA, G_A_NUCLEON_ATOMS, M_E, M_Z, SIN2_THETA_W
from softnu.errors import ConfigError
from softnu.matter.isotopes import isotope
from softnu.neutrinos import Neutrinos
from softnu.units import checked, to_natural

#: Scale of the dipole form factor of a nucleon.
_NUCLEON_SCALE: Final = "0.843 GeV"
_R0: Final = to_natural("r0", "1.2 fm", "length")
#: What each source of parity violation is, in the order of the columns.
SOURCES: Final = {
    "loop": "two-neutrino exchange, point vertices: only for r >> 1/m_Z, r^-5 towards the nucleus",
    "loop_ff": "two-neutrino exchange with the form factor 1/(1 + Q^2/M^2)^2; what is inside 1/M "
    "depends on log_scale, the contact term",
    "z": "Z exchange with a point nucleus",
    "z_ff": "Z exchange at low energy with the same form factor",
    "z_gamma": "Z-photon mixing by the electron's loop",
}
_BARE: Final = ("loop_1", "loop_2", "loop_3")


@dataclass(frozen=True)
class ParityPotentials:
    """Potentials of all sources of parity violation for one nucleus.

    Parameters
    ----------
    nucleus : str
        An isotope such as "133Cs" or "1H".
    neutrinos : Neutrinos, optional
        Masses, mixing and nature; massless ones if left out.
    form_factor_scale : Quantity or str, optional
        M of the form factor. By default 0.843 GeV for the proton, else that of a nucleus of
        radius 1.2 A^(1/3) fm, M = sqrt(20)/radius.
    log_scale : float
        Contact term of the loop with form factor, ln(M^2/mu^2).
    g_A_N : float, optional
        Axial coupling of the nucleus; known for the proton, the deuteron and even-even nuclei.
        Without it there are no potentials of the nuclear spin.
    sin2_theta_w : float
        Squared sine of the weak mixing angle.

    Raises
    ------
    SoftnuError
        If the isotope is not known, or a value not allowed.

    Examples
    --------
    >>> cesium = ParityPotentials("133Cs")
    >>> cesium.columns
    ('loop_1', 'loop_2', 'loop_3', 'loop_e', 'loop_ff_e', 'z_e', 'z_ff_e', 'z_gamma_e')
    >>> V = cesium.function("loop_ff_e")  # eV, of Bohr radii
    >>> V(np.array([1e-6, 1e-2]))
    array([-1.44439479e-05, -1.46082575e-19])
    """

    nucleus: str
    neutrinos: Neutrinos | None = None
    form_factor_scale: Any = None
    log_scale: float = 0.0
    g_A_N: float | None = None
    sin2_theta_w: float = SIN2_THETA_W

    def __post_init__(self) -> None:
        isotope(self.nucleus)
        checks.in_range("sin2_theta_w", self.sin2_theta_w, 0.0, 1.0)
        checks.finite("log_scale", self.log_scale)
        if self.g_A_N is not None:
            checks.finite("g_A_N", self.g_A_N)
        if self.form_factor_scale is not None:
            checked("form_factor_scale", self.form_factor_scale, "energy", checks.positive)

    @property
    def scale(self) -> float:
        """M of the form factor, eV."""
        if self.form_factor_scale is not None:
            return float(to_natural("form_factor_scale", self.form_factor_scale, "energy"))
        known = isotope(self.nucleus)
        if known.Z + known.N == 1:
            return float(to_natural("form_factor_scale", _NUCLEON_SCALE, "energy"))
        return float(dipole_scale(np.asarray(float(known.Z + known.N)), _R0))

    @property
    def nuclear_spin(self) -> bool:
        """Whether the axial coupling of the nucleus is known."""
        return self._axial is not None

    @property
    def couplings(self) -> dict[str, tuple[Couplings, ...]]:
        """H_1, H_2, m_e C by source; of the loop for every mass state, of others in 1/eV^2."""
        nucleus, axial = self._nucleus, np.zeros(()) if self._axial is None else self._axial
        sin2 = np.asarray(self.sin2_theta_w)
        loop = tuple(couplings.loop(share, nucleus.vector, axial, sin2) for share in self._shares)
        tree = (couplings.tree(nucleus.vector, axial, sin2),)
        mixed = (couplings.z_gamma(nucleus.Z, axial, sin2),)
        return {"loop": loop, "loop_ff": loop, "z": tree, "z_ff": tree, "z_gamma": mixed}

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the potentials: of mass states for unit couplings, then V_e and V_N."""
        particles = ("e", "N") if self.nuclear_spin else ("e",)
        return (*_BARE, *(f"{source}_{one}" for source in SOURCES for one in particles))

    def function(self, column: str) -> Potential:
        """Return a potential as a function of Bohr radii.

        Parameters
        ----------
        column : str
            One of :attr:`columns`.

        Returns
        -------
        callable
            Takes radii (n,) in Bohr radii, gives eV (n,).

        Raises
        ------
        ConfigError
            If the axial coupling that it needs is not known.
        UnknownNameError
            If there is no such potential.
        """
        if column.endswith("_N") and not self.nuclear_spin:
            raise ConfigError(
                f"missing g_A_N: {column} needs the axial coupling of {self.nucleus}, which is "
                "not known"
            )
        checks.one_of("column", column, self.columns)
        natural = self._natural(column)
        return lambda r: natural(np.asarray(r, dtype=np.float64) / (ALPHA * M_E))

    def _natural(self, column: str) -> Callable[[FloatArray], FloatArray]:
        """Return a potential, eV, as a function of 1/eV."""
        source, _, of = column.rpartition("_")
        shapes = self._shapes(source)
        if column in _BARE:
            return shapes[_BARE.index(column)]
        field = {"e": "H1", "N": "H2"}[of]
        strengths = [float(getattr(one, field)) for one in self.couplings[source]]

        def summed(r: FloatArray) -> FloatArray:
            terms = (strength * F(r) for strength, F in zip(strengths, shapes, strict=True))
            return np.asarray(sum(terms))

        return summed

    def _shapes(self, source: str) -> list[Callable[[FloatArray], FloatArray]]:
        """Return F of a source, without couplings, for each of its terms."""
        if source == "z":
            return [partial(profiles.yukawa_profile, M=M_Z)]
        if source == "z_ff":
            return [partial(profiles.dipole_profile, M=self.scale)]
        if source == "z_gamma":
            return [profiles.z_gamma_profile]
        M = self.scale if source == "loop_ff" else math.inf
        majorana = self.neutrinos is not None and self.neutrinos.nature == "majorana"
        return [
            partial(profiles.pair_profile, m=m, majorana=majorana, M=M, log_scale=self.log_scale)
            for m in self._masses
        ]

    @property
    def _nucleus(self) -> Nucleus:
        known = isotope(self.nucleus)
        return Nucleus(
            np.asarray(float(known.Z)),
            np.asarray(float(known.N)),
            np.asarray(self.sin2_theta_w),
            np.asarray(G_A_NUCLEON_ATOMS),
            None if self.g_A_N is None else np.asarray(self.g_A_N),
        )

    @property
    def _axial(self) -> FloatArray | None:
        try:
            return self._nucleus.axial(None)
        except ConfigError:
            return None

    @property
    def _masses(self) -> FloatArray:
        return np.zeros(3) if self.neutrinos is None else np.asarray(self.neutrinos.masses.value)

    @property
    def _shares(self) -> FloatArray:
        """|U_ei|^2; of massless neutrinos only their sum counts."""
        if self.neutrinos is None:
            return np.array([1.0, 0.0, 0.0])
        return np.asarray(np.abs(self.neutrinos.mixing[0]) ** 2)
