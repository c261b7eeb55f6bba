"""Tables of data files as frozen objects; what is wrong in a file is said all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from inspect import isclass
from types import UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    Self,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from pydantic import (
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from softnu.errors import ConfigError, MistakesError, shown, unknown_name

NOT_STATED: Final = "not stated"
Text = Annotated[str, StringConstraints(min_length=1)]
Model = TypeVar("Model", bound=BaseModel)

#: What a value must be, by the kind of finding, where the checker's own words are not the best.
_RULES: Final = {
    "model_type": "a table",
    "tuple_type": "a list",
    "string_type": "text, in quotes",
    "string_too_short": "text that is not empty",
    "int_type": "a whole number",
    "dict_type": "a table",
}
_UNIONS: Final = (Union, UnionType)


class FrozenTable(BaseModel):
    """A table that cannot change and refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Confident(FrozenTable):
    """A number with a confidence level.

    Attributes
    ----------
    confidence : float or "not stated"
        Confidence level, between 0 and 1.
    confidence_reason : str
        Why it is not stated.
    """

    confidence: float | Literal["not stated"]
    confidence_reason: str = ""

    @field_validator("confidence", mode="plain")
    @classmethod
    def _level(cls, value: Any) -> Any:
        if value == NOT_STATED:
            return value
        if isinstance(value, bool) or not isinstance(value, float) or not 0.0 < value < 1.0:
            raise ConfigError(
                f"confidence = {shown(value)} is not allowed: a number between 0 and 1, or "
                f"{NOT_STATED!r}"
            )
        return value

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.confidence == NOT_STATED and not self.confidence_reason:
            raise ConfigError("confidence_reason must say why the confidence is not stated")
        return self


class Reference(FrozenTable):
    """Where something is published.

    Attributes
    ----------
    key : str
        Short name for bibliographies.
    authors : str
        Authors in short.
    title, journal, doi, arxiv : str
        What is known of it, empty otherwise.
    year : int
        Year of publication.
    """

    key: Text
    authors: Text
    year: int
    title: str = ""
    journal: str = ""
    doi: str = ""
    arxiv: str = ""

    def __str__(self) -> str:
        arxiv = f"arXiv:{self.arxiv}" if self.arxiv else ""
        return ", ".join(word for word in (self.authors, self.journal, arxiv) if word)


def checked_table(model: type[Model], content: Mapping[str, Any], name: str, where: str) -> Model:
    """Return the object that a file describes.

    Parameters
    ----------
    model : type
        Its class.
    content : mapping
        As TOML gives it.
    name : str
        Name of the object, unless the file has one.
    where : str
        The file, for errors.

    Returns
    -------
    BaseModel
        An object of the class.

    Raises
    ------
    MistakesError
        If something is missing, unknown or not allowed: all mistakes, each with its path.

    Examples
    --------
    >>> class Named(FrozenTable):
    ...     name: Text
    ...     title: Text
    >>> checked_table(Named, {"titles": "x"}, "mine", "mine.toml")
    Traceback (most recent call last):
    softnu.errors.MistakesError: mine.toml has 2 mistakes: (1) title is missing (2) unknown key ...
    """
    found, mistakes = check(model, {"name": name, **content})
    if found is None:
        raise refusal(where, mistakes)
    return found


def check(model: type[Model], content: Any, path: str = "") -> tuple[Model | None, list[str]]:
    """Return the object that a table describes, or what is wrong with it.

    Parameters
    ----------
    model : type
        Its class.
    content : object
        As TOML gives it.
    path : str
        Where the table stands in its file.

    Returns
    -------
    BaseModel or None
        An object of the class, if nothing is wrong.
    list of str
        All mistakes, each begins with its path.

    Examples
    --------
    >>> check(Reference, {"key": "A", "authors": "B", "year": 2026, "journals": ""}, "reference")
    (None, ["reference: unknown key 'journals'; did you mean 'journal'?"])
    """
    try:
        return model.model_validate(content), []
    except ValidationError as error:
        return None, [_in_words(model, mistake, path) for mistake in error.errors()]


def refusal(where: str, mistakes: Sequence[str]) -> MistakesError:
    """Return the error that says all mistakes in a file, to be raised by the caller.

    Examples
    --------
    >>> str(refusal("scan.toml", ["a is missing", "b is missing"]))
    'scan.toml has 2 mistakes: (1) a is missing (2) b is missing'
    """
    return MistakesError(where, tuple(mistakes))


def _in_words(model: type[BaseModel], mistake: Any, prefix: str) -> str:
    """Return one finding of the check as a phrase that begins with the path of the key."""
    *tables, key = mistake["loc"] or ("",)
    parts = [str(part) for part in (prefix, *mistake["loc"]) if part != ""]
    path = ".".join(parts)
    if mistake["type"] == "missing":
        return f"{path} is missing"
    if mistake["type"] == "extra_forbidden":
        wrong = unknown_name("key", str(key), _keys(model, tables))
        table = ".".join(parts[:-1])
        return f"{table}: {wrong}" if table else str(wrong)
    if "error" in mistake.get("ctx", {}):
        problem = str(mistake["ctx"]["error"])
        return f"{path}: {problem}" if path else problem
    rule = _RULES.get(mistake["type"]) or mistake["msg"].removeprefix("Input should be ")
    return f"{path} = {shown(mistake['input'])} is not allowed: it must be {rule}"


def _keys(model: type[BaseModel], path: list[str | int]) -> list[str]:
    """Return the keys of the table at a path."""
    here: Any = model
    for part in path:
        table = _table(here)
        here = table.model_fields[str(part)].annotation if table else _inside(here)
    table = _table(here)
    fields = table.model_fields.items() if table else ()
    return [field.alias or name for name, field in fields]


def _inside(annotation: Any) -> Any:
    """Return what a list or a free table holds."""
    return next(one for one in reversed(get_args(annotation)) if one is not Ellipsis)


def _table(annotation: Any) -> type[BaseModel] | None:
    """Return the class of a table that may be optional, None of a list or a free table."""
    options = get_args(annotation) if get_origin(annotation) in _UNIONS else (annotation,)
    return next((one for one in options if isclass(one) and issubclass(one, BaseModel)), None)
