"""The command line on the demonstration domain, which its workers and those of dask load too."""

import sys
from typing import Any

from softnu import catalogue


def dask_setup(_: Any) -> None:
    """Put the demonstration domain in place of the physics; dask calls this in its workers."""
    catalogue.MODULES = {"demo": ("tests.scan.demo_domain",)}


# Not where something else imports this file: the register is the whole process's.
if __name__ in ("__main__", "__mp_main__"):
    dask_setup(None)

if __name__ == "__main__":
    from softnu.cli import main

    sys.exit(main())
