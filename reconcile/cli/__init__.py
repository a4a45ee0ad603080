"""The command line: one module a command; errors become exit codes."""

from __future__ import annotations

from reconcile.cli.group import main

__all__ = ["main"]
