"""Experiments that look for forces beside gravity: their files, and what they could see."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from softnu.checks import FloatArray
from softnu.data import load, read_toml
from softnu.errors import unknown_name
from softnu.quantity import Parameter, quantity

if TYPE_CHECKING:
    from softnu.forces.experiments.experiment import Experiment

_FOLDER: Final = "experiments"
#: The experiments that come with the package, by the names of their files.
EXPERIMENT_NAMES: Final = tuple(
    sorted(
        entry.name.removesuffix(".toml")
        for entry in (files("softnu.data") / _FOLDER).iterdir()
        if entry.name.endswith(".toml")
    )
)
_EXPERIMENT = Parameter(
    "experiment",
    "name",
    "named experiment, or a file that ends in .toml",
    choices=EXPERIMENT_NAMES,
)
_TABLE = "table of experiments in arXiv:2209.07082"


def load_experiment(name: str | Path) -> Experiment:
    """Return an experiment by its name, or from a file.

    Parameters
    ----------
    name : str or Path
        One of :data:`EXPERIMENT_NAMES`, or the path of a TOML file.

    Returns
    -------
    Experiment
        The experiment.

    Raises
    ------
    UnknownNameError
        If there is no such name; the message lists the nearest ones.
    DataError
        If the file cannot be read or is wrong; the message lists all mistakes.

    Examples
    --------
    >>> load_experiment("washington_2007").separation.at
    '6400 km'
    """
    from softnu.forces.experiments.mistakes import checked_experiment

    path = Path(name)
    if path.suffix == ".toml":
        return checked_experiment(read_toml(path), path.stem, str(path))
    if str(name) not in EXPERIMENT_NAMES:
        raise unknown_name("experiment", str(name), EXPERIMENT_NAMES)
    return checked_experiment(load(f"{_FOLDER}/{name}"), str(name), str(name))


def all_experiments() -> tuple[Experiment, ...]:
    """Return the experiments that come with the package, from the largest separation down.

    Examples
    --------
    >>> all_experiments()[0].name
    'washington_2007'
    """
    found = (load_experiment(name) for name in EXPERIMENT_NAMES)
    return tuple(sorted(found, key=lambda one: -float(one.r_natural)))


def template() -> str:
    """Return the text of an experiment's file with all its keys explained, to start from."""
    return (files("softnu.data") / "experiment_template.toml").read_text(encoding="utf-8")


@quantity(
    "forces.experiment.sensitivity",
    items=(_EXPERIMENT,),
    unit="",
    formula=r"\delta V/V_{\rm grav},\quad F/F_{\rm grav}\quad\text{or}\quad a/a_{\rm grav}",
    source=_TABLE,
    papers=("2209.07082",),
    accuracy="as published: one or two digits",
    validity="at the separation that stands for the experiment; gravity is that between its "
    "points, spheres or slabs",
    example={"experiment": "washington_2020"},
)
def sensitivity(experiment: str) -> FloatArray:
    """Smallest force, relative to gravity, that an experiment could see."""
    return np.asarray(load_experiment(experiment).sensitivity_ratio)


@quantity(
    "forces.experiment.separation",
    items=(_EXPERIMENT,),
    unit="m",
    formula="r",
    source=_TABLE,
    papers=("2209.07082",),
    accuracy="as published: one or two digits",
    validity="of a range, the value that stands for it",
    example={"experiment": "washington_2020"},
)
def separation(experiment: str) -> FloatArray:
    """Separation of the bodies at which an experiment looks for forces."""
    return load_experiment(experiment).r_natural
