"""Forms that were posted: read, answered beside the others, and what they say."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reconcile.web.answers import wants_piece
from reconcile.web.guard import MOST_BYTES

__all__ = ["WAIT", "Work", "form_text", "led_to", "posted"]

# seconds that a decision waits for another one, or for a run, before the card says that somebody is at work
WAIT = 3.0

# fields of the largest form: the claims of a quantity that are ticked off, thousands in a large project
_MOST_FIELDS = 5000

Work = Callable[[Request, FormData], Response]


def posted(work: Work) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers a form: it is read, and the work done beside the others.

    Examples
    --------
    >>> posted(lambda request, form: Response("done")).__name__
    'answered'
    """

    async def answered(request: Request) -> Response:
        form = await request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=MOST_BYTES)
        return await run_in_threadpool(work, request, form)

    return answered


def form_text(form: FormData, name: str) -> str:
    """Return a field of a form, "" where it has none, or a file in its place.

    Examples
    --------
    >>> form_text(FormData([("who", "A. Editor")]), "who"), form_text(FormData(), "who")
    ('A. Editor', '')
    """
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def led_to(request: Request, address: str) -> Response:
    """Lead whoever asks to another page, in the way that a browser or the script of the pages follows.

    Examples
    --------
    >>> led_to(Request({"type": "http", "headers": [(b"hx-request", b"true")]}), "/").headers["hx-redirect"]
    '/'
    """
    if wants_piece(request):
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)
