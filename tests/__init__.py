"""Tests, a folder a room."""

import os

# the arrays here are small: threads of linear algebra wait for one another longer than they work, and other cores have
# tests of their own. Said before anything loads numpy; processes that tests start take it over
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
