"""Words by which a text says that a figure is not so: "not 500", "denied that 500 died", "500 were not killed"."""

from __future__ import annotations

from reconcile.language.hedge_list import NOT
from reconcile.language.tokens import Token, text_at

__all__ = ["STATEMENTS", "denial_at", "denial_of"]

# a "no" denies the number right behind it; "no one" further away denies something else
_NO = "no"
# behind these a "not" leaves the number as it is
_NOT_DENYING = frozenset({
    "only", "just", "merely", "including", "counting", "counted", "included", "include", "includes", "count", "cover",
})  # fmt: skip
# verbs that deny, and what is said of a statement that is not so
_DENYING = frozenset({
    "deny", "denies", "denied", "denying", "denial", "denials", "refute", "refutes", "refuted", "refuting", "debunked",
    "retracted", "disproved", "disproven",
})  # fmt: skip
_NOT_SO = frozenset({
    "false", "untrue", "fake", "hoax", "fabricated", "incorrect", "wrong", "mistaken", "erroneous", "inaccurate",
    "unfounded", "baseless", "disinformation", "misinformation", "lie", "lies",
})  # fmt: skip
# words that deny where it is a statement that they are about: "dismissed reports of 500", but "dismissed 500 officers"
_DISMISSALS = frozenset({
    "dismiss", "dismisses", "dismissed", "dismissing", "reject", "rejects", "rejected", "rejecting", "dispute",
    "contradicting", "rebutting", "countering", "disputes", "disputed", "disputing", "contradicted", "questioned",
})  # fmt: skip
STATEMENTS = frozenset({
    "claim", "claims", "report", "reports", "figure", "figures", "number", "numbers", "allegation", "allegations",
    "suggestion", "suggestions", "toll", "tolls", "estimate", "estimates", "statement", "statements",
})  # fmt: skip
_STATED = STATEMENTS | {"that", "by"}
# words before "false" in a sentence that say it of the statement, and those behind "denied": not "denied entry"
_CALLED = frozenset({"is", "are", "was", "were", "be", "been", "as", "a", "an", "completely", "simply", "it"})
_WHAT_IS_DENIED = frozenset({"that", "the", "by", "it", "this", "having", ""})
# adverbs that deny a statement, not a deed: "wrongly reported 500", but "mistakenly killed 500"
_WRONGLY = frozenset({"wrongly", "falsely", "mistakenly", "erroneously", "incorrectly"})
_SAID = frozenset({"reported", "claimed", "said", "stated", "put", "given", "announced", "counted", "listed"})
# words from a dismissal to the statement: "rejected the ministry's claims"
_REACH = 3
# two words before a number that keep it out: "rather than 500", "no evidence of 500"
_PAIRS = frozenset({
    ("except", "for"), ("all", "but"), ("contrary", "to"), ("rather", "than"), ("instead", "of"), ("other", "than"),
    ("nowhere", "near"), ("far", "from"), ("no", "evidence"),
    ("no", "proof"), ("no", "confirmation"), ("no", "indication"), ("no", "sign"),
})  # fmt: skip
_LEFT_OUT = frozenset({"excluding", "except", "unlike", "hardly", "≠", "¬", "!"})
# "not" in languages of the sources, where a "not" is no other word of English
_NOT_ABROAD = frozenset({
    "не", "ні", "нет", "немає", "nicht", "kein", "keine", "pas", "nie", "não", "nem", "ikke", "inte", "değil",
})  # fmt: skip
# words between the figure of a sentence and a "not" that is about it
_BESIDE = 4
# verbs before a "not" behind the number, and what a "not" may say of people without denying their number
_VERBS = frozenset({"were", "was", "are", "is", "have", "has", "had", "did", "do", "does", "been"})
_SO = frozenset({"", "true", "so", "correct", "right", "accurate"})
_HARMED = frozenset({"killed", "wounded", "injured", "hurt", "harmed", "captured", "displaced", "lost", "destroyed"})
_STILL_COUNTED = frozenset({
    "survive", "survived", "return", "returned", "make", "alive", "found", "accounted", "identified", "known", "all",
    "yet", "been", "recovered", "buried", "seen", "reach", "receive", "named", "confirmed",
})  # fmt: skip


def denial_of(tokens: list[Token], first: int, last: int, *, beside: bool = False) -> str:
    """Return the word by which a text denies its figure, "" where it does not.

    Parameters
    ----------
    tokens : list of Token
    first, last : int
        The tokens of the figure with the hedges before it, `last` excluded. A "not" that belongs to a hedge ("no fewer
        than", "not only") lies within and denies nothing.
    beside : bool
        Whether a "not" counts only where it stands beside the figure, as in a sentence, which says other things, too.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> denial_of(tokens_of("never 500"), 1, 2), denial_of(tokens_of("denied that 500 died"), 2, 3)
    ('never', 'denied')
    >>> denial_of(tokens_of("500 died, not counting civilians"), 0, 1)
    ''
    """
    place = denial_at(tokens, first, last, beside=beside)
    return tokens[place].text if place >= 0 else ""


def denial_at(tokens: list[Token], first: int, last: int, *, beside: bool = False) -> int:
    """Return the place of the word by which a text denies its figure, -1 where it does not; arguments as above.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> denial_at(tokens_of("never 500"), 1, 2), denial_at(tokens_of("500 were denied entry"), 0, 1, beside=True)
    (0, -1)
    """
    words = [token.text for token in tokens]
    for place, word in enumerate(words):
        if (word, text_at(tokens, place + 1)) == ("<", ">") and place < last:
            return place
        inside = first <= place < last
        if not inside and (_denies(words, place, first, beside=beside) or _dismisses(words, place)):
            return place
        far = beside and not first - 2 <= place < last + _BESIDE
        if place < first and not far and _keeps_out(words, place, first):
            return place
        if place >= last and not far and _is_not(word) and _denies_behind(tokens, place):
            return place
    return -1


def _denies(words: list[str], place: int, first: int, *, beside: bool) -> bool:
    """Return True for a word that denies: wherever it stands in a phrase, in a sentence where the figure is denied."""
    word, before = words[place], words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if (before, word) == ("no", "truth"):
        return True
    if word in _NOT_SO:
        return not beside or before in _CALLED or before.endswith("ly") or after in STATEMENTS
    if word not in _DENYING:
        return False
    about = after in _WHAT_IS_DENIED or after.endswith("ing") or place + 1 >= first - 1 > place
    return not beside or about or not STATEMENTS.isdisjoint(words[place + 1 : place + 1 + _REACH])


def _is_not(word: str) -> bool:
    return (word in NOT and word != _NO) or word.endswith("n't") or word in _NOT_ABROAD


def _keeps_out(words: list[str], place: int, first: int) -> bool:
    """Return True for a word before the figure that keeps its number out."""
    word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
    if (_is_not(word) and after not in _NOT_DENYING) or (word, after) in _PAIRS:
        return True
    return place == first - 1 and (word == _NO or word in _LEFT_OUT)


def _dismisses(words: list[str], place: int) -> bool:
    if words[place] in _WRONGLY:
        return place + 1 < len(words) and words[place + 1] in _SAID
    # "dismissed as propaganda a claim that"
    called = words[place + 1 : place + 2] == ["as"]
    reach = _REACH * (1 + called)
    return words[place] in _DISMISSALS and not _STATED.isdisjoint(words[place + 1 : place + 1 + reach])


def _denies_behind(tokens: list[Token], place: int) -> bool:
    """Return True for a "not" behind the figure that is about what was counted: "500 were not killed"."""
    word, after = tokens[place].text, text_at(tokens, place + 1)
    verb = word.endswith("n't") or word == "never" or (text_at(tokens, place - 1) in _VERBS and word != "without")
    if after in _SO or (after == "been" and text_at(tokens, place + 2) in _HARMED):
        return True
    return verb and after not in _STILL_COUNTED and after not in _NOT_DENYING
