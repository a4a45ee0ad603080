"""The time of a figure: within a period, in total up to a date, at a date, or as a rate."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from reconcile.articles.date.dates_said import TimeSaid
from reconcile.articles.figures.mention import Mention
from reconcile.articles.place.places_here import STATED
from reconcile.articles.place.reach import Reach
from reconcile.claims.measures import measures_with
from reconcile.language.helping_verbs import BE, HAVE
from reconcile.language.relations import UP
from reconcile.language.tokens import DIGITS, Token, text_at

__all__ = ["When", "runs_on", "when_of"]


class When(NamedTuple):
    """Raw columns of a claim; dates are ISO text, "" if not said. `open` holds the words of a time left unresolved."""

    temporal: str = ""
    period_start: str = ""
    period_end: str = ""
    count_date: str = ""
    open: str = ""
    basis: str = ""

    @property
    def dated(self) -> bool:
        """Return True where a day is known."""
        return bool(self.period_start or self.period_end or self.count_date)

    @property
    def days(self) -> int:
        """Days of the period, 0 where one of its ends is not known."""
        if not (self.period_start and self.period_end):
            return 0
        return (date.fromisoformat(self.period_end) - date.fromisoformat(self.period_start)).days + 1


# measures of what exists at a moment
_STOCKS = measures_with("temporal", "stock")
# words that move a figure to another time than the one named, "61 a week earlier", and how near they stand
_SHIFTED, _SHIFT = frozenset({"earlier", "before", "previously", "ago"}), 4
# counts that reach a value, what they do, and what brings them there; words from there to the value
_COUNTS = frozenset({"toll", "tolls", "tally", "count", "total", "totals", "number", "figure"})
_BRINGING = frozenset({"brings", "bringing", "brought", "bring", "takes", "taking", "took", "take"})
_TO_TOTAL = 14
# words from the value to the count: "bringing to 21 the overall number"
_BEHIND = 3
# people who are counted by such words alone: "taking its losses to 900"
_LOST = frozenset({"losses", "casualties", "deaths", "dead", "fatalities", "wounded", "injured"})
# those who are counted as a whole where their number rises, but not "daily cases"
_COUNTED = frozenset({"cases", "deaths", "fatalities", "infections"})
_OF_A_DAY = frozenset({"daily", "new", "weekly", "monthly", "annual", "yearly", "average", "active", "day's", "per"})
_TOTALLED = measures_with("temporal", "cumulative") | {""}
# days of a night or "the past day", up to the end of which a total is counted
_NIGHT = timedelta(1)
# verbs of what a count was at a moment
_STOOD = frozenset({"stood", "stands", "stand", "standing"})
# words for those who are counted as they stand, and words from a number to one
_STATES, _TO_STATE = frozenset({"dead", "missing", "unaccounted", "homeless"}), 6
# words from a figure to its "since", and from there to a day; signs between which end what is told of it
_TO_SINCE, _SINCE_CLAUSE, _SIGNS = 8, 12, frozenset(",;:()—.")
# words of a running total
_RUNNING = frozenset({"already", "toll", "altogether", "overall", "exceeded"})
_RUNNING_PAIRS = frozenset({("so", "far"), ("in", "total"), ("to", "date"), ("until", "now")})


def when_of(
    text: str, tokens: list[Token], mention: Mention, measure: str, times: list[TimeSaid], reach: Reach, *,
    runs: bool = False,
) -> When:  # fmt: skip
    """Return the time of a figure: of those of its sentence, the nearest.

    Parameters
    ----------
    text : str
    tokens : list of Token
    mention : Mention
    measure : str
    times : list of TimeSaid
    reach : Reach
        What the figure reaches.
    runs : bool
        Whether its sentence speaks of a running total, as `runs_on` finds.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.date.dates_said import times_in
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Some 120 people died in May 2024"
    >>> tokens = tokens_of(text)
    >>> mention = mentions_of(text, tokens)[0]
    >>> reach = Reach(tokens, clauses_of(tokens), mention, len(tokens), "kill")
    >>> when_of(text, tokens, mention, "killed", times_in(text, tokens, None), reach).period_end
    '2024-05-31'
    """
    total = _is_new_total(tokens, mention, measure) or (measure in _TOTALLED and _stood(tokens, mention))
    temporal = _temporal(mention, measure, runs=runs or total or _is_state(tokens, mention))
    times = [time._replace(role="said") if _is_told(time, reach) else time for time in times]
    said = next((time.end for time in times if time.role == "said" and time.end), None)
    count = _iso(said) if temporal != "rate" else ""
    if _is_since(tokens, mention, times):
        return _stated(When(temporal if temporal == "rate" else "cumulative", count_date=count))
    own = _own(tokens, mention, times, reach)
    if own is None:
        return _stated(When(temporal, count_date=count if temporal else ""))
    # a total that stood at 12 last month did so on some day of it
    some_day = temporal == "cumulative" and own.role == "in" and own.start != own.end and _stood(tokens, mention)
    if own.start is None or some_day:
        return When(temporal, open=text[tokens[own.first].start : tokens[own.last - 1].end])
    long = bool(own.start and own.end and own.end - own.start > _NIGHT)
    if long and own.role == "in" and own.last <= mention.first and _is_brought(tokens, mention):
        # "three died in April, bringing to 21 the number killed"
        return When("cumulative", count_date=count)
    if total and own.start and own.end and not long:
        own = own._replace(start=own.end)
    return _stated(_of(own, temporal, count, reach.opener))


def _is_told(time: TimeSaid, reach: Reach) -> bool:
    """Return True for the day on which something was said to have happened: "On Monday police said 12 had died"."""
    day = time.start is not None and time.start == time.end
    return time.role == "in" and not time.pointed and reach.is_told(time.first, day=day)


def _of(own: TimeSaid, temporal: str, count: str, opener: str) -> When:
    """Return what a time makes of a figure; "since 1998, when 40 died" is in 1998."""
    if own.role == "since" and opener != "when":
        return When(temporal or "cumulative", period_start=_iso(own.start), count_date=count)
    if own.role == "by" or temporal == "stock" or (temporal == "cumulative" and own.start == own.end):
        return When(temporal or "cumulative", count_date=_iso(own.end))
    return When(temporal if temporal == "rate" else "period", _iso(own.start), _iso(own.end))


def _stated(when: When) -> When:
    return when._replace(basis=STATED) if when.dated else when


def _own(tokens: list[Token], mention: Mention, times: list[TimeSaid], reach: Reach) -> TimeSaid | None:
    """Return the time nearest to a figure, None if there is none, or if words move the figure to another time."""
    apart = {"said"} if reach.opener == "when" else {"said", "against"}
    figures = [
        time
        for time in times
        if time.role not in apart
        and not time.fault
        and not _is_of_other(tokens, mention, time)
        and not (time.role == "since" and reach.is_told_of_next(time.first))
    ]
    nearest = reach.nearest([(time.first, time.last) for time in figures])
    own = None if nearest is None else figures[nearest]
    if own is not None and own.role == "since" and _is_now(tokens, mention):
        return None
    if own is not None and (
        own.pointed or own.start is None or "ago" in [token.text for token in tokens[own.first : own.last]]
    ):
        return own
    shifted = any(token.text in _SHIFTED for token in tokens[mention.last : mention.last + _SHIFT])
    return None if shifted else own


def _is_now(tokens: list[Token], mention: Mention) -> bool:
    """Return True for the 40% of "has seized 14 towns since 3 January and now holds 40%"."""
    return "now" in [token.text for token in tokens[max(mention.first - _SHIFT, 0) : mention.first]]


def _is_of_other(tokens: list[Token], mention: Mention, time: TimeSaid) -> bool:
    """Return True for "a day earlier" right behind another number: "up from 187 a day earlier, as 90 were missing"."""
    behind = time.pointed and text_at(tokens, time.first - 1) != "" and tokens[time.first - 1].kind == DIGITS
    return behind and not mention.number <= time.first - 1 < mention.after


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _temporal(mention: Mention, measure: str, *, runs: bool) -> str:
    """Return how a figure stands in time by rate, measure and words of its sentence; "" if they do not show it."""
    if mention.rate:
        return "rate"
    return "stock" if measure in _STOCKS else "cumulative" if runs else ""


def _is_new_total(tokens: list[Token], mention: Mention, measure: str) -> bool:
    """Return True for the 120 of "the number of dead rose on Sunday to 120" and "bringing its total to 120"."""
    words = {token.text for token in tokens[max(mention.first - _TO_TOTAL, 0) : mention.first]}
    if text_at(tokens, mention.first - 1) not in ("to", "past") or measure not in _TOTALLED:
        return False
    counts = not words.isdisjoint(_COUNTS) or (not words.isdisjoint(_COUNTED) and words.isdisjoint(_OF_A_DAY))
    return _is_brought(tokens, mention) or (counts and not words.isdisjoint(UP))


def _is_brought(tokens: list[Token], mention: Mention) -> bool:
    """Return True for what a count comes to: the 21 of "bringing its losses to 21", "bringing to 21 the number of"."""
    words = [token.text for token in tokens[max(mention.first - _TO_TOTAL, 0) : mention.first]]
    verb = next((place for place, word in enumerate(words) if word in _BRINGING), -1)
    if verb < 0 or words[-1] != "to":
        return False
    behind = [token.text for token in tokens[mention.after : mention.after + _BEHIND]]
    return not (_COUNTS | _COUNTED | _LOST).isdisjoint([*words[verb:], *behind])


def _is_since(tokens: list[Token], mention: Mention, times: list[TimeSaid]) -> bool:
    """Return True for a total since what has no day: the 180 of "killed 14 this week and 180 since the war began"."""
    words = [token.text for token in tokens[mention.after : mention.after + _TO_SINCE]]
    end = next((place for place, word in enumerate(words) if word in _SIGNS or word.isdecimal()), len(words))
    if "since" not in words[:end] or words[words.index("since") - 1] in HAVE:
        # "four have since died"
        return False
    since = mention.after + words.index("since")
    ahead = range(since + 1, min(since + _SINCE_CLAUSE, len(tokens)))
    number = next(
        (place for place in ahead if tokens[place].kind == DIGITS and not _is_within(times, place)), len(tokens)
    )
    return not any(since < time.first <= min(since + _SINCE_CLAUSE, number) for time in times)


def _is_within(times: list[TimeSaid], place: int) -> bool:
    return any(time.first <= place < time.last for time in times)


def _stood(tokens: list[Token], mention: Mention) -> bool:
    """Return True for the 12 of "the toll stood at 12", which is what it was at a moment."""
    return not _STOOD.isdisjoint(token.text for token in tokens[max(mention.first - 2, 0) : mention.first])


def _is_state(tokens: list[Token], mention: Mention) -> bool:
    """Return True for what is so on a day, and did not happen on it: "eleven people were dead on Wednesday"."""
    words = [token.text for token in tokens[mention.after : mention.after + _TO_STATE]]
    return any((word in BE or word == "still") and after in _STATES for word, after in pairwise(words))


def runs_on(tokens: list[Token]) -> bool:
    """Return True for a sentence that speaks of a running total.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> runs_on(tokens_of("So far 40 have died")), runs_on(tokens_of("Far more have died"))
    (True, False)
    """
    words = [token.text for token in tokens]
    return not _RUNNING.isdisjoint(words) or not _RUNNING_PAIRS.isdisjoint(pairwise(words))
