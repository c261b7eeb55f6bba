"""The command line on the demonstration domain; its workers import this file too."""

import sys

from softnu import catalogue

catalogue.MODULES = {"demo": ("tests.scan.demo_domain",)}

if __name__ == "__main__":
    from softnu.cli import main

    sys.exit(main())
