"""What is known of the nuclei of hydrogen-like atoms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from softnu.checks import FloatArray
from softnu.data import load
from softnu.errors import ConfigError

if TYPE_CHECKING:
    from softnu.atoms.parameters import Nucleus

_TABLE: Final = load("nuclei")["nuclei"]


def g_factor(Z: FloatArray, I: float) -> FloatArray:
    """Return the g factor in nuclear magnetons, known for the proton and the deuteron.

    Parameters
    ----------
    Z : ndarray (...)
        Charge.
    I : float
        Spin.

    Returns
    -------
    ndarray (...)
        0 for I = 0, where it is not used.

    Raises
    ------
    ConfigError
        For other nuclei.
    """
    if I == 0:
        return np.zeros(())
    for nucleus in _TABLE.values():
        if np.all(nucleus["Z"] == Z) and nucleus["I"] == I:
            return np.asarray(nucleus["g_N"])
    raise ConfigError(
        f"missing g_N: the g factor of a nucleus with Z = {float(np.max(Z)):g}, I = {I:g}, known "
        "for the proton (Z = 1, I = 1/2) and the deuteron (Z = 1, I = 1)"
    )


def axial_coupling(nucleus: Nucleus, I: float | None) -> FloatArray:
    """Return the axial coupling of a nucleus.

    Parameters
    ----------
    nucleus : Nucleus
        Charge, neutrons, couplings.
    I : float or None
        Its spin, None if it is not said.

    Returns
    -------
    ndarray (...)
        What was given; else g_A_nucleon/2 for the proton, 0 for the deuteron, whose isovector
        part cancels, and for nuclei without spin.

    Raises
    ------
    ConfigError
        For other nuclei.
    """
    if nucleus.g_A_N is not None:
        return nucleus.g_A_N
    Z, N = nucleus.Z, nucleus.N
    zero = np.zeros(())
    if I == 0 or (I is None and np.all(Z % 2 == 0) and np.all(N % 2 == 0)):
        return zero
    if np.all(Z == 1) and np.all(N == 0) and I in (None, 0.5):
        return 0.5 * nucleus.g_A_nucleon
    if np.all(Z == 1) and np.all(N == 1) and I in (None, 1.0):
        return zero
    spin = "" if I is None else f", I = {I:g}"
    raise ConfigError(
        f"missing g_A_N: the axial coupling of a nucleus with Z = {float(np.max(Z)):g}, "
        f"N = {float(np.max(N)):g}{spin} is not known (it is for the proton with N = 0, I = 1/2, "
        "the deuteron with N = 1, I = 1, and for I = 0)"
    )
