"""Figures of a labelled dataset: names, units and scales follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import astropy.units as u
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from softnu.errors import ConfigError, unknown_name
from softnu.plots.bands import Band, bands
from softnu.plots.contours import contours, regions
from softnu.plots.heatmap import heatmap
from softnu.plots.labels import with_unit
from softnu.plots.lines import lines
from softnu.plots.style import style

if TYPE_CHECKING:
    import xarray as xr

FloatArray = npt.NDArray[np.float64]
#: A curve over a figure: its name, x and y.
Overlay = tuple[str, FloatArray, FloatArray]

#: Line styles of curves that lie over a figure.
_DASHES = ((0, (6, 1.5)), (0, (1, 1.2)), (0, (6, 1.5, 1, 1.5)))
#: A curve of so few points has marks at its points.
_FEW = 3
_INK, _HALO = "black", "white"
#: Characters of the names of several variables that fit beside an axis.
_NAMES = 40


def draw_dataset(
    dataset: xr.Dataset,
    kind: str,
    *,
    variables: Sequence[str],
    overlays: Sequence[Overlay] = (),
    title: str | None = None,
    **options: Any,
) -> Figure:
    """Draw a dataset.

    Parameters
    ----------
    dataset : xarray.Dataset
        Has only the dimensions that are drawn; coordinates and variables have ``units``.
    kind : {"lines", "bands", "heatmap", "contours", "regions"}
        Kind of figure.
    variables : sequence of str
        What is drawn.
    overlays : sequence of (str, ndarray, ndarray)
        Curves over the figure: names and points in the units of its axes.
    title : str, optional
        By default that of the dataset.
    **options
        ``x``, ``xscale``, ``yscale``, ``xlabel``, ``ylabel``; ``curves``; by the kind ``over``,
        ``between`` and ``coverage``; or ``y`` with ``scale``, ``levels``, ``threshold``, ``side``.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.

    Raises
    ------
    ConfigError
        If there is no such kind, or nothing to draw.
    """
    if kind not in _KINDS:
        raise unknown_name("kind of figure", kind, _KINDS)
    for name in variables:
        if not np.any(np.isfinite(dataset[name].values)):
            raise ConfigError(f"nothing to draw: {name} has no value anywhere")
    axes = _KINDS[kind](dataset, tuple(variables), options)
    with style():
        axes.set_title(dataset.attrs.get("title", "") if title is None else title)
        _draw_overlays(axes, overlays, on_colours=kind == "heatmap")
    # The axes of a figure of their own, of which the type says less.
    return axes.figure  # type: ignore[return-value]


# --- kinds -------------------------------------------------------------------------------------


def _lines(dataset: xr.Dataset, variables: tuple[str, ...], options: Mapping[str, Any]) -> Axes:
    dataset = dataset.sortby(options["x"])
    names, title = _curves(dataset, variables, (options["x"],), options["curves"])
    return lines(
        dataset[options["x"]].values,
        names,
        **_frame(dataset, variables, options),
        log_y=_asked_log(options["yscale"]),
        legend_title=title,
    )


def _bands(dataset: xr.Dataset, variables: tuple[str, ...], options: Mapping[str, Any]) -> Axes:
    x, over = options["x"], options["over"]
    dataset = dataset.sortby(x)
    if over is None:
        first, second = variables
        edges = [dataset[name].values for name in variables]
        found = {f"{first} to {second}": Band([(edges[0], edges[1])])}
        title = ""
    else:
        names, title = _curves(dataset, variables, (x, over), options["curves"])
        found = {name: _spread(values, options["coverage"]) for name, values in names.items()}
    return bands(
        dataset[x].values,
        found,
        **_frame(dataset, variables, options),
        log_y=_asked_log(options["yscale"]),
        legend_title=title,
    )


def _spread(values: FloatArray, coverage: Sequence[float]) -> Band:
    """Return the central intervals and the median along the last axis, missing ones left out."""
    shares = [
        0.5 + sign * 0.5 * part for part in sorted(coverage, reverse=True) for sign in (-1, 1)
    ]
    with np.errstate(invalid="ignore"):
        found = np.nanquantile(values, [0.5, *shares], axis=-1)
    return Band(list(zip(found[1::2], found[2::2], strict=True)), found[0])


def _heatmap(dataset: xr.Dataset, variables: tuple[str, ...], options: Mapping[str, Any]) -> Axes:
    [name] = variables
    x, y = options["x"], options["y"]
    dataset = dataset.sortby([x, y])
    values = _oriented(dataset, name, (x, y))
    frame = _frame_of_map(dataset, options)
    ax = heatmap(
        dataset[x].values,
        dataset[y].values,
        values,
        label=with_unit(name, _unit(dataset, name)),
        scale=options["scale"],
        **frame,
    )
    if options["levels"] is not None:
        contours(
            dataset[x].values,
            dataset[y].values,
            {"": values},
            options["levels"],
            on_colours=True,
            ax=ax,
            **frame,
        )
    return ax


def _contours(dataset: xr.Dataset, variables: tuple[str, ...], options: Mapping[str, Any]) -> Axes:
    return _over_two(dataset, variables, options, contours, options["levels"])


def _regions(dataset: xr.Dataset, variables: tuple[str, ...], options: Mapping[str, Any]) -> Axes:
    sign = ">" if options["side"] == "above" else "<"
    border = f"{sign} {options['threshold']:.4g} {dataset[variables[0]].attrs['units']}".rstrip()
    how = (options["threshold"], options["side"])
    return _over_two(dataset, variables, options, regions, *how, border=border)


def _over_two(
    dataset: xr.Dataset,
    variables: tuple[str, ...],
    options: Mapping[str, Any],
    draw: Callable[..., Axes],
    *how: Any,
    border: str = "",
) -> Axes:
    x, y = options["x"], options["y"]
    dataset = dataset.sortby([x, y])
    found, title = _curves(dataset, variables, (x, y), options["curves"], always_named=True)
    if border and options["curves"] is None:
        found = {f"{name} {border}": values for name, values in found.items()}
    elif border:
        title = f"{', '.join(variables)} {border} by {title}" if title else border
    return draw(
        dataset[x].values,
        dataset[y].values,
        found,
        *how,
        legend_title=title,
        **_frame_of_map(dataset, options),
    )


_KINDS: Final[dict[str, Callable[[xr.Dataset, tuple[str, ...], Mapping[str, Any]], Axes]]] = {
    "lines": _lines,
    "bands": _bands,
    "heatmap": _heatmap,
    "contours": _contours,
    "regions": _regions,
}


# --- what they have in common ------------------------------------------------------------------


def _curves(
    dataset: xr.Dataset,
    variables: tuple[str, ...],
    along: tuple[str, ...],
    by: str | None,
    *,
    always_named: bool = False,
) -> tuple[dict[str, FloatArray], str]:
    """Return arrays along some coordinates by their names, and what the names are."""
    if by is None:
        alone = len(variables) == 1 and not always_named
        return {"" if alone else name: _oriented(dataset, name, along) for name in variables}, ""
    dimension = dataset[by].dims[0] if by in dataset.coords else by
    points, title = _names(dataset, by, str(dimension))
    return {
        point if len(variables) == 1 else f"{name}, {point}": _oriented(
            dataset.isel({dimension: i}), name, along
        )
        for name in variables
        for i, point in enumerate(points)
    }, title


def _names(dataset: xr.Dataset, by: str, dimension: str) -> tuple[list[str], str]:
    """Return names of the points of a dimension, and what they are."""
    if by in dataset.coords:
        return _words(dataset, by), by
    columns = {str(n): c for n, c in dataset.coords.items() if c.dims == (dimension,)}
    words = [[f"{name} = {word}" for word in _words(dataset, name)] for name in columns]
    return [", ".join(point) for point in zip(*words, strict=True)], ""


def _words(dataset: xr.Dataset, name: str) -> list[str]:
    coordinate = dataset[name]
    unit = coordinate.attrs.get("units")
    if unit is None:
        return [str(value) for value in coordinate.values]
    return [f"{value:.4g} {unit}".rstrip() for value in coordinate.values]


def _oriented(dataset: xr.Dataset, name: str, along: tuple[str, ...]) -> FloatArray:
    dimensions = [dataset[one].dims[0] if one in dataset.coords else one for one in along]
    values: FloatArray = dataset[name].transpose(*dimensions).values
    return values


def _unit(dataset: xr.Dataset, name: str) -> u.UnitBase:
    return u.Unit(dataset[name].attrs.get("units", ""))


def _coordinate_label(dataset: xr.Dataset, name: str) -> str:
    meaning = dataset[name].attrs.get("long_name")
    return with_unit(f"{name}: {meaning}" if meaning else name, _unit(dataset, name))


def _asked_log(scale: str | None) -> bool | None:
    return None if scale is None else scale == "log"


def _frame(
    dataset: xr.Dataset, variables: tuple[str, ...], options: Mapping[str, Any]
) -> dict[str, Any]:
    names = ", ".join(variables)
    text = names if len(names) <= _NAMES else "value"
    return {
        "xlabel": options["xlabel"] or _coordinate_label(dataset, options["x"]),
        "ylabel": options["ylabel"] or with_unit(text, _unit(dataset, variables[0])),
        "log_x": options["xscale"] == "log",
    }


def _frame_of_map(dataset: xr.Dataset, options: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "xlabel": options["xlabel"] or _coordinate_label(dataset, options["x"]),
        "ylabel": options["ylabel"] or _coordinate_label(dataset, options["y"]),
        "log_x": options["xscale"] == "log",
        "log_y": options["yscale"] == "log",
    }


def _draw_overlays(ax: Axes, overlays: Sequence[Overlay], *, on_colours: bool) -> None:
    """Draw curves without moving the ends of the horizontal axis, and name them."""
    if not overlays:
        return
    ends = ax.get_xlim()
    known = ax.get_legend()
    handles = list(known.legend_handles) if known is not None else []
    title = known.get_title().get_text() if known is not None else ""
    for i, (name, x, y) in enumerate(overlays):
        (line,) = ax.plot(
            x,
            y,
            color=_INK,
            linestyle=_DASHES[i % len(_DASHES)],
            linewidth=1.2,
            marker="D" if len(x) <= _FEW else "",
            label=name,
            path_effects=[withStroke(linewidth=3.0, foreground=_HALO)] if on_colours else None,
        )
        if name:
            handles.append(line)
    ax.set_xlim(ends)
    if handles:
        ax.legend(handles=handles, title=title or None, alignment="left")
