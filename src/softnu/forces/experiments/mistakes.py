"""Check the content of an experiment's file; say all its mistakes at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from softnu.forces.experiments.experiment import Experiment
from softnu.schema import checked_table


def checked_experiment(content: Mapping[str, Any], name: str, where: str) -> Experiment:
    """Return the experiment that a file describes.

    Parameters
    ----------
    content : mapping
        As TOML gives it.
    name : str
        Name of the experiment, unless the file has one.
    where : str
        The file, for errors.

    Returns
    -------
    Experiment
        The experiment.

    Raises
    ------
    DataError
        If something is missing, unknown or not allowed: all mistakes, each with its path.

    Examples
    --------
    >>> checked_experiment({"sensitivity": {"raito": 1.0}}, "mine", "mine.toml")
    Traceback (most recent call last):
    softnu.errors.MistakesError: mine.toml has 9 mistakes: (1) title is missing ...
    """
    return checked_table(Experiment, content, name, where)
