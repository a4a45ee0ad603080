"""The speaker that stands before a verb or behind it, with all that is said of it between."""

from __future__ import annotations

from reconcile.articles.origin.noun_phrases import ARTICLES, says_more
from reconcile.articles.origin.speaker_names import Speaker, is_owner, is_person
from reconcile.articles.origin.speaker_phrases import PRONOUNS, speaker_in
from reconcile.articles.words.capitals import is_day, is_large, word_at
from reconcile.articles.words.speech_words import noun_of
from reconcile.articles.words.verb_words import PREPOSITIONS
from reconcile.language.helping_verbs import HELPING
from reconcile.language.tokens import HYPHENS, Token, text_at, touches

__all__ = ["speaker_after", "speaker_before"]

# words that begin another clause: no name before a verb goes beyond them to the left
_BEGINS = HELPING | {
    "that", "but", "while", "when", "because", "as", "where", "if", "although", "though", "whereas", "so", "then",
    "than", "after", "before", "until", "said", "says", "yet", "with", "how", "whose",
}  # fmt: skip
_SIGNS = frozenset(';:—–“”"«»!?')
# words of a time of saying between a name and its verb, and what is said of a report before one
_TIMES = frozenset({"late", "early", "last", "this", "earlier", "month", "week", "year", "on", "morning", "evening"})
_ISSUED = frozenset({"released", "published", "issued", "posted"})
_BRACKETS, _QUOTES = frozenset("()[]"), frozenset('“”"')
_RELATIVE = frozenset({"who", "which", "whom", "where"})
# tokens before the end of a relative clause in which its pronoun stands
_CLAUSE = 15
# tokens of the longest name, and of one with all that is said of it
_LONGEST, _FARTHEST = 24, 48
# stretches between commas that are looked through for a name
_STRETCHES = 5


def speaker_after(text: str, tokens: list[Token], place: int) -> Speaker | None:
    """Return the speaker whose name begins at a token, None if there is none that can speak.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "according to figures published by the Coast Guard, 40 died"
    >>> speaker_after(text, tokens_of(text), 2).name
    'Coast Guard'
    """
    last = place
    while last < min(len(tokens), place + _LONGEST) and tokens[last].text not in _SIGNS and tokens[last].text != ",":
        last += 1
    found = speaker_in(text, tokens, place, last)
    if found is not None and found.kind in ("role", "land") and text_at(tokens, found.last) == ",":
        # a post and the name of the person: "the mayor of Orva, Ana Reyes"
        person = speaker_in(text, tokens, found.last + 1, len(tokens))
        if person is not None and is_person(text, tokens, person):
            return person._replace(first=found.first, post=found.post)
    return found


def speaker_before(text: str, tokens: list[Token], place: int) -> Speaker | None:
    """Return the speaker whose name, with all that is said of it, ends before a token, None if there is none.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "On 9 May, Ana Reyes, head of the clinic, said"
    >>> speaker_before(text, tokens_of(text), 12).name
    'Ana Reyes'
    """
    place = _before_time(tokens, place)
    if text_at(tokens, place - 1) in PRONOUNS:
        return Speaker(tokens[place - 1].text, "pronoun", place - 1, place)
    stretches, inserted = _stretches(text, tokens, place)
    if not inserted:
        return _nearest(text, tokens, stretches)
    within = _ending(text, tokens, *stretches[0]) if stretches else None
    outside = (_ending(text, tokens, *own) for own in stretches[1:])
    found = next((speaker for speaker in outside if speaker is not None), within)
    if found is not None and within is not None and found.kind == "role" and is_person(text, tokens, within):
        return within._replace(post=found.post)
    return found


def _before_time(tokens: list[Token], place: int) -> int:
    """Return the token behind a name that a time of saying follows: "Ana Reyes late last month said"."""
    start = place
    while is_day(text_at(tokens, start - 1)) or text_at(tokens, start - 1) in _TIMES:
        start -= 1
    return start - (text_at(tokens, start - 1) in _ISSUED) if start < place else place


def _nearest(text: str, tokens: list[Token], stretches: list[tuple[int, int]]) -> Speaker | None:
    """Return the speaker right before a verb: a person with a bare post behind it, "Ana Reyes, Port Chief", is one."""
    found = _ending(text, tokens, *stretches[0]) if stretches else None
    if found is None or len(stretches) == 1 or not (found.kind == "role" or found.name.isupper()):
        return found
    begins = stretches[1][0] == 0 or tokens[stretches[1][0] - 1].text in _QUOTES
    if tokens[found.first].text in ARTICLES and not begins:
        return found
    person = speaker_in(text, tokens, *stretches[1])
    if person is None or person.last != stretches[1][1] or not is_person(text, tokens, person):
        return found
    return person._replace(post=found.post)


def _stretches(text: str, tokens: list[Token], place: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the stretches between commas before a token, nearest first, and whether an insertion stands between."""
    stretches: list[tuple[int, int]] = []
    inserted = text_at(tokens, place - 1) == ","
    end = start = place
    while start > 0 and len(stretches) < _STRETCHES and place - start <= _FARTHEST:
        relative = -1 if word_at(text, tokens, start - 1) == "WHO" else _relative(tokens, start - 1)
        if tokens[start - 1].text == ")":
            start = next((index for index in range(start - 2, -1, -1) if tokens[index].text == "("), 0)
        elif tokens[start - 1].text in _QUOTES and text_at(tokens, start) == ",":
            # a quotation within an insertion: "the mayor, who called it “a crime”, said"
            opened = next(
                (index for index in range(start - 2, max(start - _CLAUSE, -1), -1) if tokens[index].text in _QUOTES), -1
            )
            if opened < 0:
                break
            start = opened
        elif tokens[start - 1].text == ",":
            stretches += [(start, end)] if start < end else []
            start = end = start - 1
        elif relative >= 0:
            comma = text_at(tokens, relative - 1) == ","
            inserted = inserted or (comma and not stretches)
            start = end = relative - comma
        elif _is_bound(text, tokens, start - 1):
            break
        else:
            start -= 1
    return [*stretches, (start, end)] if start < end else stretches, inserted


def _relative(tokens: list[Token], place: int) -> int:
    """Return the relative pronoun of the clause that ends at a token, -1 where no clause does."""
    if tokens[place].text in _RELATIVE:
        return place
    if tokens[place].text not in _BEGINS:
        return -1
    for index in range(place, max(place - _CLAUSE, -1), -1):
        if tokens[index].text in _RELATIVE:
            return index
        if tokens[index].text in _SIGNS or tokens[index].text == "that":
            return -1
    return -1


def _is_bound(text: str, tokens: list[Token], place: int) -> bool:
    """Return True for a word or sign that no name goes beyond to the left."""
    word, before = tokens[place].text, text_at(tokens, place - 1)
    if word in _SIGNS or word in _BRACKETS:
        return True
    if word in HYPHENS:
        return not (touches(tokens, place) and touches(tokens, place + 1))
    if word == "may":
        return not text[tokens[place].start].isupper()
    # "officials familiar with the case", "an official with the agency"
    joined = before == "familiar" or before.endswith("ed") or noun_of(before) in ("role", "people", "source")
    return word in _BEGINS and not (word == "with" and joined)


def _ending(text: str, tokens: list[Token], first: int, last: int) -> Speaker | None:
    """Return the speaker in a stretch that ends with it, from the first word at which one may begin."""
    for start in (first, *_later_starts(text, tokens, first, last)):
        found = speaker_in(text, tokens, start, last)
        if found is not None and _reaches(text, tokens, found, last):
            return found
    return None


def _later_starts(text: str, tokens: list[Token], first: int, last: int) -> list[int]:
    """Return the tokens at which a name may begin within a stretch: behind "and", at an article, behind "in Orva"."""
    owner = max((place for place in range(first + 1, last) if is_owner(tokens, place)), default=-1)
    led = tokens[first].text in PREPOSITIONS
    return [place for place in range(first + 1, last) if _may_begin(text, tokens, place, first, owner, led)]


def _may_begin(text: str, tokens: list[Token], place: int, first: int, owner: int, led: bool) -> bool:
    before, word = tokens[place - 1].text, tokens[place].text
    if before == "." and text_at(tokens, place + 1) != ".":
        # "10:50 p.m. Newswire says"
        return True
    if before == "and" or (place == first + 1 and tokens[first].text in ("by", "on", "per")):
        return True
    if place <= owner and is_large(text, tokens, place) and not is_large(text, tokens, place - 1):
        return True
    if before in PREPOSITIONS:
        return False
    return word in ("the", "a", "an") or (led and place > first + 1 and before not in ARTICLES)


def _reaches(text: str, tokens: list[Token], found: Speaker, last: int) -> bool:
    """Return True where nothing but more about a speaker stands between it and the end of a stretch."""
    if found.last >= last:
        return True
    word = tokens[found.last].text
    return word in PREPOSITIONS or word in ("(", ".") or is_day(word) or says_more(text, tokens, found.last, last)
