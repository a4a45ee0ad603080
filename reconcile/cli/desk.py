"""`reconcile desk`: the desk in a browser."""

from __future__ import annotations

import os

import click

from reconcile.cli.common_options import project_option, quiet_option
from reconcile.cli.editor import editor_named

__all__ = ["command"]

# the password by which others than the one at this machine enter; not an option, which every program could see
PASSWORD = "RECONCILE_DESK_PASSWORD"  # noqa: S105


@click.command("desk", short_help="Open the desk in a browser.")
@project_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Port.  [default: one that is free]"
)
@click.option("--allow-host", multiple=True, metavar="NAME", help="Name by which a proxy asks for it.  [repeatable]")
@click.option("--user-header", default="", metavar="NAME", help="Header in which that proxy says who is at work.")
@click.option("--no-browser", is_flag=True, help="Print the address; open nothing.")
@quiet_option
def command(
    root: str, host: str, port: int, allow_host: tuple[str, ...], user_header: str, no_browser: bool, quiet: bool
) -> None:  # fmt: skip
    """Read, decide and approve in a browser: pages of this machine, for the one who opens the printed address.

    The address works once. Ctrl-C ends the desk; all that was confirmed is in the files of the project. With another
    address than 127.0.0.1, or with --user-header, people enter with the password in RECONCILE_DESK_PASSWORD.
    """
    from reconcile.web.serving import Served, serve

    password = os.environ.get(PASSWORD, "")
    served = Served(
        host=host, port=port, allowed=allow_host, password=password, user_header=user_header,
        who=editor_named(),
    )  # fmt: skip

    def opened(address: str) -> None:
        click.echo(address)
        if not quiet:
            if password and host not in ("127.0.0.1", "localhost", "::1"):
                click.echo(
                    "WARNING: other machines can reach this desk; whoever has the password may decide.", err=True
                )
            click.echo("The desk is open; Ctrl-C ends it.", err=True)
        if not no_browser:
            _open(address)

    serve(root, served, opened)
    if not quiet:
        click.echo("The desk is closed.", err=True)


def _open(address: str) -> None:
    """Open an address in the browser of this machine; where there is none, the address is printed above."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
