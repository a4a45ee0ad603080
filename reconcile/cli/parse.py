"""`reconcile parse`: how a phrase is read, and why."""

from __future__ import annotations

from typing import Any

import click

from reconcile.cli.common_options import json_option, unused_project_option, unused_quiet_option
from reconcile.cli.terminal import echo_json, printable
from reconcile.plain_numbers import write_number

__all__ = ["command"]

# the parts of a reading that a desk looks at, in order
_FIELDS = ("kind", "n1", "n2", "low", "best", "high", "open_low", "open_high", "unit", "hedge", "rate", "why")


# a text may begin with a minus sign, which is not an option
@click.command(
    "parse", short_help="Show how a phrase is read, and why.", context_settings={"ignore_unknown_options": True}
)
@click.argument("text", nargs=-1, required=True)
@unused_project_option
@unused_quiet_option
@json_option
def command(text: tuple[str, ...], as_json: bool) -> None:
    """Read the figure in TEXT and say why it is read so.

    Exit code 2 if there is no figure in it, or several unrelated ones.
    """
    import reconcile

    reading = reconcile.parse_phrase(" ".join(text))
    fields = {name: getattr(reading, name) for name in _FIELDS}
    if as_json:
        echo_json(fields)
    else:
        for name, value in fields.items():
            click.echo(f"{name:<10} {printable(_shown(value))}".rstrip())


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return write_number(value)
    return str(value)
