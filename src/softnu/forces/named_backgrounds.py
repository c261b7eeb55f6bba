"""Named backgrounds, and those in users' files, as parameters of catalogue quantities."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from softnu.backgrounds import FluxTable, IsotropicNeutrinos, read_background
from softnu.checks import FloatArray, positive
from softnu.data import load
from softnu.errors import ConfigError, DomainError, unknown_name
from softnu.forces.parameters import ANGLE
from softnu.quantity import NONNEGATIVE, POSITIVE, Group, Parameter
from softnu.units import to_natural

THERMAL: Final = ("relic", "thermal", "degenerate")
BEAMS: Final = ("reactor", "solar_7be", "solar_pp", "supernova", "beam")
#: The ending of files that hold a background.
FILE_ENDING: Final = ".csv"
_OF_BACKGROUND = "of the background"


class NamedBackground(NamedTuple):
    """A background in natural units: thermal (T, mu), a beam (flux, E, spreads) or a table.

    A beam makes the angle alpha with r on average; its directions spread by `width` (standard
    deviation of each component of the angle), its energies by `sigma_E`.
    """

    name: str
    T: FloatArray
    mu: FloatArray
    flux: FloatArray
    E: FloatArray
    sigma_E: FloatArray
    alpha: FloatArray
    width: FloatArray
    table: FluxTable | IsotropicNeutrinos | None

    @property
    def is_thermal(self) -> bool:
        """Whether it is isotropic and thermal."""
        return self.name in THERMAL

    @property
    def is_isotropic(self) -> bool:
        """Whether it comes alike from all directions; from one direction otherwise."""
        return self.is_thermal or isinstance(self.table, IsotropicNeutrinos)

    @property
    def kappa_f(self) -> FloatArray:
        """Concentration 1/width^2 of the directions, infinite without spread."""
        with np.errstate(divide="ignore"):
            return np.asarray(1.0 / self.width**2)


def build_background(
    background: str,
    T: FloatArray | None,
    mu: FloatArray | None,
    flux: FloatArray | None,
    E: FloatArray | None,
    sigma_E: FloatArray | None,
    alpha: FloatArray,
    width: FloatArray | None,
    convention: str,  # noqa: ARG001 - forces that print and derivation agree on have no choice
) -> NamedBackground:
    """Fill in the defaults of a named background; refuse what it does not have."""
    given = {"T": T, "mu": mu, "flux": flux, "E": E, "sigma_E": sigma_E, "width": width}
    defaults: dict[str, Any] = dict.fromkeys(given, 0.0)
    allowed, required, table = _what_belongs(background, defaults)
    for name, value in given.items():
        if value is not None and name not in allowed:
            raise ConfigError(f"{name} does not belong to the background {background!r}")
        if value is None and name in required:
            raise ConfigError(f"missing {name}: the background {background!r} needs it")
    values = {
        name: np.asarray(defaults[name] if value is None else value)
        for name, value in given.items()
    }
    if background in {"relic", "thermal"}:
        positive("T", values["T"])
    if background in BEAMS and np.any(values["sigma_E"] >= values["E"]):
        raise DomainError(
            f"sigma_E = {float(np.max(values['sigma_E'])):.6g} eV is not allowed: it must be "
            "below E"
        )
    return NamedBackground(name=background, alpha=alpha, table=table, **values)


def _what_belongs(
    background: str, defaults: dict[str, Any]
) -> tuple[tuple[str, ...], tuple[str, ...], FluxTable | IsotropicNeutrinos | None]:
    """Return what is allowed and what is required, and the table; set the defaults."""
    if background == "relic":
        defaults["T"] = to_natural("T", f"{load('backgrounds')['relic']['T_K']} K", "temperature")
        return ("T", "mu"), (), None
    if background in THERMAL:
        needed = ("T", "mu") if background == "thermal" else ("mu",)
        return needed, needed, None
    if background in BEAMS:
        source = load("backgrounds").get(background, {})
        if "flux_per_cm2_s" in source:
            defaults["flux"] = to_natural("flux", f"{source['flux_per_cm2_s']} 1/(cm2 s)", "flux")
        if "E_eV" in source:
            defaults["E"] = source["E_eV"]
        keys = {"flux": "flux_per_cm2_s", "E": "E_eV"}
        required = tuple(name for name, key in keys.items() if key not in source)
        return ("flux", "E", "sigma_E", "width"), required, None
    if not background.endswith(FILE_ENDING):
        known = (*THERMAL, *BEAMS)
        raise unknown_name(f"background (or file that ends in {FILE_ENDING})", background, known)
    table = read_background(Path(background))
    return (("width",) if isinstance(table, FluxTable) else ()), (), table


BACKGROUND = Group(
    "background",
    (
        Parameter(
            "background",
            "name",
            f"named background, or a table in a file that ends in {FILE_ENDING}",
            "relic",
            choices=(*THERMAL, *BEAMS),
        ),
        Parameter("T", "temperature", "temperature", None, _OF_BACKGROUND, range=NONNEGATIVE),
        Parameter("mu", "energy", "chemical potential", None, _OF_BACKGROUND),
        Parameter("flux", "flux", "flux of a beam", None, _OF_BACKGROUND, range=NONNEGATIVE),
        Parameter(
            "E", "energy", "mean neutrino energy of a beam", None, _OF_BACKGROUND, range=POSITIVE
        ),
        Parameter(
            "sigma_E",
            "energy",
            "standard deviation of a beam's Gaussian energies, below E/5",
            None,
            _OF_BACKGROUND,
            range=NONNEGATIVE,
        ),
        Parameter("alpha", "angle", "between r and the arrival axis", "0 rad", range=ANGLE),
        Parameter(
            "width",
            "angle",
            "standard deviation of each component of a beam's directions",
            None,
            _OF_BACKGROUND,
            range=ANGLE,
        ),
        Parameter(
            "convention",
            "word",
            "the same where print and derivation agree",
            "derived",
            choices=("derived", "published"),
        ),
    ),
    build_background,
)
