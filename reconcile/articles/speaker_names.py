"""Noun phrases that name a speaker, found without a parser by the words before or behind a verb."""

from __future__ import annotations

from reconcile.language.tokens import WORD, Token, text_at, touches

__all__ = ["is_day", "name_after", "name_before"]

# words that stand outside the noun phrase of a subject
_BEGINS = frozenset({
    "that", "but", "while", "when", "which", "who", "whom", "because", "as", "where", "if", "although", "though",
    "whereas", "so", "then", "than", "is", "are", "was", "were", "been", "have", "had", "has", "will", "would", "said",
    "killed", "wounded", "injured", "dead", "people", "captured", "yet",
})  # fmt: skip
_SIGNS = frozenset(',;:—–“”"«»!?')
_ENDS = frozenset({
    "that", "on", "in", "and", "but", "while", "when", "which", "who", "as", "said", "says", "told", "was", "were",
    "is",
    "are", "has", "had", "have", "at", "after", "late", "earlier", "where", "since", "during", "citing", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "before", "by", "showed",
    "published", "released", "compiled", "seen", "provided", "obtained", "put", "show", "shows", "suggest", "suggests",
})  # fmt: skip
_ARTICLES = frozenset({"the", "a", "an", "another", "its", "their", "his", "her", "our"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"})
# words that introduce the time at which something was said, behind the name
_TIME_WORDS = frozenset(
    {"on", "late", "early", "last", "this", "earlier", "released", "published", "issued", "in", "at"}
)
# words for an account whose author follows: "a statement by X", "figures from X"
_ACCOUNTS = frozenset({
    "statement", "report", "figures", "data", "estimate", "estimates", "update", "tally", "count", "study", "post",
    "analysis", "toll", "statistics", "information", "reports", "claims", "list", "calculations", "numbers", "survey",
})  # fmt: skip
_AUTHOR = ("by", "from")
# words of the longest name: "a source familiar with a declassified US intelligence assessment provided to Congress"
_LONGEST = 20
# words at the start of a sentence before its subject
_OPENINGS = frozenset({
    "and", "but", "meanwhile", "however", "earlier", "later", "additionally", "also", "still", "yet", "so", "now",
    "separately", "moreover",
})  # fmt: skip


# words with which no name begins
_PREPOSITIONS = frozenset({
    "in", "on", "at", "of", "over", "through", "by", "with", "for", "from", "to", "since", "during", "after", "before",
    "between", "under", "as", "up", "about", "around", "nearly", "almost", "more", "far", "into", "despite",
})  # fmt: skip


def is_day(word: str) -> bool:
    """Return True for a day of the week, yesterday and today.

    Examples
    --------
    >>> is_day("friday"), is_day("may")
    (True, False)
    """
    return word in _DAYS


def name_before(text: str, tokens: list[Token], place: int) -> tuple[str, int]:
    """Return the name that ends before a token, "" if there is none, and its first token.

    Of a name and an explanation ("Ana Reyes, head of the clinic,"), the name is returned.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "On 9 May, Ana Reyes, head of the clinic, said"
    >>> name_before(text, tokens_of(text), 12)[0]
    'Ana Reyes'
    """
    pieces = [piece for piece in _pieces(tokens, place) if _can_name(tokens, piece)]
    if not pieces:
        return "", place
    chosen = pieces[0]
    if text_at(tokens, place - 1) == ",":
        # "X, who leads it, said": the name stands before the insertion
        chosen = next((piece for piece in pieces if _is_proper(text, tokens, piece)), pieces[0])
    elif len(pieces) > 1 and _explains(text, tokens, pieces[0]) and _is_proper(text, tokens, pieces[1]):
        chosen = pieces[1]
    return _trimmed(text, tokens, *chosen), chosen[0]


def _can_name(tokens: list[Token], piece: tuple[int, int]) -> bool:
    """Return True for a stretch of tokens without digits that begins with no preposition."""
    words = tokens[piece[0] : piece[1]]
    return words[0].text not in _PREPOSITIONS and all(token.kind != "digits" for token in words)


def _pieces(tokens: list[Token], place: int) -> list[tuple[int, int]]:
    """Return the stretches between commas before a token, nearest first, as (first, last) tokens; three at most."""
    pieces: list[tuple[int, int]] = []
    end = place - (text_at(tokens, place - 1) == ",")
    start = end
    while start > 0 and len(pieces) < 3 and end - start <= _LONGEST:  # noqa: PLR2004  name, role, and one more
        token = tokens[start - 1]
        if token.text == ")":
            start = next((index for index in range(start - 1, -1, -1) if tokens[index].text == "("), 0)
            continue
        if token.text == "," and start < end:
            pieces.append((start, end))
            start, end = start - 1, start - 1
            continue
        if token.text in ("which", "who") and text_at(tokens, start - 2) == ",":
            # a relative clause: the name stands before its comma
            start, end = start - 2, start - 2
            continue
        if token.text in _SIGNS or token.text in ("(", "[") or token.text in _BEGINS:
            break
        if token.text == "and" and not _within_name(tokens, start - 1):
            break
        start -= 1
    return [*pieces, (start, end)] if start < end else pieces


def _within_name(tokens: list[Token], place: int) -> bool:
    """Return True for an "and" within a name, "Peace and Development": neither verb nor number stands before it."""
    before = tokens[max(place - 4, 0) : place]
    return all(token.kind == WORD for token in before) and not any(token.text in _BEGINS for token in before)


def _is_proper(text: str, tokens: list[Token], piece: tuple[int, int]) -> bool:
    """Return True for a proper name: all but its small words are capitalised."""
    words = [token for token in tokens[piece[0] : piece[1]] if token.kind == WORD]
    small = {"of", "the", "for", "al", "de", "and", "bin", "van", "von", "el", "la"}
    large = all(text[word.start].isupper() or word.text in small for word in words)
    return bool(words) and words[0].text not in _OPENINGS and large


def _explains(text: str, tokens: list[Token], piece: tuple[int, int]) -> bool:
    """Return True for an explanation of a name: "a local rights group", "U.S. undersecretary of defense"."""
    return text_at(tokens, piece[0]) in ("a", "an", "another") or not _is_proper(text, tokens, piece)


def name_after(text: str, tokens: list[Token], place: int) -> tuple[str, int]:
    """Return the name that begins at a token, "" if there is none, and the token after it.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "according to figures published by the Coast Guard, 40"
    >>> name_after(text, tokens_of(text), 2)[0]
    'Coast Guard'
    """
    last, depth = place, 0
    while last < len(tokens) and last - place <= _LONGEST:
        token = tokens[last]
        depth += (token.text == "(") - (token.text == ")")
        if not depth and (token.text in _SIGNS or (token.text == "." and not _is_initial(tokens, last))):
            break
        if not depth and token.text in _ENDS and last > place and not _goes_on(text, tokens, place, last):
            break
        last += 1
    return _trimmed(text, tokens, place, last), last


def _is_initial(tokens: list[Token], place: int) -> bool:
    """Return True for the full stop of "U.S." or "Gov.", which ends a short word before another word."""
    short = len(text_at(tokens, place - 1)) <= 3  # noqa: PLR2004  letters of Gov, Gen
    return short and place + 1 < len(tokens) and (tokens[place + 1].kind == WORD or touches(tokens, place + 1))


def _goes_on(text: str, tokens: list[Token], first: int, place: int) -> bool:
    """Return True for an ending word within a name: "Peace and Development", "figures published by", "data by"."""
    word, after = tokens[place].text, text_at(tokens, place + 1)
    if word == "and":
        return place + 1 < len(tokens) and text[tokens[place + 1].start].isupper()
    if word in _AUTHOR:
        return any(token.text in _ACCOUNTS for token in tokens[first:place])
    return after in _AUTHOR and any(token.text in _ACCOUNTS for token in tokens[first:place])


def _trimmed(text: str, tokens: list[Token], first: int, last: int) -> str:
    """Return the name in a stretch of tokens, without articles, openings, brackets and the time of saying."""
    first, last = _author(tokens, first, last)
    while first < last and (
        tokens[first].text in _ARTICLES or tokens[first].text in _OPENINGS or tokens[first].text in _SIGNS
    ):
        first += 1
    cut = next((index for index in range(first + 1, last) if tokens[index].text in ("(", "[")), last)
    last = next((index for index in range(first + 1, cut) if _is_time(tokens, index, cut)), cut)
    while last > first and (tokens[last - 1].kind != WORD and tokens[last - 1].kind != "digits"):
        last -= 1
    last = _before_account(text, tokens, first, last)
    name = " ".join(text[tokens[first].start : tokens[last - 1].end].split()) if first < last else ""
    return name.removesuffix("'s").removesuffix("’s")


def _before_account(text: str, tokens: list[Token], first: int, last: int) -> int:
    """Return the end of a name without the account behind it: "CSIS report", "Moscow's information"."""
    authored = any(text[token.start].isupper() for token in tokens[first + (first == 0) : last - 1])
    account = tokens[last - 1].text in _ACCOUNTS and text[tokens[last - 1].start].islower()
    return last - 1 if account and authored and last - first > 1 else last


def _author(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """Return the tokens of the author of an account, or all if the account is named itself ("an AFP analysis of …")."""
    for account in range(first, last - 1):
        if tokens[account].text in _ACCOUNTS:
            by = next((index for index in range(account + 1, last - 1) if tokens[index].text in _AUTHOR), -1)
            bare = all(
                token.text in _ARTICLES | {"recent", "new", "official", "preliminary", "latest"}
                for token in tokens[first:account]
            )
            return (by + 1, last) if bare and by > 0 else (first, last)
    return first, last


def _is_time(tokens: list[Token], place: int, last: int) -> bool:
    """Return True if the time at which something was said begins at a token."""
    word, after = tokens[place].text, text_at(tokens, place + 1)
    if word in _DAYS:
        return True
    return word in _TIME_WORDS and (
        after in _DAYS or after in ("last", "week", "month", "year", "recent") or word in ("late", "released")
    )
