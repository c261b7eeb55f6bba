"""Compile plain Python loops on demand: readable functions of scalars, fast for many points."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any


def compile_loops(
    modules: tuple[ModuleType, ...], names: tuple[str, ...]
) -> dict[str, Callable[..., Any]]:
    """Return the named functions, compiled together.

    Parameters
    ----------
    modules : tuple of module
        Where the functions live; they see each other's names.
    names : tuple of str
        The functions, each after those that it calls.

    Returns
    -------
    dict of callable
        By name; each is compiled at its first call for a set of argument types. The modules
        keep their plain functions.
    """
    import numba

    scope: dict[str, Any] = {}
    for module in modules:
        scope |= vars(module)
    for name in names:
        plain = scope[name]
        # The copy looks its callees up in `scope`, where they are compiled.
        copy = FunctionType(plain.__code__, scope, name, plain.__defaults__)
        scope[name] = numba.njit(error_model="numpy", nogil=True)(copy)
    return {name: scope[name] for name in names}
