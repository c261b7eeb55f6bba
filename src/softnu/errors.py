"""The errors and warnings of softnu: one small tree, each message names the argument.

Every error is a :class:`SoftnuError`; those that reject an argument are also
:class:`ValueError`, so that code which does not know softnu can catch them.
"""

from __future__ import annotations

import difflib
import reprlib
from collections.abc import Iterable

_short = reprlib.Repr()
_short.maxstring = _short.maxother = 60


class SoftnuError(Exception):
    """Base of every error that softnu raises on purpose."""


class DomainError(SoftnuError, ValueError):
    """An argument is outside the range where the formula holds."""


class DivergentMatrixElement(DomainError):  # noqa: N818 - it names what diverges
    """A matrix element that point-like vertices make infinite; the message names the remedies."""


class UnitsError(SoftnuError, ValueError):
    """An argument lacks a unit, or has one of the wrong kind."""


class UnknownNameError(DomainError):
    """A name (quantity, parameter, particle, material, ...) is not known."""


class ConfigError(SoftnuError, ValueError):
    """Inputs that contradict or miss each other."""


class DataError(SoftnuError, ValueError):
    """A data file cannot be read or is inconsistent."""


class MistakesError(DataError):
    """A file has mistakes; the message lists them all.

    Attributes
    ----------
    where : str
        The file.
    mistakes : tuple of str
        Each begins with the path of the key.
    """

    def __init__(self, where: str, mistakes: tuple[str, ...]) -> None:
        super().__init__(where, mistakes)
        self.where = where
        self.mistakes = mistakes

    def __str__(self) -> str:
        if len(self.mistakes) == 1:
            return f"{self.where}: {self.mistakes[0]}"
        listed = " ".join(f"({n}) {text}" for n, text in enumerate(self.mistakes, start=1))
        return f"{self.where} has {len(self.mistakes)} mistakes: {listed}"


class StoreError(SoftnuError, OSError):
    """The dataset of a scan cannot be written, or is written by somebody else."""


class EngineError(SoftnuError, RuntimeError):
    """The processes or the cluster that compute a scan are not there."""


class ConvergenceError(SoftnuError, ArithmeticError):
    """A numerical result did not reach its stated accuracy."""


class ValidityWarning(UserWarning):
    """A result is outside the range where its assumptions are known to hold."""


class StoreWarning(UserWarning):
    """A part of a dataset was damaged and is computed again."""


def shown(value: object) -> str:
    """Return what was given as a message repeats it: its repr, the middle of a long one left out.

    Examples
    --------
    >>> shown("5 mm")
    "'5 mm'"
    >>> len(shown("m" * 300))
    60
    """
    return _short.repr(value)


def unknown_name(what: str, name: object, known: Iterable[str]) -> UnknownNameError:
    """Build the error for an unknown name; it lists the nearest known ones.

    Parameters
    ----------
    what : str
        What the name should be, for example ``"quantity"``.
    name : object
        The name that was given.
    known : iterable of str
        The names that exist.

    Returns
    -------
    UnknownNameError
        To be raised by the caller.

    Examples
    --------
    >>> str(unknown_name("ordering", "norma", ["normal", "inverted"]))
    "unknown ordering 'norma'; did you mean 'normal'?"
    """
    names = sorted(known)
    near = difflib.get_close_matches(str(name), names, n=3, cutoff=0.5)
    if near:
        hint = "did you mean " + " or ".join(repr(n) for n in near) + "?"
    elif len(names) <= 20:
        hint = "known: " + ", ".join(names)
    else:
        hint = f"there are {len(names)} known names"
    return UnknownNameError(f"unknown {what} {shown(name)}; {hint}")
