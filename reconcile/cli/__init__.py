"""The command line. It calls only `project` and the public names, and maps errors to exit codes."""

from __future__ import annotations

from reconcile.cli.group import main

__all__ = ["main"]
