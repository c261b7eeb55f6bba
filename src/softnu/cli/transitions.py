"""``softnu transitions``: where in an atom neutrinos violate parity most, or most purely."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from softnu.cli.text import number

if TYPE_CHECKING:
    from softnu.atoms.ranking import Ranking

_COLUMNS = ("transition", "|R|", "Re R", "Im R", "dominance", "wavelength [m]", "lifetime [s]")
_LEGEND = (
    "R: E1 amplitude by the force of neutrinos over that of M1, with hyperfine structure, Lamb "
    "shift and widths; dominance: |R| over that of Z-photon mixing"
)


def command(
    *,
    atom: Annotated[
        str, typer.Option(metavar="NAME", help="H, D, 4He+, Mu...; a wrong name lists them.")
    ] = "H",
    g_A_N: Annotated[
        float | None,
        typer.Option("--g_A_N", help="Axial coupling of the nucleus, where it is not known."),
    ] = None,
    n_min: Annotated[int, typer.Option("--n-min", help="Smallest n.")] = 4,
    n_max: Annotated[int, typer.Option("--n-max", help="Largest n.")] = 10,
    l_min: Annotated[int, typer.Option("--l-min", help="Smallest l, at least 3.")] = 3,
    m_lightest: Annotated[
        str, typer.Option("--m_lightest", metavar="MASS", help="Lightest neutrino.")
    ] = "0 eV",
    ordering: Annotated[str, typer.Option(help="normal or inverted.")] = "normal",
    nature: Annotated[str, typer.Option(help="dirac or majorana.")] = "dirac",
    sort: Annotated[str, typer.Option(help="R or dominance.")] = "R",
    top: Annotated[int, typer.Option(help="Show so many.")] = 20,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write all of them as CSV.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Rank the M1 transitions of a hydrogen-like atom by parity violation of neutrinos.

    All transitions with 4 <= n <= 10 and l >= 3, where the force of neutrinos gives finite
    admixtures; from l = 4 on it dominates parity violation.
    """
    from softnu.atoms.named_atoms import hydrogen_like
    from softnu.atoms.ranking import rank
    from softnu.neutrinos import Neutrinos

    given = {} if g_A_N is None else {"g_A_N": g_A_N}
    found = rank(
        hydrogen_like(atom, **given),
        Neutrinos(m_lightest, ordering, nature),  # type: ignore[arg-type]  # words, checked there
        n_min=n_min,
        n_max=n_max,
        l_min=l_min,
        sort=sort,  # type: ignore[arg-type]  # checked there
    )
    shown = found.top(top)
    if csv_file is not None:
        from softnu.cli.files import write_csv

        write_csv(csv_file, _COLUMNS, _rows(found, number))
    if as_json:
        _print_json(shown)
    elif csv_file is None:
        _print(shown, len(found))


def _rows(found: Ranking, write: Callable[[float], str]) -> list[list[str]]:
    numbers = zip(
        found.size,
        found.ratio.real,
        found.ratio.imag,
        found.dominance,
        found.wavelength.to_value("m"),
        found.lifetime.to_value("s"),
        strict=True,
    )
    return [
        [str(transition), *(write(float(value)) for value in row)]
        for transition, row in zip(found.transitions, numbers, strict=True)
    ]


def _print(shown: Ranking, count: int) -> None:
    from softnu.cli.text import print_table

    print_table(_COLUMNS, _rows(shown, lambda value: f"{value:.4g}"))
    typer.echo(f"\n{shown.atom.name}: {len(shown)} of {count} M1 transitions")
    typer.echo(_LEGEND)


def _print_json(shown: Ranking) -> None:
    from softnu import __version__
    from softnu.cli.text import print_json

    entries = [
        {
            "transition": str(transition),
            "inputs": transition.inputs(),
            "ratio": {"re": float(ratio.real), "im": float(ratio.imag)},
            "competing": {"re": float(competing.real), "im": float(competing.imag)},
            "dominance": float(dominance),
            "wavelength_m": float(wavelength),
            "lifetime_s": float(lifetime),
        }
        for transition, ratio, competing, dominance, wavelength, lifetime in zip(
            shown.transitions,
            shown.ratio,
            shown.competing,
            shown.dominance,
            shown.wavelength.to_value("m"),
            shown.lifetime.to_value("s"),
            strict=True,
        )
    ]
    print_json(
        {
            "atom": shown.atom.name,
            "neutrinos": str(shown.neutrinos),
            "entries": entries,
            "version": __version__,
        }
    )
