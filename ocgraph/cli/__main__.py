"""``python -m ocgraph.cli``: the command, where its script is not on the path."""

import sys

from ocgraph.cli.main import main

sys.exit(main())
