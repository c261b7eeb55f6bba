"""Hydrogen-like atoms as frozen objects: nucleus, levels, widths, wavelengths."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from dataclasses import replace as _replace
from typing import Any, Final, Literal

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.atoms import quantum_numbers as qn
from softnu.atoms.kernels import levels as kernels
from softnu.atoms.kernels.bethe import bethe_log
from softnu.atoms.kernels.levels import Corrections
from softnu.atoms.kernels.mixing import ComplexArray
from softnu.atoms.levels import require_lamb
from softnu.atoms.nuclei import g_factor
from softnu.atoms.parameters import Nucleus
from softnu.atoms.states import State, Transition, one_number
from softnu.constants import G_A_NUCLEON_ATOMS, M_E, SIN2_THETA_W
from softnu.errors import ConfigError, DomainError
from softnu.units import checked, from_natural

#: A nucleus lighter than this times the electron is no nucleus.
_LIGHTEST: Final = 100.0
PARTNERS: Final = ("nucleus", "antimuon")
#: Why there is no positronium here.
POSITRONIUM: Final = (
    "its two particles annihilate and have equal masses, so that none of the formulas for "
    "fine and hyperfine structure hold; muonium is the lightest atom here"
)


@dataclass(frozen=True, repr=False)
class HydrogenLike:
    r"""One electron and a nucleus.

    Levels are leading order in :math:`Z\alpha` (:mod:`softnu.atoms.kernels.levels`); quantities
    are in eV unless the method says otherwise.

    Parameters
    ----------
    name : str
        A name for people.
    Z, N : int
        Charge and number of neutrons.
    I : float
        Spin of the nucleus.
    g_N : float, optional
        Its g factor in nuclear magnetons; known for the proton and the deuteron.
    g_A_N : float, optional
        Its axial coupling; known for these, and 0 for I = 0.
    nuclear_mass : Quantity or str, optional
        Mass of the bare nucleus, for `reduced_mass`.
    reduced_mass : bool
        The reduced mass in place of the electron's.
    partner : {"nucleus", "antimuon"}
        Whether the electron is bound to a nucleus, or to an antimuon, an elementary particle
        that exchanges neutrinos of its own.
    sin2_theta_w, g_A_nucleon : float
        Weak mixing angle, axial charge of the nucleon.

    Raises
    ------
    SoftnuError
        If a value is not allowed; the message names it.

    Examples
    --------
    >>> atom = HydrogenLike("hydrogen", Z=1, N=0, I=0.5)
    >>> atom.energy_difference("1S1/2 F=1", "1S1/2 F=0").to("MHz", u.spectral()).round(2)
    <Quantity 1421.16 MHz>
    >>> atom.lifetime("4F5/2 F=3").to("ns").round(2)
    <Quantity 72.49 ns>
    """

    name: str
    Z: int
    N: int
    I: float
    g_N: float | None = None
    g_A_N: float | None = None
    nuclear_mass: u.Quantity | str | None = None
    reduced_mass: bool = False
    partner: Literal["nucleus", "antimuon"] = "nucleus"
    sin2_theta_w: float = SIN2_THETA_W
    g_A_nucleon: float = G_A_NUCLEON_ATOMS

    def __post_init__(self) -> None:
        for name, step, check in (
            ("Z", 1.0, qn.CHARGE.check),
            ("N", 1.0, checks.nonnegative),
            ("I", 0.5, checks.nonnegative),
        ):
            value = one_number(name, getattr(self, name), check, step)
            object.__setattr__(self, name, value)
        if (2 * self.I + self.Z + self.N) % 2:
            kind = "an integer" if (self.Z + self.N) % 2 == 0 else "half of an odd integer"
            raise DomainError(
                f"I = {self.I:g} is not allowed: it must be {kind} for {self.Z + self.N} nucleons"
            )
        for name in ("g_N", "g_A_N"):
            if getattr(self, name) is not None:
                value = one_number(name, getattr(self, name), checks.finite)
                object.__setattr__(self, name, value)
        checks.in_range("sin2_theta_w", self.sin2_theta_w, 0.0, 1.0)
        checks.finite("g_A_nucleon", self.g_A_nucleon)
        checks.one_of("partner", self.partner, PARTNERS)
        if self.nuclear_mass is not None:
            self._check_mass()
        elif self.reduced_mass:
            raise ConfigError("missing nuclear_mass: reduced_mass needs it")

    def _check_mass(self) -> None:
        natural = checked("nuclear_mass", self.nuclear_mass, "mass", checks.positive)
        if natural.ndim:
            raise DomainError(f"nuclear_mass must be one mass, its shape is {natural.shape}")
        if natural < _LIGHTEST * M_E:
            raise DomainError(f"nuclear_mass = {self.nuclear_mass} is not allowed: {POSITRONIUM}")
        object.__setattr__(self, "nuclear_mass", from_natural(natural, "eV"))

    def replace(self, **changes: Any) -> HydrogenLike:
        """Return the same atom with some fields changed; :class:`UnknownNameError` for others."""
        for name in changes:
            checks.one_of("field of HydrogenLike", name, [field.name for field in fields(self)])
        return _replace(self, **changes)

    @property
    def mass(self) -> float:
        """The reduced mass over the electron's, 1 without `reduced_mass`."""
        if self.nuclear_mass is None or not self.reduced_mass:
            return 1.0
        return 1.0 / (1.0 + M_E / float(u.Quantity(self.nuclear_mass).value))

    @property
    def partner_mass(self) -> float:
        """The reduced mass over that of an antimuon; 0 for a nucleus."""
        return 1.0 - self.mass if self.partner == "antimuon" else 0.0

    @property
    def nucleus(self) -> Nucleus:
        """What the kernels know of the nucleus."""
        return Nucleus(
            self._Z,
            np.asarray(float(self.N)),
            np.asarray(self.sin2_theta_w),
            np.asarray(self.g_A_nucleon),
            None if self.g_A_N is None else np.asarray(self.g_A_N),
        )

    def state(self, state: State | str) -> State:
        """Return a state of this atom, of a label; :class:`DomainError` if there is none."""
        if not isinstance(state, State):
            return State.parse(state, self.I)
        if state.I != self.I:
            raise DomainError(f"I = {state.I:g} is not allowed: {self.name} has I = {self.I:g}")
        return state

    def transition(self, transition: Transition | str) -> Transition:
        """Return a transition of this atom, of labels; :class:`DomainError` if there is none."""
        if not isinstance(transition, Transition):
            return Transition.parse(transition, self.I)
        self.state(transition.first)
        return transition

    def gross(self, state: State | str) -> u.Quantity:
        """Return Bohr's energy."""
        return from_natural(kernels.gross(self._Z, self.state(state).n, self.mass), "eV")

    def fine_structure(self, state: State | str) -> u.Quantity:
        """Return the shift by relativity and spin-orbit coupling."""
        s = self.state(state)
        return from_natural(kernels.fine_structure(self._Z, s.n, s.j, self.mass), "eV")

    def hyperfine(self, state: State | str) -> u.Quantity:
        """Return the magnetic hyperfine shift, 0 for I = 0."""
        s = self.state(state)
        shift = kernels.hyperfine(self._Z, s.n, s.l, s.j, s.F, s.I, self._g_N, self.mass)
        return from_natural(shift, "eV")

    def lamb_shift(self, state: State | str) -> u.Quantity:
        """Return the Lamb shift of a state with l >= 1."""
        s = self.state(state)
        require_lamb(s.l)
        logarithm = np.asarray(bethe_log(s.n, s.l))
        return from_natural(kernels.lamb_shift(self._Z, s.n, s.l, s.j, logarithm, self.mass), "eV")

    def width(self, state: State | str) -> u.Quantity:
        """Return the radiative width by E1; 0 for 1S, and for 2S, which emits two photons."""
        s = self.state(state)
        return from_natural(kernels.width(self._Z, s.n, s.l, self.mass), "eV")

    def lifetime(self, state: State | str) -> u.Quantity:
        """Return the radiative lifetime, in s; infinite where the width is 0."""
        with np.errstate(divide="ignore"):
            return from_natural(1.0 / self.width(state).value, "s")

    def energy(
        self, state: State | str, *, hyperfine: bool = True, lamb: bool = True
    ) -> u.Quantity:
        """Return the energy below the ionisation threshold; with `lamb` for l >= 1.

        Differences within one n lose digits: use :meth:`energy_difference`.
        """
        s = self.state(state)
        shift = self.complex_shift(s, hyperfine=hyperfine, lamb=lamb, widths=False)
        return self.gross(s) + from_natural(shift.real, "eV")

    def energy_difference(
        self,
        one: State | str,
        two: State | str,
        *,
        hyperfine: bool = True,
        lamb: bool = True,
    ) -> u.Quantity:
        """Return the energy of one state above that of another.

        Parameters
        ----------
        one, two : State or str
            The states; with `lamb` they have l >= 1, or the same n, l and j, for which the Lamb
            shifts cancel.
        hyperfine, lamb : bool
            What counts.

        Returns
        -------
        Quantity
            eV, formed from shifts at equal n.

        Raises
        ------
        SoftnuError
            If there is no such state, or the shift of an s state is needed.
        """
        a, b = self.state(one), self.state(two)
        lamb = lamb and (a.n, a.l, a.j) != (b.n, b.l, b.j)
        gap = kernels.gross(self._Z, a.n, self.mass) - kernels.gross(self._Z, b.n, self.mass)
        shifts = (
            self.complex_shift(s, hyperfine=hyperfine, lamb=lamb, widths=False).real
            for s in (a, b)
        )
        return from_natural(gap + next(shifts) - next(shifts), "eV")

    def wavelength(self, transition: Transition | str, **counts: bool) -> u.Quantity:
        """Return the wavelength of a transition in vacuum, in m.

        Parameters
        ----------
        transition : Transition or str
            Two states.
        **counts
            `hyperfine`, `lamb` of :meth:`energy_difference`.

        Returns
        -------
        Quantity
            m.

        Raises
        ------
        SoftnuError
            If the states have the same energy, or the shift of an s state is needed.
        """
        pair = self.transition(transition)
        gap = float(abs(self.energy_difference(pair.first, pair.second, **counts)).value)
        if gap == 0.0:
            raise DomainError(f"transition = '{pair}' is not allowed: both energies are the same")
        return from_natural(2.0 * math.pi / gap, "m")

    def complex_shift(
        self, state: State, *, hyperfine: bool, lamb: bool, widths: bool
    ) -> ComplexArray:
        r"""Return the shift of Bohr's energy less :math:`i\Gamma/2`, a number in eV.

        Parameters
        ----------
        state : State
            The state.
        hyperfine, lamb, widths : bool
            What counts beside fine structure.

        Returns
        -------
        ndarray () of complex
            As :func:`softnu.atoms.kernels.levels.complex_shift`.

        Raises
        ------
        SoftnuError
            For s states with `lamb`; if `hyperfine` needs a g factor that is not known.
        """
        if lamb:
            require_lamb(state.l)
        counts = Corrections(self._g_N if hyperfine else None, lamb, widths, {})
        numbers = (state.n, state.l, state.j, state.F, state.I)
        return kernels.complex_shift(self._Z, *numbers, counts, self.mass)

    @property
    def _Z(self) -> checks.FloatArray:
        return np.asarray(self.Z, dtype=np.float64)

    @property
    def _g_N(self) -> checks.FloatArray:
        return g_factor(self._Z, self.I) if self.g_N is None else np.asarray(self.g_N)

    def __repr__(self) -> str:
        shown = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                text = value if isinstance(value, u.Quantity) else repr(value)
                shown.append(f"{field.name}={text}")
        return f"HydrogenLike({', '.join(shown)})"
