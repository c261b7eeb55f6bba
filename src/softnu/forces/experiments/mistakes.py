"""Check the content of an experiment's file; say all its mistakes at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from softnu.errors import DataError, shown, unknown_name
from softnu.forces.experiments.experiment import Experiment

#: What a value must be, by the kind of finding, where the checker's own words are not the best.
_RULES: Final = {
    "model_type": "a table",
    "string_type": "text, in quotes",
    "string_too_short": "text that is not empty",
}


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
    softnu.errors.DataError: mine.toml has 9 mistakes: (1) title is missing ...
    """
    try:
        return Experiment.model_validate({"name": name, **content})
    except ValidationError as error:
        mistakes = [_in_words(mistake) for mistake in error.errors()]
    if len(mistakes) == 1:
        raise DataError(f"{where}: {mistakes[0]}")
    listed = " ".join(f"({n}) {mistake}" for n, mistake in enumerate(mistakes, start=1))
    raise DataError(f"{where} has {len(mistakes)} mistakes: {listed}")


def _in_words(mistake: Any) -> str:
    """Return one finding of the check as a phrase that begins with the path of the key."""
    *tables, key = mistake["loc"] or ("",)
    path = ".".join(str(part) for part in mistake["loc"])
    if mistake["type"] == "missing":
        return f"{path} is missing"
    if mistake["type"] == "extra_forbidden":
        wrong = unknown_name("key", str(key), _keys(tables))
        return f"{'.'.join(tables)}: {wrong}" if tables else str(wrong)
    if "error" in mistake.get("ctx", {}):
        problem = str(mistake["ctx"]["error"])
        return f"{path}: {problem}" if path else problem
    rule = _RULES.get(mistake["type"]) or mistake["msg"].removeprefix("Input should be ")
    return f"{path} = {shown(mistake['input'])} is not allowed: it must be {rule}"


def _keys(tables: list[str]) -> list[str]:
    """Return the keys of the table at a path."""
    model: type[BaseModel] = Experiment
    for table in tables:
        model = model.model_fields[table].annotation  # type: ignore[assignment]
    return [field.alias or name for name, field in model.model_fields.items()]
