"""Neutrinos that come from somewhere: a source, directions, spreads."""

from __future__ import annotations

import reprlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.backgrounds.beam import density_from_flux
from softnu.backgrounds.drawing import draw_flux
from softnu.backgrounds.flux import FluxSpectrum, gaussian_spectrum
from softnu.backgrounds.inputs import FLAVOURS, PARTICLES, Particle, one_value
from softnu.checks import FloatArray
from softnu.errors import ConfigError, DomainError
from softnu.units import from_natural, to_natural

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: A von Mises-Fisher distribution is a Gaussian of 1/sqrt(kappa_f) for small widths only.
_WIDEST = 0.5
#: A Gaussian distribution of energies must not reach down to 0.
_LEAST_SIGMAS = 5.0
#: Fractions typed with a few digits add up to 1 within this.
_FRACTIONS_TOLERANCE = 1e-6
FAST = ("auto", "keep", "drop")


@runtime_checkable
class HasSpectrum(Protocol):
    """Anything with a flux per energy as kernels see it."""

    @property
    def kernel_spectrum(self) -> FluxSpectrum:
        """The flux per energy in natural units."""


@dataclass(frozen=True)
class BeamSpectrum:
    """Neutrinos of one energy, or with a Gaussian distribution of energies.

    Parameters
    ----------
    E : Quantity or str
        Mean energy.
    flux : Quantity or str
        Number per area and time.
    sigma_E : Quantity or str
        Standard deviation of the energy, below E/5.
    particle : {"nu", "nubar"}
        Neutrinos or antineutrinos.
    flavour : {"e", "mu", "tau"}
        Flavour at the place of the experiment.

    Raises
    ------
    SoftnuError
        If a unit is missing or a value is not allowed.

    Examples
    --------
    >>> source = BeamSpectrum("0.862 MeV", "4.4e9 1/(cm2 s)", sigma_E="0.5 keV")
    >>> source.mean_energy.round(12)
    <Quantity 0.862 MeV>
    """

    E: u.Quantity | str
    flux: u.Quantity | str
    sigma_E: u.Quantity | str = "0 eV"
    particle: Particle = "nu"
    flavour: Literal["e", "mu", "tau"] = "e"

    def __post_init__(self) -> None:
        checks.one_of("particle", self.particle, PARTICLES)
        checks.one_of("flavour", self.flavour, FLAVOURS)
        one_value("flux", self.flux, "flux", checks.nonnegative)
        energy = one_value("E", self.E, "energy", checks.positive)
        spread = one_value("sigma_E", self.sigma_E, "energy", checks.nonnegative)
        if _LEAST_SIGMAS * spread >= energy:
            raise DomainError(
                f"sigma_E = {reprlib.repr(str(self.sigma_E))} is not allowed: it must be below "
                f"E/{_LEAST_SIGMAS:.0f}, since a Gaussian has no end"
            )

    @property
    def number_density(self) -> u.Quantity:
        """Flux divided by c."""
        return from_natural(density_from_flux(to_natural("flux", self.flux, "flux")), "1/cm3")

    @property
    def mean_energy(self) -> u.Quantity:
        """The mean of the Gaussian."""
        return from_natural(to_natural("E", self.E, "energy"), "MeV")

    @property
    def kernel_spectrum(self) -> FluxSpectrum:
        """The flux per energy, or the line, in natural units."""
        E, sigma_E = (to_natural(name, getattr(self, name), "energy") for name in ("E", "sigma_E"))
        flux = to_natural("flux", self.flux, "flux")
        return gaussian_spectrum(
            float(E), float(sigma_E), float(flux), self.particle, (self.flavour,)
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the flux per energy, or the line.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            Where to draw, by default the axes of a new figure.

        Returns
        -------
        matplotlib.axes.Axes
            The axes.
        """
        return draw_flux({"": self.kernel_spectrum}, ax)


@dataclass(frozen=True)
class Lobe:
    """A distribution of directions about an axis, von Mises-Fisher's.

    Parameters
    ----------
    axis : array_like (3,)
        Mean direction in which the neutrinos move; its length is ignored.
    width : Quantity or str, optional
        Standard deviation of each component of the angle, at most 0.5 rad; 0 is a beam.
    kappa_f : float, optional
        Concentration instead of the width, 1/width^2 where that is small: 0 is isotropic.
    weight : float
        Share of the flux, relative to the other lobes.

    Raises
    ------
    SoftnuError
        If a value is not allowed, or both a width and a concentration are given.

    Examples
    --------
    >>> Lobe((0, 0, 1), "1e-3 rad").concentration
    1000000.0
    """

    axis: tuple[float, float, float]
    width: u.Quantity | str | None = None
    kappa_f: float | None = None
    weight: float = 1.0

    def __post_init__(self) -> None:
        axis = checks.nonzero_vector("axis", self.axis)
        if axis.shape != (3,):
            raise DomainError(f"axis must be one vector, its shape is {axis.shape}")
        object.__setattr__(self, "axis", tuple(axis.tolist()))
        one_value("weight", self.weight, "number", checks.nonnegative)
        if self.width is not None and self.kappa_f is not None:
            raise ConfigError("width and kappa_f say the same: give one of them")
        if self.kappa_f is not None:
            one_value("kappa_f", self.kappa_f, "number", checks.nonnegative)
        if self.width is not None:
            concentration("width", self.width)

    @property
    def concentration(self) -> float:
        """The concentration kappa_f, infinite for a beam."""
        if self.kappa_f is not None:
            return float(self.kappa_f)
        return concentration("width", "0 rad" if self.width is None else self.width)


def concentration(name: str, width: Any) -> float:
    """Return 1/width^2 for an angle with a unit; infinity for 0."""
    angle = one_value(name, width, "angle", checks.nonnegative)
    if angle > _WIDEST:
        raise DomainError(
            f"{name} = {reprlib.repr(str(width))} is not allowed: it must be at most "
            f"{_WIDEST} rad; give the kappa_f of a Lobe for wider ones"
        )
    return 1.0 / angle**2 if angle > 0.0 else float("inf")


@dataclass(frozen=True, eq=False)
class DirectionalNeutrinos:
    """Neutrinos of a source, from one direction or from a whole sky of lobes.

    Parameters
    ----------
    source : object with a property ``kernel_spectrum``
        Flux and energies: :class:`~softnu.backgrounds.ReactorNeutrinos`,
        :class:`~softnu.backgrounds.SolarNeutrinos`,
        :class:`~softnu.backgrounds.SupernovaNeutrinos`,
        :class:`~softnu.backgrounds.FluxTable`, :class:`~softnu.backgrounds.BeamSpectrum`...
    axis : array_like (3,), optional
        Direction in which the neutrinos move, away from the source; its length is ignored.
    width : Quantity or str
        Spread of the directions about it, standard deviation per component; 0 is a beam.
    lobes : sequence of Lobe, optional
        A sky, instead of `axis` and `width`; the weights are normalised to the flux.
    composition : "flavour" or tuple of 3 floats
        Coherent flavours of the source, whose masses are neglected; or an incoherent mixture
        of the mass states 1, 2, 3 with these fractions, as after a long way, with their masses.
    fast : {"auto", "keep", "drop"}
        Waves that are replaced by their average, 0: those with a phase above 1e12, none, or
        all that oscillate with twice the phase kr.

    Raises
    ------
    SoftnuError
        If an argument is not allowed; the message names it.

    Notes
    -----
    The potential is Eq. (2.25) of arXiv:2405.16801 with physical momenta of antineutrinos,
    averaged over directions in closed form and integrated over energies. Neutrinos have the
    helicity that weak interactions produce.

    Examples
    --------
    >>> source = BeamSpectrum("0.862 MeV", "4.4e9 1/(cm2 s)")
    >>> sun = DirectionalNeutrinos(source, axis=(0, 0, 1), width="1e-3 rad")
    >>> sun.concentrations
    array([1000000.])
    """

    source: HasSpectrum
    axis: Any = None
    width: u.Quantity | str = "0 rad"
    lobes: tuple[Lobe, ...] | None = None
    composition: Literal["flavour"] | tuple[float, float, float] = "flavour"
    fast: Literal["auto", "keep", "drop"] = "auto"

    def __post_init__(self) -> None:
        if not isinstance(self.source, HasSpectrum):
            raise DomainError(
                f"source = {reprlib.repr(self.source)} is not allowed: give one such as "
                "softnu.backgrounds.ReactorNeutrinos(...)"
            )
        checks.one_of("fast", self.fast, FAST)
        self._check_composition()
        if (self.axis is None) == (self.lobes is None):
            raise ConfigError("give either axis (and width) or lobes")
        if self.lobes is None:
            one = Lobe(self.axis, self.width)
            object.__setattr__(self, "lobes", (one,))
            object.__setattr__(self, "axis", one.axis)
            return
        if one_value("width", self.width, "angle", checks.nonnegative) > 0.0:
            raise ConfigError("width belongs to axis: lobes have their own")
        lobes = tuple(self.lobes)
        for number, item in enumerate(lobes):
            if not isinstance(item, Lobe):
                raise DomainError(f"lobes[{number}] = {reprlib.repr(item)} is not a Lobe")
        if sum(item.weight for item in lobes) <= 0.0:
            raise DomainError("lobes must have a weight > 0 in all")
        object.__setattr__(self, "lobes", lobes)

    @classmethod
    def from_sky(
        cls,
        source: HasSpectrum,
        directions: Any,
        weights: Any,
        *,
        resolution: u.Quantity | str,
        **rest: Any,
    ) -> DirectionalNeutrinos:
        """Turn a map of the sky into lobes, one for each pixel.

        Parameters
        ----------
        source : object with a property ``kernel_spectrum``
            Flux and energies, those of all pixels together.
        directions : array_like (n, 3)
            In which the neutrinos of each pixel move: away from it.
        weights : array_like (n,)
            Share of each pixel in the flux, >= 0; pixels without flux are left out.
        resolution : Quantity or str
            Spread within a pixel, standard deviation per component.
        **rest
            `composition` and `fast`.

        Returns
        -------
        DirectionalNeutrinos
            The background.

        Raises
        ------
        SoftnuError
            If an argument is not allowed.

        Examples
        --------
        >>> source = BeamSpectrum("1 MeV", "1e6 1/(cm2 s)")
        >>> sky = DirectionalNeutrinos.from_sky(
        ...     source, [(0, 0, 1), (1, 0, 0)], [3, 1], resolution="0.1 rad"
        ... )
        >>> sky.weights
        array([0.75, 0.25])
        """
        axes = checks.nonzero_vector("directions", directions)
        shares = checks.nonnegative("weights", weights)
        if axes.ndim != 2 or shares.shape != axes.shape[:1]:
            raise DomainError(
                f"directions (n, 3) and weights (n,) do not fit: {axes.shape}, {shares.shape}"
            )
        lobes = tuple(
            Lobe(tuple(axis), resolution, weight=float(share))
            for axis, share in zip(axes.tolist(), shares, strict=True)
            if share > 0.0
        )
        return cls(source, lobes=lobes, **rest)

    @property
    def kernel_spectrum(self) -> FluxSpectrum:
        """The flux per energy of the source as kernels see it, in natural units."""
        return self.source.kernel_spectrum

    @property
    def axes(self) -> FloatArray:
        """Axes of the lobes, (n, 3)."""
        return np.array([item.axis for item in self.lobes or ()])

    @property
    def concentrations(self) -> FloatArray:
        """Concentrations kappa_f of the lobes, (n,)."""
        return np.array([item.concentration for item in self.lobes or ()])

    @property
    def weights(self) -> FloatArray:
        """Shares of the lobes in the flux, (n,); they add up to 1."""
        given = np.array([item.weight for item in self.lobes or ()], dtype=np.float64)
        return np.asarray(given / given.sum())

    @property
    def fractions(self) -> FloatArray | None:
        """Fractions of the mass states, (3,); None for flavours."""
        return None if isinstance(self.composition, str) else np.array(self.composition)

    def _check_composition(self) -> None:
        if isinstance(self.composition, str):
            checks.one_of("composition", self.composition, ("flavour",))
            return
        fractions = checks.nonnegative("composition", self.composition)
        if fractions.shape != (3,):
            raise DomainError(
                f"composition must be 'flavour' or 3 fractions, its shape is {fractions.shape}"
            )
        if abs(fractions.sum() - 1.0) > _FRACTIONS_TOLERANCE:
            raise DomainError(
                f"composition = {tuple(fractions.tolist())} is not allowed: the fractions must "
                f"add up to 1, not to {float(fractions.sum()):.6g}"
            )
        object.__setattr__(self, "composition", tuple(fractions.tolist()))
