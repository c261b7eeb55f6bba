"""A bound on couplings of mediators, as its file has it: what it limits, how, and whose it is.

The classes are the layout of a bound's TOML file, frozen and without unknown keys;
:mod:`softnu.renp.bounds` reads such files.
"""

from __future__ import annotations

import math
from typing import Any, Final, Literal, Self

import astropy.units as u
import numpy as np
from pydantic import Field, field_validator, model_validator

from softnu import checks
from softnu.checks import FloatArray
from softnu.errors import ConfigError, shown, unknown_name
from softnu.renp.bound_tables import Points, rising, turn
from softnu.renp.kernels import bounds
from softnu.schema import Confident, FrozenTable, Reference, Text
from softnu.units import checked, to_natural

#: Parameters of the closed forms beside the mass.
_PARAMETERS: Final = {"nsi": ("epsilon",)}


class Product(FrozenTable):
    """Limits on both couplings of a mediator that hold together up to some mass.

    Attributes
    ----------
    electron : float
        Largest size of the electron's coupling.
    neutrino_squared : float
        Largest squared coupling of neutrinos.
    up_to : str
        Mass up to which both hold, with its unit.
    """

    electron: float = Field(gt=0, allow_inf_nan=False)
    neutrino_squared: float = Field(gt=0, allow_inf_nan=False)
    up_to: str

    @field_validator("up_to")
    @classmethod
    def _mass(cls, text: str) -> str:
        checked("up_to", text, "mass", checks.positive)
        return text

    def limit(self, mass: FloatArray) -> FloatArray:
        """Return the product of both, infinite above the mass."""
        value = self.electron * math.sqrt(self.neutrino_squared)
        return np.where(mass <= to_natural("up_to", self.up_to, "mass"), value, np.inf)


class Curve(FrozenTable):
    """Points of a curve.

    Attributes
    ----------
    mass_unit, limit_unit : str
        Units of both axes; the second is empty for a coupling without one.
    points : tuple of pairs
        Mass and limit, both > 0, kept by rising mass. In a file, ``file`` may name a text with
        two columns beside it instead, see :func:`softnu.renp.bound_tables.read_points`.
    """

    mass_unit: Text
    limit_unit: str
    points: Points

    @field_validator("mass_unit")
    @classmethod
    def _mass(cls, unit: str) -> str:
        to_natural("mass_unit", f"1 {unit}", "mass")
        return unit

    @field_validator("limit_unit")
    @classmethod
    def _limit(cls, unit: str) -> str:
        try:
            u.Unit(unit)
        except ValueError:
            raise ConfigError(f"limit_unit = {shown(unit)} is not a unit") from None
        return unit

    @field_validator("points", mode="before")
    @classmethod
    def _pairs(cls, points: Any) -> Any:
        """TOML has lists where tuples are kept."""
        if not isinstance(points, list):
            return points
        return tuple(tuple(point) if isinstance(point, list) else point for point in points)

    @field_validator("points")
    @classmethod
    def _ordered(cls, points: Points) -> Points:
        if len(points) < 2:
            raise ConfigError(f"{len(points)} points: a curve needs at least 2")
        if not all(math.isfinite(x) and x > 0.0 for point in points for x in point):
            raise ConfigError("all masses and limits must be finite and > 0")
        wrong = turn([mass for mass, _ in points])
        if wrong is not None:
            raise ConfigError(
                f"the mass {points[wrong][0]:.6g} turns round: a curve has one limit at each mass"
            )
        return rising(points)

    def limit(self, mass: FloatArray) -> FloatArray:
        """Return the limit between the points, in its unit, infinite elsewhere."""
        masses, limits = np.array(self.points).T
        one = to_natural("mass_unit", f"1 {self.mass_unit}", "mass")
        return bounds.curve_limit(mass / one, masses, limits)


class Bound(Confident):
    """A limit on a coupling, or a product of couplings, against the mass of a mediator.

    Attributes
    ----------
    name : str
        Short name, that of the file.
    title, description : str
        For people.
    mediator : "vector", "scalar" or "other"
        What it limits.
    coupling, definition : str
        The number that is limited, and the interaction in which it stands.
    digitised : str
        How the numbers were obtained.
    projected : bool
        Whether it is a plan.
    confidence, confidence_reason
        Confidence level, or why it is not stated.
    reference : Reference
        Where it is published.
    closed_form : "nsi", optional
        A formula with parameters that :meth:`limit` takes; or
    product : Product, optional
        limits on two couplings; or
    curve : Curve, optional
        points.

    Examples
    --------
    >>> from softnu.renp.bounds import load_bound
    >>> bound = load_bound("meson_decay_red_giants")
    >>> bound.coupling, bound.limit(["1 eV", "1 MeV"]).round(18)
    ('|y_P^e y_nu|', <Quantity [1.79e-16, inf]>)
    """

    name: Text
    title: Text
    description: Text
    mediator: Literal["vector", "scalar", "other"]
    coupling: Text
    definition: Text
    digitised: Text
    projected: bool
    reference: Reference
    closed_form: Literal["nsi"] | None = None
    product: Product | None = None
    curve: Curve | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        options = ("closed_form", "product", "curve")
        given = [name for name in options if getattr(self, name) is not None]
        if len(given) != 1:
            problem = f"{' and '.join(given)} are given" if given else "none is given"
            raise ConfigError(f"give one of {', '.join(options)}; {problem}")
        return self

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the parameters that the limit depends on beside the mass."""
        return _PARAMETERS[self.closed_form] if self.closed_form else ()

    def limit(self, mass: u.Quantity | str | list[str], **parameters: float) -> u.Quantity:
        """Return the largest coupling that the bound allows.

        Parameters
        ----------
        mass : Quantity, str or list of str
            Masses of the mediator (...), > 0.
        **parameters
            A number for each of :attr:`parameters`, no others.

        Returns
        -------
        astropy.units.Quantity (...)
            Infinite where there is no bound: nothing is extrapolated.

        Raises
        ------
        SoftnuError
            If a unit is missing, a value not allowed, or a parameter missing or unknown.

        Examples
        --------
        >>> from softnu.renp.bounds import load_bound
        >>> load_bound("nsi").limit("1 eV", epsilon=0.1)
        <Quantity 3.29901715e-24>
        """
        natural = checked("mass", mass, "mass", checks.positive)
        for name in parameters:
            if name not in self.parameters:
                raise unknown_name(f"parameter of the bound {self.name}:", name, self.parameters)
        missing = [name for name in self.parameters if name not in parameters]
        if missing:
            raise ConfigError(f"missing {', '.join(missing)}: the bound {self.name} needs it")
        values = {name: checks.finite(name, value) for name, value in parameters.items()}
        if self.product is not None:
            return u.Quantity(self.product.limit(natural))
        if self.curve is not None:
            return u.Quantity(self.curve.limit(natural), self.curve.limit_unit)
        return u.Quantity(bounds.nsi_limit(natural, **values))
