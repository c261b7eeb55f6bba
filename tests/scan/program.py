"""The command line on the demonstration domain; its workers import this file too."""

import sys

from softnu import catalogue

# Not where something else imports this file: the register is the whole process's.
if __name__ in ("__main__", "__mp_main__"):
    catalogue.MODULES = {"demo": ("tests.scan.demo_domain",)}

if __name__ == "__main__":
    from softnu.cli import main

    sys.exit(main())
