"""`python -m ktpmsg` is the command `ktpmsg`."""

import sys

from ktpmsg.terminal import main

sys.exit(main())
