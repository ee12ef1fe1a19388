"""`python -m ktpmsg` is the command `ktpmsg`."""

import sys

from ktpmsg.terminal.command import main

sys.exit(main())
