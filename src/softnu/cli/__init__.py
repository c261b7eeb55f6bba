"""The command line: words in, exit code out. Each command is a file of this folder.

Only thin modules are imported here; a command imports what it needs when it runs, so that
``softnu --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated, TextIO

import typer

from softnu.cli.text import LONGEST, one_line
from softnu.errors import MistakesError, SoftnuError, StoreWarning, ValidityWarning

#: The commands in the order of the help: each is the function ``command`` of the module of that
#: name here, which may have ``SETTINGS`` for :meth:`typer.Typer.command`.
COMMANDS = (
    "list",
    "explain",
    "eval",
    "check",
    "reach",
    "transitions",
    "apv",
    "potentials",
    "explore",
    "reproduce",
    "cite",
    "info",
)
#: Packages of commands, used as ``softnu GROUP COMMAND``: each has its HELP and COMMANDS.
GROUPS = ("scan",)

#: Exit codes: input that cannot be used, a defect of softnu, an interrupt from the keyboard.
USAGE, INTERNAL, INTERRUPTED = 2, 70, 130
#: Mistakes in one file that are listed, at most.
_MOST_MISTAKES = 50
_INTERRUPTS = (KeyboardInterrupt, typer.Abort)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after ``softnu``, by default those of the process.

    Returns
    -------
    int
        The exit code: 0 done, 1 a check missed, 2 an input cannot be used.
    """
    with warnings.catch_warnings():
        for category in (StoreWarning, ValidityWarning):
            warnings.simplefilter("always", category)
        warnings.showwarning = _show_warning
        try:
            code = build()(args=arguments, prog_name="softnu", standalone_mode=False)
            sys.stdout.flush()
        except MistakesError as error:
            return _fail_with_list(error)
        except SoftnuError as error:
            return _fail(str(error), USAGE)
        except typer.TyperException as error:
            return _fail(error.format_message(), error.exit_code)
        except BrokenPipeError:
            # The reader has gone: nothing more is to be said, not even when Python closes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except _INTERRUPTS:
            return INTERRUPTED
        except Exception as error:
            if os.environ.get("SOFTNU_DEBUG"):
                raise
            hint = "this is a defect of softnu; SOFTNU_DEBUG=1 shows where"
            return _fail(f"{type(error).__name__}: {error} ({hint})", INTERNAL)
    return int(code or 0)


def build() -> typer.Typer:
    """Return the application with all its commands."""
    app = typer.Typer(
        help="Soft neutrino physics: evaluate, explain and check quantities by name.",
        epilog="Start with: softnu list, softnu explain NAME, softnu eval NAME --param value",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback(invoke_without_command=True)(_root)
    _add(app, "softnu.cli", COMMANDS)
    for name in GROUPS:
        package = import_module(f"softnu.cli.{name}")
        group = typer.Typer(help=package.HELP, rich_markup_mode=None)
        group.callback(invoke_without_command=True)(_group)
        _add(group, package.__name__, package.COMMANDS)
        app.add_typer(group, name=name)
    return app


def _add(app: typer.Typer, package: str, names: Iterable[str]) -> None:
    for name in names:
        module = import_module(f"{package}.{name}")
        app.command(name, **getattr(module, "SETTINGS", {}))(module.command)


def _group(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _root(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)
    ] = False,
) -> None:
    if version:
        from softnu import __version__

        typer.echo(f"softnu {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _fail(message: str, code: int) -> int:
    typer.echo(f"softnu: error: {one_line(message)}", err=True)
    return code


def _fail_with_list(error: MistakesError) -> int:
    """Say what is wrong in a file, on lines of their own if one would leave out some."""
    total = len(error.mistakes)
    if total == 1 or len(str(error)) <= LONGEST:
        return _fail(str(error), USAGE)
    _fail(f"{error.where} has {total} mistakes", USAGE)
    for mistake in error.mistakes[:_MOST_MISTAKES]:
        typer.echo(f"  {one_line(mistake)}", err=True)
    if total > _MOST_MISTAKES:
        typer.echo(f"  and {total - _MOST_MISTAKES} more", err=True)
    return USAGE


def _show_warning(
    message: Warning | str,
    category: type[Warning],  # noqa: ARG001 - the signature is Python's
    filename: str,  # noqa: ARG001
    lineno: int,  # noqa: ARG001
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    typer.echo(f"warning: {one_line(str(message))}", err=True)
