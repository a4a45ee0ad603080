"""The desk served: a port that is taken at once, the address to open, and an end without a trace on Ctrl-C."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from reconcile.errors import ConfigError
from reconcile.folder.config import load_config

__all__ = ["DEFAULT_HOST", "Served", "serve"]

# only programs of this machine reach it (RFC 1122, 3.2.1.3)
DEFAULT_HOST = "127.0.0.1"

# connections that wait to be answered
_BACKLOG = 128


@dataclass(frozen=True, kw_only=True)
class Served:
    """What a desk is served with.

    Attributes
    ----------
    host : str
        Address to listen on.
    port : int
        0 for any that is free.
    allowed : sequence of str
        Further names under which it may be asked for, with or without a port.
    password, user_header, who : str
        As of `Sessions` and `Guard`.
    """

    host: str = DEFAULT_HOST
    port: int = 0
    allowed: Sequence[str] = ()
    password: str = ""
    user_header: str = ""
    who: str = ""


def serve(root: str | Path, served: Served, opened: Callable[[str], None]) -> None:
    """Serve the desk of a project until it is ended.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    served : Served
    opened : callable
        Called with the address once it can be opened.

    Raises
    ------
    ConfigError
        The project cannot be read, the address cannot be taken or may not be taken without a password, or the extra
        `desk` is not installed.

    Examples
    --------
    >>> serve(".", Served(host="0.0.0.0"), print)
    Traceback (most recent call last):
        ...
    reconcile.errors.ConfigError: others could reach the desk on 0.0.0.0 without a password ...
    """
    config = load_config(root)
    if not (served.password or (_is_local(served.host) and not served.user_header)):
        what = (
            f"others could reach the desk on {served.host}" if not _is_local(served.host) else "a proxy lets others in"
        )
        raise ConfigError(
            f"{what} without a password", hint="set RECONCILE_DESK_PASSWORD, and say it to those who may enter"
        )
    try:
        import python_multipart  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn
    except ModuleNotFoundError as error:
        raise ConfigError("the desk needs the extra 'desk'", hint='pip install "reconcile-estimates[desk]"') from error
    from reconcile.web.application import application
    from reconcile.web.sessions import Sessions
    from reconcile.web.work_ahead import WorkAhead

    with _listening(served.host, served.port) as listening:
        port = int(listening.getsockname()[1])
        sessions = Sessions(password=served.password, who=served.who)
        app = application(
            config.root, hosts=_names(served, port), sessions=sessions, cookie=f"reconcile-desk-{port}",
            user_header=served.user_header, ahead=WorkAhead(),
        )  # fmt: skip
        shown = served.host if served.host not in ("", "0.0.0.0", "::") else DEFAULT_HOST  # noqa: S104
        address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"
        opened(address + (f"?token={sessions.token}" if sessions.token else ""))
        server = uvicorn.Server(uvicorn.Config(
            app, log_level="warning", access_log=False, lifespan="off", server_header=False, ws="none",
            timeout_graceful_shutdown=2,
        ))  # fmt: skip
        # what ended it is raised once more when all is closed
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    """Take the port; a desk that is opened finds it taken, and not by another program meanwhile."""
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        taken.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(
            f"the desk cannot listen on {host}, port {port}: {reason}", hint="another --port, or none"
        ) from error
    return taken


def _names(served: Served, port: int) -> list[str]:
    """Return the names under which the desk may be asked for, each with its port."""
    own = [f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"]
    if served.host not in ("", "0.0.0.0", "::", DEFAULT_HOST):  # noqa: S104
        own.append(f"{served.host}:{port}")
    # a proxy asks by its own name, without a port where it listens on the usual one
    return [*own, *(name for given in served.allowed for name in (given, f"{given}:{port}"))]
