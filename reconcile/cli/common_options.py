"""Options that every command takes."""

from __future__ import annotations

import click

__all__ = ["json_option", "project_option", "quiet_option", "unused_project_option", "unused_quiet_option"]

project_option = click.option(
    "--project", "root", default=".", show_default=True, metavar="DIR", help="Folder of the project."
)
quiet_option = click.option("--quiet", is_flag=True, help="No progress, no summary: data and errors only.")
# for commands that read no project and are quiet anyway: scripts may pass the common options to every command
unused_project_option = click.option(
    "--project", default=".", metavar="DIR", expose_value=False, help="Accepted by every command; not used here."
)
unused_quiet_option = click.option(
    "--quiet", is_flag=True, expose_value=False, help="Accepted by every command; not used here."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON to standard output.")
