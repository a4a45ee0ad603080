"""Words by which a figure is one that was given before: "up from 81", "an earlier count of 81", "first said 81".

How sure the words are: `REPLACED` where they say that another figure stands in its place, `SAID_BEFORE` where they only
say that it was given earlier, so that it takes a newer one to replace it.
"""

from __future__ import annotations

from reconcile.articles.facts.figure_lines import Line, is_bare
from reconcile.articles.role.part_words import joins_list
from reconcile.articles.words.verb_words import SPEECH, SUBJECTS
from reconcile.language.helping_verbs import HAVE
from reconcile.language.relations import BEFORE_NOW, CHANGED
from reconcile.language.tokens import Token, text_at

__all__ = ["COUNTS", "REPLACED", "SAID_BEFORE", "earlier_marks", "is_given_before"]

REPLACED, SAID_BEFORE = "replaced", "said before"

# adverbs of what was said before, and adjectives of such an account
_BEFORE = BEFORE_NOW | {"earlier", "first", "already"}
_OF_BEFORE = frozenset({"earlier", "previous", "initial", "early", "prior", "first", "original", "former", "older"})
# words right before a figure that was given before: "from an earlier 81"
_RIGHT_BEFORE = frozenset({"earlier", "previous", "previously", "formerly"})
# nouns for a count, for what is said, and verbs of saying that no list of speech has
COUNTS = frozenset({
    "toll", "tolls", "count", "counts", "tally", "figure", "figures", "total", "totals", "estimate", "estimates",
    "number", "numbers",
})  # fmt: skip
_STATEMENTS = frozenset({
    "report", "reports", "statement", "statements", "assessment", "claim", "claims", "update", "accounts",
})  # fmt: skip
_SPOKE = SPEECH | {"spoke", "stood", "was", "were", "had", "of", "at", "as", "that"}
# totals that run on, of which an earlier day has an earlier value
_RUNNING, _NUMBERS = frozenset({"toll", "tally", "total", "count", "number", "figure"}), {"number", "figure", "count"}
# words between an adjective and its noun: "an earlier official death toll"
_TO_ACCOUNT = 4
# words of a clause before a figure that may say when it was given: "earlier, the ministry of health in Orva had said"
_CLAUSE = 16
# words between an adverb and the verb of saying that it is about
_BESIDE = 2
# words behind a figure that may say that it was given before: "14 people, as the ministry had said earlier"
_BEHIND = 7
# words from a figure to the "at first" of who said it
_TO_FIRST = 16
# words back from who counted to who tells of it: "told the Courier by telephone that they"
_TO_TELLING = 8
# words back from "had counted" to the day "by" which it had
_TO_BY = 5
# verbs of a count that was: "had stood at 12"
_STOOD = frozenset({"stood", "been"})
# signs and words at which a clause ends
_ENDS = frozenset({";", ":", "(", ")", "—", "but", "while", "whereas", "although", "though", "now"})
# a contrast with what is so: "contrary to earlier reports, 12 died"
_AGAINST = frozenset({"contrary", "despite", "unlike", "amid", "following"})
# words behind a figure of a day before: "81 a day earlier"
_SHIFTED, _DAYS = (
    frozenset({"earlier", "before", "previously"}),
    frozenset({"day", "days", "night", "hours", "evening"}),
)
_LONG = frozenset({"week", "month", "year", "quarter", "weeks", "months", "years"})


def earlier_marks(line: Line) -> list[str]:
    """Return how a sentence says of each figure that it was given before, "" where it does not.

    A figure that goes on a list is given before where the one before it in the list is.

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> def marks(text):
    ...     return earlier_marks(next(lines_of(figures_of(text, None))))
    >>> marks("The toll rose to 97 from 81."), marks("Police had first said that 12 had died.")
    (['', 'replaced'], ['said before'])
    """
    marks: list[str] = []
    for number in range(len(line.figures)):
        goes_on = number > 0 and joins_list(line, number, verbs=False, series=True)
        own = REPLACED if _is_replaced(line, number) else ""
        marks.append(own or (marks[-1] if goes_on else _account_before(line, number)))
    return marks


def _is_replaced(line: Line, number: int) -> bool:
    """Return True where words say of the figure itself that another one stands in its place."""
    tokens, start = line.tokens, line.starts[number]
    given = is_given_before(tokens, line.figures[number].mention.after)
    # but "a year earlier 31 people died"
    given = given or (text_at(tokens, start - 1) in _RIGHT_BEFORE and text_at(tokens, start - 2) not in _DAYS | _LONG)
    # "19 (earlier: 14)", "19 (from 14)"
    given = given or (text_at(tokens, start - 1) == ":" and text_at(tokens, start - 2) in _RIGHT_BEFORE)
    given = given or (text_at(tokens, start) in COUNTS and text_at(tokens, start - 1) in _OF_BEFORE)
    return given or _is_changed_from(line, number) or _is_of_day_before(line, number) or _is_exceeded(line, number)


def _account_before(line: Line, number: int) -> str:
    """Return how the account that a figure is of is said to be an earlier one, "" where it is not."""
    tokens, start = line.tokens, line.starts[number]
    own = start - line.figures[number - 1].mention.after if number else start
    words = _words_before(tokens, start)
    said = _is_said_before(words, own) or _is_reported_earlier(line, number) or _is_said_at_first(line, number)
    return _mark_of_account(words[:own]) or (SAID_BEFORE if said else "")


def _words_before(tokens: list[Token], last: int) -> list[str]:
    """Return the words of a clause before a place, from its end on."""
    words: list[str] = []
    for token in reversed(tokens[max(last - _CLAUSE, 0) : last]):
        if token.text in _ENDS:
            break
        words.append(token.text)
    return words


def _is_changed_from(line: Line, number: int) -> bool:
    """Return True for the 81 of "rose to 97 from 81" and of "rose from 81 to 97"."""
    tokens, start = line.tokens, line.starts[number]
    place = start if text_at(tokens, start) == "from" else start - 1
    if text_at(tokens, place) != "from":
        return False
    if text_at(tokens, place - 1) == "(" and number and line.figures[number - 1].mention.last == place - 1:
        return True
    words = _words_before(tokens, place)
    words = words[: words.index(",", 1)] if "," in words[1:] else words
    changed = next((back for back, word in enumerate(words) if word in CHANGED), -1)
    # "rose to 97 after 12 men from 3 villages": between the verb and its "from" stands the new value alone
    return changed >= 0 and not {"after", "as", "when", "with", "by"} & set(words[:changed])


def is_given_before(tokens: list[Token], after: int) -> bool:
    """Return True where words behind a figure say that it was given before: "81 reported earlier", "as first declared".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> is_given_before(tokens_of("81 dead reported earlier"), 1), is_given_before(tokens_of("81 dead in all"), 1)
    (True, False)
    """
    words = [token.text for token in tokens[after : after + _BEHIND]]
    end = next((place for place, word in enumerate(words) if word in _ENDS or word in (",", ".", "and")), len(words))
    own = words[:end]
    for place, word in enumerate(own):
        beside = {*own[max(place - 1, 0) : place], *own[place + 1 : place + 2]}
        if word in _BEFORE - {"already"} and not SPEECH.isdisjoint(beside):
            return True
    return False


def _mark_of_account(words: list[str]) -> str:
    """Read the 81 of "an earlier count of 81" and of "early reports spoke of 81", by the words before it."""
    for place, word in enumerate(words):
        if word not in COUNTS and word not in _STATEMENTS:
            continue
        adjectives = words[place + 1 : place + 1 + _TO_ACCOUNT]
        at = next((back for back, other in enumerate(adjectives) if other in _OF_BEFORE), -1)
        linked = place == 0 or not _SPOKE.isdisjoint(words[:place])
        if at >= 0 and linked and _AGAINST.isdisjoint(words[place + 1 + at :][:3]):
            return REPLACED if word in COUNTS else SAID_BEFORE
    return ""


def _is_of_day_before(line: Line, number: int) -> bool:
    """Return True for the 81 of "compared with 81 a day earlier" where a toll is spoken of, no count of one day."""
    tokens, after = line.tokens, line.figures[number].mention.after
    end = line.starts[number + 1] if number + 1 < len(line.figures) else len(tokens)
    behind = [token.text for token in tokens[after : min(after + _BEHIND, end)]]
    shift = next((place for place, word in enumerate(behind) if word in _SHIFTED), -1)
    if shift < 0 or behind[shift - 1] not in _DAYS | _LONG or not is_bare(line.figures[number]):
        return False
    running = _RUNNING - _NUMBERS if behind[shift - 1] in _LONG else _RUNNING
    before = {token.text for token in tokens[: line.starts[number]]}
    return not before.isdisjoint(running) and "new" not in before


def _is_exceeded(line: Line, number: int) -> bool:
    """Return True for the 81 of "more than the 81 announced on Monday"."""
    tokens, start, after = line.tokens, line.starts[number], line.figures[number].mention.after
    first = line.figures[number - 1].mention.after if number else 0
    before = {token.text for token in tokens[max(start - _TO_ACCOUNT, first) : start + 1]}
    behind = {token.text for token in tokens[after : after + _TO_ACCOUNT]}
    return number > 0 and "than" in before and "the" in before and not behind.isdisjoint(SPEECH)


def _is_reported_earlier(line: Line, number: int) -> bool:
    """Return True for the 51 of "Earlier, 51 people were reported killed"."""
    after = line.figures[number].mention.after
    behind = {token.text for token in line.tokens[after : after + _BEHIND]}
    opened = {token.text for token in line.tokens[:2]} & (_BEFORE - {"first", "already"})
    return number == 0 and bool(opened) and not behind.isdisjoint(SPEECH)


def _is_said_at_first(line: Line, number: int) -> bool:
    """Return True for the 6 of "six people died, the ministry said at first"."""
    after = line.figures[number].mention.after
    words = [token.text for token in line.tokens[after : after + _TO_FIRST]]
    end = next((place for place, word in enumerate(words) if word in (";", ".", "but")), len(words))
    found = next((place for place in range(1, end - 1) if words[place : place + 2] == ["at", "first"]), 0)
    return bool(found) and words[found - 1] in SPEECH


def _is_said_before(words: list[str], own: int) -> bool:
    """Return True for the 81 of "first said 81" and of "earlier, police had said 81", by the words before it.

    Of the words behind the figure before, `own` many, a verb counts as it stands; one before that figure where what is
    said goes on: "said that nine men killed 81".
    """
    opened = len(words) < _CLAUSE and "earlier" in words[-2:]
    for place, word in enumerate(words):
        before = words[place + 1 : place + 1 + _BESIDE]
        had = not HAVE.isdisjoint(before)
        if word not in SPEECH | {"spoken"} and not (had and word in _STOOD and place <= 1):
            continue
        if place >= own and words[place - 1] != "that":
            return False
        if _is_told(words[place + 1 :]) or "by" in words[place + 1 : place + 1 + _TO_BY]:
            # "by Sunday it had counted 33"
            return False
        near = {*words[max(place - _BESIDE, 0) : place], *before}
        earlier = not near.isdisjoint(_BEFORE - {"already"}) or (had and not {"already", "had"}.isdisjoint(before))
        return opened or earlier
    return False


def _is_told(words: list[str]) -> bool:
    """Return True for words back from a verb that tell what somebody did: back from "said that they had counted"."""
    if words[:1] != ["had"] or words[1:2] == [] or words[1] not in SUBJECTS:
        return False
    return not SPEECH.isdisjoint(words[2 : 2 + _TO_TELLING])
