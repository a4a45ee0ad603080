"""The predicates of a sentence: verbs with their auxiliaries, participles, and states ("were found dead").

There is no tagger: a word is a verb by its ending, by a list, or as a cue, unless it stands where only a noun can.
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.grammar.object_starts import NUMBERS, begins_number, is_object
from reconcile.articles.words.verb_words import (
    CLOSED,
    DETERMINERS,
    NOUNS_TOO,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH,
    SUBJECTS,
    is_adverb,
    is_participle,
    is_verb_form,
)
from reconcile.claims.cues import LOSSES, Cue
from reconcile.language.helping_verbs import BE, HAVE, HELPING
from reconcile.language.tokens import DIGITS, HYPHENS, WORD, Token, text_at, touches

__all__ = ["ACTIVE", "COPULA", "PARTICIPLE", "PASSIVE", "Predicate", "predicates_of"]

# voices
ACTIVE, PASSIVE, PARTICIPLE, COPULA = "active", "passive", "participle", "copula"


class Predicate(NamedTuple):
    """A predicate, its tokens from `first` to before `last`, and its main verb at `head`.

    `events` are what its words name, several for "killed or wounded", with "|" between those of one word. `voice` is
    active, passive, participle (bare, or in -ing) or copula; `finite` says whether it makes a clause. `of_subject` is
    True where it happens to its subject.
    """

    first: int
    last: int
    head: int
    voice: str
    finite: bool
    events: tuple[str, ...] = ()
    of_subject: bool = False


# words that join the cues of one sum: killed or wounded, either dead or missing
_JOINTS = frozenset({
    "and", "or", "/", ",", "either", "been", "were", "permanently", "seriously", "&", "have", "going", "gone",
})  # fmt: skip
_AND = frozenset({"and", "or", "/", ",", "&"})
# tokens between two cues of one sum
_MOST_JOINTS = 3
# determiners that may stand for the people themselves: "some died", "all were"
_STANDING_ALONE = frozenset({
    "all", "both", "some", "many", "several", "most", "others", "other", "half", "more", "few", "dozens", "hundreds",
    "thousands", "scores", "those", "these", "another",
})  # fmt: skip
_QUOTES = frozenset("\"“”'‘’")
# particles that belong to the verb before them: "went down"
_PARTICLES = frozenset({"down", "out", "off", "away", "back", "up"})
# verbs behind a noun that only name it
_NAMING = frozenset({"named", "called", "dubbed", "known", "titled", "based"})
# pronouns behind which stands a verb
_BEFORE_VERB = SUBJECTS | {"who", "which"}
# adjectives before a participle that describes a noun: "31 new confirmed cases"
_ADDED = frozenset({"new", "additional", "further", "fresh"})
# participles of a compound without hyphen: "Iranian made drones"
_MADE = frozenset({"made", "built", "designed", "based"})
# pronouns that are a subject: "this raises the toll"
_POINTING = frozenset({"this", "that", "these", "those"})
# words behind a verb and never behind a noun: "police estimate the crowd at"
_POINTERS = frozenset({"the", "a", "an", "that", "its", "their", "this", "these", "those"})
# words before the name of a month
_BEFORE_MONTH = frozenset({
    "in", "of", "on", "by", "since", "until", "till", "from", "during", "through", "early", "late", "mid", "last",
})  # fmt: skip
# prepositions before a verb in -ing
_BEFORE_GERUND = frozenset({"after", "before", "by", "for", "without", "while", "when", "since", "from", "of", "in"})


def predicates_of(tokens: list[Token], cues: list[Cue]) -> list[Predicate]:
    """Find the predicates of a sentence, from left to right.

    Examples
    --------
    >>> from reconcile.claims.cues import cues_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("All 26 men trapped there were found dead, and the blast wounded 12.")
    >>> [(predicate.voice, predicate.events) for predicate in predicates_of(tokens, cues_of(tokens))]
    [('participle', ('trap',)), ('passive', ('kill',)), ('active', ('wound',))]
    """
    verbs: dict[int, list[Cue]] = {}
    for cue in cues:
        verbs.setdefault(cue.first, []).extend([cue] if cue.form not in ("noun", "people") else [])
    found: list[Predicate] = []
    place = 0
    while place < len(tokens):
        predicate = _group(tokens, verbs, place)
        if predicate is not None:
            found.append(predicate)
        place = predicate.last if predicate is not None else place + 1
    return found


def _group(tokens: list[Token], verbs: dict[int, list[Cue]], start: int) -> Predicate | None:
    """Return the predicate that begins at a token, None if none does."""
    if _is_month(tokens, start):
        return None
    helped = tokens[start].text in HELPING and not _is_name(tokens, start)
    if not helped and not _starts(tokens, verbs, start):
        return None
    head, last, passive = _words(tokens, verbs, start)
    # "did not reach" begins with its helping verb
    named = verbs.get(head, []) or [cue for cue in verbs.get(start, ()) if cue.last > head >= start]
    events, last = _chain(tokens, verbs, named, last)
    voice, finite = _voice(tokens, verbs, start, head, last, passive=passive, helped=helped)
    of_subject = any(cue.form in ("subject", "state") for cue in named)
    return Predicate(start, last, max(head, start), voice, finite, events, of_subject)


def _is_name(tokens: list[Token], place: int) -> bool:
    """Return True for a name that looks like a verb: "40 IS fighters"."""
    return tokens[place].text == "is" and place > 0 and tokens[place - 1].kind == DIGITS


def _is_month(tokens: list[Token], place: int) -> bool:
    """Return True for the months of May and March: behind a preposition, or beside a number ("march 18 km" goes on)."""
    if tokens[place].text not in ("may", "march"):
        return False
    near = (place - 1, place + 1) if tokens[place].text == "may" or not place else (place - 1,)
    beside = [tokens[other].kind == DIGITS for other in near if 0 <= other < len(tokens)]
    return any(beside) or text_at(tokens, place - 1) in _BEFORE_MONTH


def _words(tokens: list[Token], verbs: dict[int, list[Cue]], start: int) -> tuple[int, int, bool]:
    """Return the main verb of a predicate (-1 for none), the token after its words, and whether it is passive."""
    place, last, head, was_be, passive = start, start, -1, False, False
    while place < len(tokens):
        word, before = tokens[place].text, text_at(tokens, place - 1)
        to, helps = before == "to", before in HELPING and place > start
        if word in HELPING and (head < 0 or to or helps):
            was_be = word in BE or (was_be and word not in HAVE)
            place = last = place + 1
        elif _is_verb(tokens, verbs, place, bare=head < 0 or to) and (
            head < 0 or was_be or to or helps or (place == head + 1 and tokens[head].text in _RESULT)
        ):
            passive = (was_be and not word.endswith("ing")) or (passive and place == head + 1)
            head, was_be = place, was_be and word in SPEECH
            place = last = max((cue.last for cue in verbs.get(place, ())), default=place + 1)
        elif place > start and word == "by" and text_at(tokens, place + 1) in ("now", "then"):
            place += 2
        elif place > start and (
            is_adverb(word) or word in _QUOTES or (word == "to" and _may_follow_to(tokens, verbs, place + 1))
        ):
            place += 1
        else:
            break
    particle = head >= 0 and text_at(tokens, last) in _PARTICLES and text_at(tokens, last + 1) != "to"
    return head, last + particle, passive


def _voice(
    tokens: list[Token], verbs: dict[int, list[Cue]], start: int, head: int, last: int, *, passive: bool, helped: bool
) -> tuple[str, bool]:
    """Return the voice of a predicate, and whether it is finite."""
    if helped:
        own = tokens[start].text
        finite = own not in ("being", "having", "be", "been") and text_at(tokens, start - 1) != "to"
        return (PASSIVE if passive else ACTIVE if head >= 0 or own in HAVE else COPULA), finite
    word = tokens[start].text
    if any(cue.form == "state" for cue in verbs.get(start, ())) or word in _NAMING:
        return PARTICIPLE, False
    if text_at(tokens, start - 1) == "to" or word.endswith("ing"):
        return (ACTIVE, False) if is_object(tokens, last) or not word.endswith("ing") else (PARTICIPLE, False)
    if _is_past(tokens, verbs, start, last):
        return (ACTIVE if head == start or text_at(tokens, head - 1) == "to" else PASSIVE), True
    return PARTICIPLE, False


def _is_past(tokens: list[Token], verbs: dict[int, list[Cue]], start: int, last: int) -> bool:
    """Return True for a verb that is no participle: by its form, its subject or its object."""
    word = tokens[start].text
    of_subject = any(cue.form == "subject" for cue in verbs.get(start, ()))
    if of_subject or not is_participle(word) or text_at(tokens, start - 1) in _BEFORE_VERB:
        return True
    if word in SPEECH:
        told = text_at(tokens, last)
        return told in ("that", ":") or (told not in ("between", "at", "as") and is_object(tokens, last))
    return is_object(tokens, last)


# verbs whose complement is a state: "were found dead", "left homeless", "gone missing"
_RESULT = SPEECH | {"found", "left", "gone", "went", "going", "made", "remain", "remained", "remains", "shot", "taken"}


# infinitives that look like participles
_INFINITIVES = frozenset({"bring", "sing", "cling", "swing", "fling", "ring", "string"})


def _may_follow_to(tokens: list[Token], verbs: dict[int, list[Cue]], place: int) -> bool:
    word = text_at(tokens, place)
    if word.endswith("ing") and word not in _INFINITIVES:
        return False
    return word in HELPING or (place < len(tokens) and _is_verb(tokens, verbs, place, bare=True))


def _is_verb(tokens: list[Token], verbs: dict[int, list[Cue]], place: int, *, bare: bool) -> bool:
    """Return True for a token that may be a verb; `bare` asks for any form, else for a participle or a state."""
    word = tokens[place].text
    if tokens[place].kind != WORD:
        return False
    if place and tokens[place - 1].text in HYPHENS and touches(tokens, place):
        return False
    if place in verbs:
        return bool(verbs[place])
    return is_verb_form(word) and (bare or word.endswith("ing") or is_participle(word))


def _starts(tokens: list[Token], verbs: dict[int, list[Cue]], place: int) -> bool:
    """Return True for a verb without an auxiliary, that does not stand where only a noun or an adjective can."""
    if not _is_verb(tokens, verbs, place, bare=True):
        return False
    word, before = tokens[place].text, text_at(tokens, place - 1)
    after = max((cue.last for cue in verbs.get(place, ())), default=place + 1)
    if before in _POINTING and word not in NOUNS_TOO and not is_participle(word):
        return True
    if before.endswith(("'s", "s'")) or (before in DETERMINERS and before not in _STANDING_ALONE):
        return False
    if word in NOUNS_TOO and after == place + 1:
        pointed = text_at(tokens, after) in _POINTERS
        plain = before == "to" or before in PRONOUNS or before.endswith("s") or word.endswith("s") or pointed
        return begins_number(tokens, after) or (plain and is_object(tokens, after))
    if before in PREPOSITIONS and before != "to":
        state = before == "as" and any(cue.form == "state" for cue in verbs.get(place, ()))
        return state or (word.endswith("ing") and before in _BEFORE_GERUND and is_object(tokens, after))
    return not _describes(tokens, verbs, place, after)


def _describes(tokens: list[Token], verbs: dict[int, list[Cue]], place: int, after: int) -> bool:
    """Return True for what stands before a noun ("12 wounded men"), or is one before "of"."""
    before = text_at(tokens, place - 1)
    if tokens[place].text in _MADE and _is_noun(tokens, verbs, after):
        return True
    if text_at(tokens, after) == "of" and after == place + 1 and not tokens[place].text.endswith("ed"):
        return True
    numbered = place > 0 and (tokens[place - 1].kind == DIGITS or before in NUMBERS)
    counted = numbered or before in _STANDING_ALONE or before in _ADDED
    return counted and _is_noun(tokens, verbs, after)


def _is_noun(tokens: list[Token], verbs: dict[int, list[Cue]], place: int) -> bool:
    """Return True for a token that can be a noun, so that the word before it describes it: "12 wounded men"."""
    if place >= len(tokens) or tokens[place].kind != WORD:
        return False
    word = tokens[place].text
    closed = word in CLOSED
    helps = word in HELPING or word in DETERMINERS or word in PRONOUNS
    return not (closed or helps or word in NUMBERS or verbs.get(place) or is_adverb(word) or is_verb_form(word))


def _chain(
    tokens: list[Token], verbs: dict[int, list[Cue]], named: list[Cue], last: int
) -> tuple[tuple[str, ...], int]:
    """Return the events of a predicate with those joined to it ("killed or wounded"), and the token after them."""
    chain = [named] if named else []
    while chain and any(cue.event in LOSSES for cue in chain[-1]):
        stop = next((place for place in range(last, min(last + _MOST_JOINTS + 1, len(tokens)))
                     if tokens[place].text not in _JOINTS), len(tokens))  # fmt: skip
        between = {token.text for token in tokens[last:stop]}
        either = between in ({"or"}, {"or", "either"})
        joined = [cue for cue in verbs.get(stop, ()) if cue.event in LOSSES or either]
        # "killed, taking its losses to 900" is no list
        changes = between == {","} and text_at(tokens, stop).endswith("ing") and text_at(tokens, stop) != "missing"
        if between.isdisjoint(_AND) or not joined or changes:
            break
        chain, last = [*chain, joined], joined[0].last
    if len(chain) > 1:
        chain = [[cue for cue in named if cue.event in LOSSES] or named for named in chain]
    return tuple(dict.fromkeys("|".join(sorted(cue.event for cue in named)) for named in chain)), last
