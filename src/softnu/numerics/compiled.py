"""Compile plain Python loops on demand: readable functions of scalars, fast for many points."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any


def compile_loops(modules: tuple[ModuleType, ...], names: tuple[str, ...]) -> Callable[..., Any]:
    """Return the last of the named functions, compiled together with the others.

    Parameters
    ----------
    modules : tuple of module
        Where the functions live; they see each other's names.
    names : tuple of str
        The functions that call each other, the outermost last.

    Returns
    -------
    callable
        Compiled at its first call for each set of argument types. The modules keep their
        plain functions.
    """
    import numba

    scope: dict[str, Any] = {}
    for module in modules:
        scope |= vars(module)
    for name in names:
        plain = scope[name]
        # The copy looks its callees up in `scope`, where they are compiled.
        copy = FunctionType(plain.__code__, scope, name, plain.__defaults__)
        scope[name] = numba.njit(error_model="numpy")(copy)
    compiled: Callable[..., Any] = scope[names[-1]]
    return compiled
