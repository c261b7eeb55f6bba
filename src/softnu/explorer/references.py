"""Experiments and bounds of the package that can lie over a figure."""

from __future__ import annotations

from typing import Final

from softnu.quantity import Parameter, Quantity

#: Last word of quantities that are relative to gravity, as sensitivities of experiments are.
_OVER_GRAVITY: Final = "ratio_to_gravity"
#: The mass of a mediator, along which bounds on its couplings are given.
_MEDIATOR_MASS: Final = "m_med"


def names_for(quantity: Quantity, horizontal: Parameter) -> tuple[str, ...]:
    """Return the experiments and bounds whose axes are those of a figure.

    Parameters
    ----------
    quantity : Quantity
        What is drawn.
    horizontal : Parameter
        Along what.

    Returns
    -------
    tuple of str
        Their names; none for most quantities.

    Examples
    --------
    >>> from softnu.catalogue import find
    >>> ratio = find("forces.vacuum.ratio_to_gravity")
    >>> "washington_2020" in names_for(ratio, ratio.parameters["r"])
    True
    """
    if quantity.name.endswith(_OVER_GRAVITY) and horizontal.kind == "length":
        from softnu.forces.experiments.files import EXPERIMENT_NAMES

        return EXPERIMENT_NAMES
    if horizontal.name == _MEDIATOR_MASS and not quantity.unit:
        from softnu.renp.bounds import all_bounds

        # One that depends on more than the mass is a quantity by itself and can be drawn as such.
        return tuple(bound.name for bound in all_bounds() if not bound.parameters)
    return ()
