"""``python -m zmddoc``."""

import sys

from zmddoc.cli import main

if __name__ == "__main__":
    sys.exit(main())
