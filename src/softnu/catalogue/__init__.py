"""The register of computable quantities: find them by name, evaluate them with units.

Every quantity is described where it is defined (:func:`softnu.quantity.quantity`); this room
only knows in which modules to look. The command line, checks of reference values, scans and
the documentation all read this one register.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

import astropy.units as u
import numpy as np

from softnu.catalogue.inputs import resolve
from softnu.errors import ConvergenceError, unknown_name
from softnu.quantity import Quantity
from softnu.units import from_natural

#: Where the quantities of each domain are defined.
MODULES: dict[str, tuple[str, ...]] = {
    "neutrinos": ("softnu.neutrinos.quantities",),
    "matter": ("softnu.matter.quantities", "softnu.forces.couplings"),
    "backgrounds": (
        "softnu.backgrounds.relic",
        "softnu.backgrounds.beam",
        "softnu.backgrounds.solar",
        "softnu.backgrounds.reactor",
        "softnu.backgrounds.supernova",
    ),
    "forces": (
        "softnu.forces.vacuum",
        "softnu.forces.mode",
        "softnu.forces.directional",
        "softnu.forces.isotropic",
        "softnu.forces.background",
        "softnu.forces.bodies.powers",
        "softnu.forces.bodies.beam",
        "softnu.forces.bodies.quantities",
        "softnu.forces.experiments.files",
    ),
    "atoms": (
        "softnu.atoms.couplings",
        "softnu.atoms.levels",
        "softnu.atoms.radial",
        "softnu.atoms.angular",
        "softnu.atoms.elements",
        "softnu.atoms.ratio",
        "softnu.atoms.muonium",
        "softnu.atoms.heavy",
        "softnu.atoms.background",
        "softnu.atoms.background_element",
        "softnu.atoms.optics",
    ),
    "relics": (
        "softnu.relics.potentials",
        "softnu.relics.flat",
        "softnu.relics.thermal",
        "softnu.relics.profile",
        "softnu.relics.capture",
        "softnu.relics.sphere",
        "softnu.relics.resonances",
        "softnu.relics.slab",
        "softnu.relics.spin",
        "softnu.relics.scattering",
        "softnu.relics.fluorescence",
    ),
    "renp": (
        "softnu.renp.channels",
        "softnu.renp.spectra",
        "softnu.renp.pauli",
        "softnu.renp.bounds",
        "softnu.renp.widths",
        "softnu.renp.rates",
        "softnu.renp.limits",
        "softnu.renp.fisher",
    ),
}


@cache
def quantities(domain: str) -> dict[str, Quantity]:
    """Return the quantities of a domain by name.

    Parameters
    ----------
    domain : str
        A key of :data:`MODULES`.

    Returns
    -------
    dict
        Descriptions in the order of definition.

    Raises
    ------
    UnknownNameError
        If there is no such domain.

    Examples
    --------
    >>> "neutrinos.mass" in quantities("neutrinos")
    True
    """
    if domain not in MODULES:
        raise unknown_name("domain", domain, MODULES)
    found: dict[str, Quantity] = {}
    for module in MODULES[domain]:
        for function in vars(import_module(module)).values():
            description = getattr(function, "quantity", None)
            if isinstance(description, Quantity):
                found[description.name] = description
    return found


def names() -> list[str]:
    """Return every name of the catalogue, by domain in the order of definition."""
    return [name for domain in MODULES for name in quantities(domain)]


def find(name: str) -> Quantity:
    """Return the description of the quantity `name`.

    Parameters
    ----------
    name : str
        Dotted catalogue name.

    Returns
    -------
    Quantity
        Its description.

    Raises
    ------
    UnknownNameError
        If there is no such quantity; the message lists the nearest names.

    Examples
    --------
    >>> find("forces.isotropic.screening_length").unit
    'm'
    """
    domain = str(name).split(".", maxsplit=1)[0]
    if domain in MODULES and name in quantities(domain):
        return quantities(domain)[name]
    raise unknown_name("quantity", name, names())


def evaluate(name: str, /, **inputs: Any) -> u.Quantity:
    """Evaluate a quantity of the catalogue.

    Parameters
    ----------
    name : str
        Dotted catalogue name; ``softnu list`` prints them all.
    **inputs
        Its parameters as text with a unit (``"1 nm"``), as quantities of
        :mod:`astropy.units` (arrays broadcast), or as bare numbers where no unit belongs.

    Returns
    -------
    astropy.units.Quantity
        The result in the unit that the catalogue states.

    Raises
    ------
    SoftnuError
        If the name or an input is not allowed; the message names it.

    Examples
    --------
    >>> evaluate("forces.isotropic.screening_length", T="1.945 K").to("mm").round(5)
    <Quantity 0.18738 mm>
    """
    quantity = find(name)
    overflows: list[str] = []
    with np.errstate(
        under="ignore",
        invalid="ignore",
        over="call",
        divide="call",
        call=lambda kind, _: overflows.append(kind),
    ):
        arguments = resolve(quantity, inputs)
        result = np.asarray(quantity.function(**arguments), dtype=np.float64)
        value = from_natural(result, quantity.result_unit(arguments))
    if np.any(np.isnan(value.value)):
        raise ConvergenceError(f"{name} has no value for these inputs")
    # An infinity that no operation has made is the answer itself.
    if overflows and np.any(np.isinf(value.value)):
        raise ConvergenceError(
            f"{name} leaves the range of floating-point numbers for these inputs"
        )
    return value
