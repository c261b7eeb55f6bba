"""Tables that ship with the package, read through one loader.

Every file states its source and its date; numbers are never typed into code.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from softnu.errors import DataError


@cache
def load(name: str) -> dict[str, Any]:
    """Read the table `name` (without ``.toml``) of this folder.

    Parameters
    ----------
    name : str
        For example ``"constants"``.

    Returns
    -------
    dict
        The parsed TOML file. It is cached: treat it as read-only.

    Raises
    ------
    DataError
        If there is no such table.

    Examples
    --------
    >>> load("constants")["exact"]["c_m_per_s"]
    299792458
    """
    path = files(__name__) / f"{name}.toml"
    if not path.is_file():
        raise DataError(f"the package has no data table {name!r}")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file of a user.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    dict
        Its content.

    Raises
    ------
    DataError
        If it cannot be read, or is not TOML.

    Examples
    --------
    >>> read_toml(Path("absent.toml"))
    Traceback (most recent call last):
    softnu.errors.DataError: cannot read absent.toml: No such file or directory
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path} is not TOML: {error}") from error
