"""What every request has to pass: the right host, a session, and for writing the desk's own page as its origin.

A page of another site can make a browser send requests here, also under a name of its own that leads to 127.0.0.1 (DNS
rebinding). The name of the host, `Sec-Fetch-Site` and `Origin` are written by the browser and not by the page.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reconcile.web.sessions import Session, Sessions

__all__ = ["HEADERS", "MOST_BYTES", "MOST_OF_ARTICLE", "Guard", "session_of"]

# bytes of the largest article that is pasted or dropped: a book of 400 pages has half of that
MOST_OF_ARTICLE = 2 * 1024 * 1024

# bytes of the largest body: such an article, and what a form writes around it
MOST_BYTES = MOST_OF_ARTICLE + 16 * 1024

# on every answer: nothing is loaded from elsewhere, no code stands in a page, and nobody frames it or keeps a copy
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

# what is served without a session: it tells nothing of the project
_OPEN = ("/health", "/login", "/static/")

# methods that change nothing
_SAFE = ("GET", "HEAD")


def session_of(request: Request) -> Session:
    """Return the session of a request that passed the guard.

    Examples
    --------
    >>> session_of(Request({"type": "http", "state": {"session": Session("A. Editor")}})).who
    'A. Editor'
    """
    session: Session = request.state.session
    return session


class Guard:
    """An ASGI application that passes on what may pass, and puts `HEADERS` on every answer.

    Parameters
    ----------
    app : ASGI application
    hosts : collection of str
        Host names with ports under which the desk may be asked for.
    sessions : Sessions
    cookie : str
        Name of the cookie with the name of a session.
    user_header : str
        Header in which a proxy says who asks; "" where there is none.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: Collection[str], sessions: Sessions, cookie: str, user_header: str = ""
    ) -> None:
        self._app, self._hosts, self._sessions = app, frozenset(host.lower() for host in hosts), sessions
        self._cookie, self._user_header = cookie, user_header

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", ()), *own]}
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to what may not pass, None for what may; a session is put into the scope."""
        request = Request(scope)
        if request.headers.get("host", "").lower() not in self._hosts:
            return _refused(400, "This name leads to nothing here. Open the address that `reconcile desk` printed.")
        if request.method not in _SAFE and (refusal := _refused_write(request)):
            return refusal
        session = self._sessions.session(request.cookies.get(self._cookie, ""))
        if session is None:
            return None if _is_open(request) else _unknown(request, with_password=self._sessions.with_password)
        if self._user_header and not _is_open(request):
            # of two headers one would be the browser's, and nobody knows which
            given = request.headers.getlist(self._user_header)
            session.who, session.vouched = given[0].strip() if len(given) == 1 else "", True
            if not session.who:
                return _refused(403, "The proxy did not say who asks.")
        scope.setdefault("state", {})["session"] = session
        return None


def _is_open(request: Request) -> bool:
    path = request.url.path
    return path.startswith(_OPEN) or (path == "/" and "token" in request.query_params)


def _refused_write(request: Request) -> Response | None:
    """Return the answer to a write that is too long, or that no page of the desk sent; None for all others."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = urlsplit(origin or "").netloc.lower() == request.headers.get("host", "").lower()
    # a form on a page without referrer says "null", which says nothing where the browser tells the site
    foreign = not own if origin not in (None, "null") else site is None
    if foreign or site not in (None, "same-origin"):
        return _refused(403, "Only the desk's own pages may change anything.")
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        return _refused(411, "The length of what is sent has to be told.")
    if int(length) > MOST_BYTES:
        return _refused(
            413,
            "This is more than 2 MiB. `reconcile extract FILE` reads articles of up to 20 MB; then review them here.",
        )
    return None


def _unknown(request: Request, *, with_password: bool) -> Response:
    if with_password and request.method in _SAFE:
        return Response(status_code=303, headers={"Location": "/login"})
    return _refused(403, "Open the address that `reconcile desk` printed; it works once. For another, start it again.")


def _refused(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words + "\n", status)
