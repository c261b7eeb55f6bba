"""The program in a process of its own, as a user starts it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def served(*words: str) -> Iterator[str]:
    """Yield the address of the page; what the program wrote must be free of tracebacks."""
    command = [sys.executable, "-m", "softnu", "explore", "--no-browser", "--port", "0", *words]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        found = re.search(r"http\S+", process.stdout.readline())
        assert found, process.stderr.read()
        yield found[0]
    finally:
        process.terminate()
        _, complaints = process.communicate(timeout=30)
    assert "Traceback" not in complaints, complaints
