"""``softnu potentials``: tables of parity-violating potentials for codes of atomic structure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from softnu.checks import FloatArray
    from softnu.neutrinos import Neutrinos


def command(
    nucleus: Annotated[str, typer.Argument(metavar="NUCLEUS", help="An isotope: 133Cs, 1H.")],
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it here, not to the terminal."),
    ] = None,
    units: Annotated[
        str, typer.Option(help="atomic: Bohr radii and hartree; eV: m and eV.")
    ] = "atomic",
    r_min: Annotated[str, typer.Option("--r_min", help="First radius, such as 1fm.")] = "1 fm",
    r_max: Annotated[str, typer.Option("--r_max", help="Last radius.")] = "5 nm",
    points: Annotated[int, typer.Option(help="Radii, in equal logarithmic steps.")] = 500,
    grid: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Take the radii, in Bohr radii, from the first column of this file instead.",
        ),
    ] = None,
    m_lightest: Annotated[
        str | None,
        typer.Option("--m_lightest", help="Lightest neutrino mass; massless neutrinos without."),
    ] = None,
    ordering: Annotated[str, typer.Option(help="normal or inverted.")] = "normal",
    nature: Annotated[str, typer.Option(help="dirac or majorana.")] = "dirac",
    form_factor_scale: Annotated[
        str | None,
        typer.Option(
            "--form_factor_scale", help="M, such as 0.843GeV; by default of the nucleus."
        ),
    ] = None,
    log_scale: Annotated[
        float, typer.Option("--log_scale", help="Contact term of the loop, ln(M^2/mu^2).")
    ] = 0.0,
    g_A_N: Annotated[
        float | None,
        typer.Option("--g_A_N", help="Axial coupling of the nucleus, where it is not known."),
    ] = None,
) -> None:
    """Tabulate the potentials of parity violation between electron and nucleus.

    Two-neutrino exchange with and without form factor, Z exchange, Z-photon mixing; each with
    its couplings, for the electron's spin (_e) and the nuclear spin (_N). The lines that begin
    with # say what every column is.
    """
    from softnu.atoms.parity_potentials import ParityPotentials
    from softnu.atoms.potential_table import (
        logarithmic_radii,
        table_text,
        tabulate,
        write_potentials,
    )

    neutrinos = _neutrinos(m_lightest, ordering, nature)
    potentials = ParityPotentials(nucleus, neutrinos, form_factor_scale, log_scale, g_A_N)
    r = logarithmic_radii(r_min, r_max, points) if grid is None else _first_column(grid)
    table = tabulate(potentials, r)
    if output is None:
        typer.echo(table_text(table, units), nl=False)
    else:
        write_potentials(table, output, units)


def _neutrinos(m_lightest: str | None, ordering: str, nature: str) -> Neutrinos | None:
    from softnu.errors import ConfigError
    from softnu.neutrinos import Neutrinos

    if m_lightest is not None:
        return Neutrinos(m_lightest, ordering, nature)  # type: ignore[arg-type]  # checked there
    if (ordering, nature) != ("normal", "dirac"):
        raise ConfigError("missing m_lightest: without it neutrinos are massless")
    return None


def _first_column(path: Path) -> FloatArray:
    """Return the radii in a file: the first word of each line that is a number."""
    import numpy as np

    from softnu.errors import DataError

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise DataError(f"{path} is not text: {error}") from error
    radii: list[float] = []
    for number, line in enumerate(lines, start=1):
        word = line.split("#")[0].split()[:1]
        if not word or (word == ["r"] and not radii):
            continue
        try:
            radii.append(float(word[0]))
        except ValueError:
            raise DataError(f"{path}, line {number}: {word[0]!r} is not a number") from None
        if len(radii) > 1 and radii[-1] == radii[0]:
            radii.pop()
            break  # the second block of an orbital file repeats the radii
    return np.asarray(radii)
