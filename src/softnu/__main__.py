"""``python -m softnu`` is the same as the command ``softnu``."""

import sys

from softnu.cli import main

if __name__ == "__main__":
    sys.exit(main())
