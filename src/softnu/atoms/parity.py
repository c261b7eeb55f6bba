"""Interactions that violate parity in a hydrogen-like atom: elements, E1 over M1."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.atoms.hydrogen_like import HydrogenLike
from softnu.atoms.kernels import couplings as coupling_kernels
from softnu.atoms.kernels import muonium
from softnu.atoms.kernels.couplings import Couplings, with_recoil
from softnu.atoms.kernels.elements import (
    Exchange,
    PairExchange,
    ZGammaExchange,
    bohr_radius,
    exchange_element,
    one_term,
)
from softnu.atoms.kernels.mixing import ComplexArray, Line, Sublevel
from softnu.atoms.kernels.mixing import e1_m1_ratio as ratio_kernel
from softnu.atoms.states import State, Transition
from softnu.errors import ConfigError
from softnu.neutrinos import Neutrinos
from softnu.neutrinos.kernels import masses as masses_of_states
from softnu.units import checked, from_natural


@dataclass(frozen=True, eq=False)
class Interaction:
    r"""An interaction of electron and nucleus that violates parity.

    Attributes
    ----------
    atom : HydrogenLike
        The atom.
    couplings : Couplings
        H_1, H_2 and :math:`\mu_rC`, arrays (..., k) for k terms.
    exchange : Exchange
        Its radial integrals and scale.
    """

    atom: HydrogenLike
    couplings: Couplings
    exchange: Exchange

    def element(self, one: State | str, two: State | str) -> u.Quantity:
        r"""Return v of :math:`\langle1|V|2\rangle = -iv`.

        Parameters
        ----------
        one, two : State or str
            States of the same F.

        Returns
        -------
        Quantity (...)
            eV; 0 unless l differs by one.

        Raises
        ------
        SoftnuError
            If there is no such state, or the element diverges.
        """
        pair = Transition(self.atom.state(one), self.atom.state(two)).pair
        Z = np.asarray(float(self.atom.Z))
        return from_natural(exchange_element(pair, self.couplings, self.exchange, Z), "eV")

    def e1_m1_ratio(
        self,
        transition: Transition | str,
        *,
        hyperfine: bool = True,
        lamb: bool = True,
        widths: bool = True,
        all_n: bool = False,
    ) -> ComplexArray:
        """Return the E1 amplitude that the interaction makes over that of M1.

        Parameters
        ----------
        transition : Transition or str
            Two states of one n and l.
        hyperfine, lamb, widths : bool
            What counts in the energies.
        all_n : bool
            With states of all n and of the continuum mixed in, not only of the same n.

        Returns
        -------
        ndarray (...) of complex
            R of arXiv:1912.09444 is the imaginary part.

        Raises
        ------
        SoftnuError
            If the transition is not M1, states are degenerate or the element diverges.
        """
        line = self.atom.transition(transition).line
        energy = energies(self.atom, line, hyperfine=hyperfine, lamb=lamb, widths=widths)
        Z = np.asarray(float(self.atom.Z))
        return ratio_kernel(line, self.couplings, self.exchange, Z, energy, all_n)


def energies(
    atom: HydrogenLike, line: Line, *, hyperfine: bool, lamb: bool, widths: bool
) -> Callable[[Sublevel], ComplexArray]:
    """Return the complex energies of the states of one n, eV, as a function of the state.

    Parameters
    ----------
    atom : HydrogenLike
        The atom.
    line : Line
        A transition between states of that n.
    hyperfine, lamb, widths : bool
        What counts.

    Returns
    -------
    callable
        What :func:`softnu.atoms.kernels.mixing.e1_m1_ratio` needs.
    """

    def energy(level: Sublevel) -> ComplexArray:
        state = State(line.n, *level, line.I)
        return atom.complex_shift(state, hyperfine=hyperfine, lamb=lamb, widths=widths)

    return energy


def neutrino_force(
    atom: HydrogenLike,
    neutrinos: Neutrinos,
    *,
    m_lightest: u.Quantity | str | None = None,
    cutoff: u.Quantity | str | None = None,
    log_scale: float = 0.0,
) -> Interaction:
    r"""Return the force of neutrinos between electron and nucleus.

    Parameters
    ----------
    atom : HydrogenLike
        The atom; in muonium all pairs of mass states are exchanged.
    neutrinos : Neutrinos
        Masses, mixing and nature.
    m_lightest : Quantity or str, optional
        Lightest masses (...) in place of the one of `neutrinos`: results get this shape.
    cutoff : Quantity or str, optional
        Scale of a form factor in both vertices, a model of short distances that makes elements
        with l1 + l2 < 5 finite.
    log_scale : float
        Its contact term, :math:`\ln(M^2/\mu^2)`.

    Returns
    -------
    Interaction
        The interaction.

    Raises
    ------
    SoftnuError
        If the axial coupling of the nucleus is not known, or a value is not allowed.

    Examples
    --------
    >>> from softnu.atoms.named_atoms import hydrogen_like
    >>> force = neutrino_force(hydrogen_like("H"), Neutrinos("0 eV"))
    >>> force.element("4D5/2 F=3", "4F5/2 F=3")
    <Quantity -3.75441287e-38 eV>
    >>> float(force.e1_m1_ratio("4F5/2 F=3 - 4F7/2 F=3").imag)
    1.77563552e-26
    """
    known, sin2 = neutrinos.oscillations, np.asarray(atom.sin2_theta_w)
    lightest = neutrinos.m_lightest if m_lightest is None else m_lightest
    masses = masses_of_states(
        checked("m_lightest", lightest, "energy", checks.nonnegative),
        neutrinos.ordering,
        np.asarray(known.dm21_sq),
        np.asarray(known.dm3l_sq),
    )
    a = bohr_radius(np.asarray(float(atom.Z)), atom.mass)
    majorana = neutrinos.nature == "majorana"
    if atom.partner == "antimuon":
        if cutoff is not None:
            raise ConfigError(
                "cutoff is not allowed for muonium: exchange of W between leptons has another "
                "form factor than exchange of Z"
            )
        couplings = muonium.loop_couplings(
            neutrinos.mixing, sin2, majorana, atom.mass, atom.partner_mass
        )
        return Interaction(atom, couplings, muonium.LeptonExchange(masses * a, atom.mass))
    Ue_sq = np.abs(neutrinos.mixing[0]) ** 2
    nucleus = atom.nucleus
    couplings = coupling_kernels.loop(Ue_sq, nucleus.vector, nucleus.axial(atom.I), sin2)
    M_a = None
    if cutoff is not None:
        M_a = checked("cutoff", cutoff, "energy", checks.positive)[..., np.newaxis] * a
    contact = checks.finite("log_scale", log_scale)[..., np.newaxis]
    exchange = PairExchange(masses * a, majorana, M_a, contact, atom.mass)
    return Interaction(atom, with_recoil(couplings, atom.mass, atom.partner_mass), exchange)


def z_gamma_mixing(atom: HydrogenLike) -> Interaction:
    """Return the competing parity violation by the mixing of Z and photon.

    Parameters
    ----------
    atom : HydrogenLike
        The atom.

    Returns
    -------
    Interaction
        Of range 1/(2 m_e), by the electron's loop; cf. arXiv:2205.02569.

    Raises
    ------
    ConfigError
        If the axial coupling of the nucleus is not known.

    Examples
    --------
    >>> from softnu.atoms.named_atoms import hydrogen_like
    >>> force = z_gamma_mixing(hydrogen_like("H"))
    >>> force.element("4D5/2 F=3", "4F5/2 F=3")
    <Quantity -7.695e-35 eV>
    """
    nucleus, Z = atom.nucleus, np.asarray(float(atom.Z))
    couplings = coupling_kernels.z_gamma(Z, nucleus.axial(atom.I), nucleus.sin2_theta_w)
    moving = with_recoil(couplings, atom.mass, atom.partner_mass)
    return Interaction(atom, one_term(moving), ZGammaExchange(Z, atom.mass))
