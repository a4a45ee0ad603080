"""Who may enter: a token that works once, or a password, each exchanged for a session that lives in memory."""

from __future__ import annotations

import hmac
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

__all__ = ["Session", "Sessions"]

# bytes of a token and of the name of a session: 256 bits, which nobody guesses (OWASP asks for 64 bits at least)
_BYTES = 32

# wrong passwords in so many seconds, after which none is looked at: five a minute are typing errors, more are guesses
MOST_TRIES, TRIES_WITHIN = 5, 60.0

# sessions that are kept; the oldest are forgotten, so that logging in for ever fills no memory
MOST_SESSIONS = 200


@dataclass
class Session:
    """Somebody who has entered: their name for the journal, and what the next page is to tell them once.

    `vouched` says that a proxy has named them: then no form may name another.
    """

    who: str = ""
    vouched: bool = False
    notices: list[str] = field(default_factory=list)

    def told(self) -> list[str]:
        """Return what was to be told, which is told now.

        Examples
        --------
        >>> session = Session(notices=["saved"])
        >>> session.told(), session.told()
        (['saved'], [])
        """
        told, self.notices = self.notices, []
        return told


class Sessions:
    """The sessions of one process; they end with it.

    Parameters
    ----------
    password : str
        What people enter with; "" where the one-time token alone lets somebody in.
    who : str
        Name of those who enter, until they say another.
    clock : callable
        Seconds.
    """

    def __init__(self, *, password: str = "", who: str = "", clock: Callable[[], float] = monotonic) -> None:
        self.token = "" if password else secrets.token_urlsafe(_BYTES)
        self.with_password = bool(password)
        self._password, self._who, self._clock = password, who, clock
        self._unused, self._lock = bool(self.token), Lock()
        self._sessions: dict[str, Session] = {}
        self._wrong: deque[float] = deque(maxlen=MOST_TRIES)

    def redeem(self, token: str) -> str:
        """Exchange the token for the name of a new session; "" for a wrong one, and from the second time on.

        Examples
        --------
        >>> sessions = Sessions()
        >>> bool(sessions.redeem(sessions.token)), sessions.redeem(sessions.token)
        (True, '')
        """
        with self._lock:
            right = self._unused and hmac.compare_digest(token.encode(), self.token.encode())
            self._unused = self._unused and not right
            return self._begin() if right else ""

    def enter(self, password: str) -> str:
        """Exchange the password for the name of a new session; "" for a wrong one, and after too many of them.

        Examples
        --------
        >>> sessions = Sessions(password="marn")
        >>> sessions.enter("Marn"), bool(sessions.enter("marn"))
        ('', True)
        """
        with self._lock:
            now = self._clock()
            if len(self._wrong) == MOST_TRIES and now - self._wrong[0] < TRIES_WITHIN:
                return ""
            if self._password and hmac.compare_digest(password.encode(), self._password.encode()):
                return self._begin()
            self._wrong.append(now)
            return ""

    def _begin(self) -> str:
        name = secrets.token_urlsafe(_BYTES)
        self._sessions[name] = Session(self._who)
        if len(self._sessions) > MOST_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        return name

    def session(self, name: str) -> Session | None:
        """Return a session by its name, None where there is none.

        Examples
        --------
        >>> Sessions().session("guess") is None
        True
        """
        return self._sessions.get(name)
