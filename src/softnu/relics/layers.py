"""Density of relic neutrinos above flat layers of materials, first order in the potential."""

from __future__ import annotations

from collections.abc import Sequence

import astropy.units as u
import numpy as np

from softnu.backgrounds.inputs import one_value
from softnu.checks import FloatArray, nonnegative, one_of, positive
from softnu.errors import ConfigError
from softnu.matter.materials import Material
from softnu.relics.above import Flavour, Helicity, Nature, Particle, any_matter, factor_of
from softnu.relics.kernels import mean
from softnu.relics.kernels.flat import layered_density
from softnu.relics.profile import delta_at, strength
from softnu.units import checked, from_natural

#: A material and its thickness.
Layer = tuple[Material | str, u.Quantity | str]


def overdensity_above_layers(
    layers: Sequence[Layer],
    height: u.Quantity | str,
    *,
    below: Material | str | None = None,
    m_nu: u.Quantity | str,
    momentum: u.Quantity | str | None = None,
    T: u.Quantity | str | None = None,
    flavour: Flavour = "e",
    nature: Nature = "dirac",
    particle: Particle | None = None,
    helicity: Helicity | None = None,
) -> u.Quantity:
    r"""Excess density of relic neutrinos above flat layers.

    Parameters
    ----------
    layers : sequence of (material, thickness)
        From the top; at least one, or `below`.
    height : Quantity or str
        Above the uppermost surface, any shape.
    below : Material or str, optional
        What lies below all layers; nothing if not given.
    m_nu : Quantity or str
        Mass of the neutrino, one value.
    momentum, T : Quantity or str
        One momentum, or the temperature of a Fermi-Dirac spectrum: one of them, one value.
    flavour, nature, particle, helicity
        As for :func:`softnu.relics.overdensity_above`.

    Returns
    -------
    Quantity (...)
        :math:`\delta n/n_0` to first order: every interface adds what a half-space would.

    Raises
    ------
    SoftnuError
        If a unit is missing or a value not allowed.

    Notes
    -----
    First Born approximation, derived: :math:`\frac12\sum_j(\delta_j-\delta_{j-1})F(2k(h+d_j))`,
    or its mean over momenta for any mass. Holds for \|delta\| << 1; of attracted neutrinos far
    above the surface (centimetres) the slowest decide, which it leaves out.

    Examples
    --------
    A sheet of lead on a floor counts if it is not much thinner than a millimetre:

    >>> for thickness in ("0.01 mm", "1 mm"):
    ...     lead = overdensity_above_layers(
    ...         [("lead", thickness)], "0 m", below="quartz", m_nu="0.1 eV", T="1.945 K"
    ...     )
    ...     print(lead.round(11))
    -1.759e-08
    -2.728e-08
    """
    h = checked("height", height, "length", nonnegative)
    m = np.asarray(one_value("m_nu", m_nu, "energy", nonnegative))
    if (momentum is None) == (T is None):
        raise ConfigError("give either momentum or T")
    if not layers and below is None:
        raise ConfigError("give at least one of layers, or below")
    one_of("flavour", flavour, ("e", "mu", "tau"))
    factor = factor_of(nature, particle, helicity)
    thickness = [one_value("thickness", layer[1], "length", nonnegative) for layer in layers]
    depth = np.cumsum([0.0, *thickness])
    materials = [layer[0] for layer in layers]
    full = np.array([_strength(one, flavour) for one in (*materials, below)])
    if T is not None:
        temperature = np.asarray(one_value("T", T, "temperature", positive))
        jumps = np.diff(full, prepend=0.0)
        neutrino = mean.Neutrino(temperature, m, jumps * factor.rest, jumps * factor.speed)
        value = mean.first_order(h[..., np.newaxis] + depth, neutrino).sum(axis=-1)
    else:
        k = np.asarray(one_value("momentum", momentum, "energy", positive))
        value = layered_density(delta_at(full, factor, m, k), k * depth, k * h)
    return from_natural(value, "")


def _strength(material: Material | str | None, flavour: str) -> FloatArray:
    return np.zeros(()) if material is None else strength(any_matter(material), flavour)
