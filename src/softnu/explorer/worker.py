"""The process that computes beside the page: it can be stopped, whatever it is doing."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final

from softnu.errors import ConvergenceError, EngineError, SoftnuError

#: Seconds that an answer may take; the first may load and compile modules within them.
TIME_LIMIT: Final = 45.0
#: Bytes of address space of the process, compiled code and libraries included.
_MEMORY: Final = 6 * 2**30


class Worker:
    """A process that answers one question after another.

    Parameters
    ----------
    time_limit : float
        Seconds that an answer may take; then the process is stopped, and a new one started with
        the next question.
    """

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        self.time_limit = time_limit
        self._turn = threading.Lock()
        self._closed = False
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def start(self) -> None:
        """Start the process now, so that the first answer needs not wait for it."""
        with self._turn:
            self._connection()

    def ask(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Return ``function(*arguments)`` as the process computes it.

        Raises
        ------
        SoftnuError
            What the function raises; :class:`~softnu.errors.ConvergenceError` if it takes too
            long, too much memory, or ends the process.
        """
        with self._turn:
            pipe = self._connection()
            try:
                pipe.send((function, arguments))
                if not pipe.poll(self.time_limit):
                    self._stop()
                    raise ConvergenceError(
                        f"this takes longer than {self.time_limit:g} s: try fewer points or a "
                        "smaller range"
                    )
                done, answer = pipe.recv()
            except (EOFError, OSError):
                self._stop()
                raise ConvergenceError(
                    "the computation ended its process: perhaps it needs too much memory"
                ) from None
        if done:
            return answer
        raise answer

    def close(self) -> None:
        """Stop the process, whatever it is doing, and answer no more."""
        self._closed = True
        # Whoever waits for an answer has the turn, and gets an error now.
        if self._process is not None:
            self._process.kill()
        with self._turn:
            self._stop()

    def _connection(self) -> Connection:
        if self._closed:
            raise EngineError("the process that computes was stopped")
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        context = get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other,), daemon=True)
        self._process.start()
        other.close()
        return self._pipe

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def _serve(pipe: Connection) -> None:
    """Answer questions until the other side is gone."""
    # An interrupt from the keyboard is for the page, which then closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    import softnu.explorer.compute  # noqa: F401 - loaded before the first question

    with suppress(EOFError, OSError):
        while True:
            function, arguments = pipe.recv()
            pipe.send(_answer(function, arguments))


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except SoftnuError as error:
        return False, error
    except MemoryError:
        return False, ConvergenceError("this needs too much memory: try fewer points")
    except Exception as error:  # noqa: BLE001 - a defect must not end the process
        kind = type(error).__name__
        return False, EngineError(f"this cannot be computed: {kind}: {error}")


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
