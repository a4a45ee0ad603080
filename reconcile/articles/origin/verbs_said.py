"""Sayings by a verb: "X said that …", "…, said X", "police put the crowd at …", "…, adding that …"."""

from __future__ import annotations

from reconcile.articles.origin.named_speakers import speaker_after, speaker_before
from reconcile.articles.origin.saying import Saying, figure_ahead, saying_of
from reconcile.articles.origin.speaker_names import Speaker, is_owner
from reconcile.articles.origin.speaker_phrases import speaker_in
from reconcile.articles.origin.telling_verbs import CLAUSE_SIGNS, has_object, is_telling, says_of, start_of_verb
from reconcile.articles.words.capitals import is_day, is_large
from reconcile.articles.words.speech_words import verb_of
from reconcile.articles.words.verb_words import NOUNS_TOO, PREPOSITIONS, RELATIVES, is_verb_form
from reconcile.language.helping_verbs import HELPING
from reconcile.language.not_figures import MONTHS
from reconcile.language.tokens import WORD, Token, text_at

__all__ = ["ANSWERING", "answerer_in", "said_by_verb", "said_without_verb"]

_CLOSE = frozenset('"”»“')
_DASHES = frozenset({"—", "–", "-"})
# words of a clause behind a verb of saying: what is said stands there, and not before
_FINITE = HELPING | {"that", "whether", "how", "if", "there", "it", "died", "killed", "wounded", "injured"}
# words and signs before a verb whose subject is the one before: "…, adding that", "… and said"
_BEFORE_PARTICIPLES = frozenset({",", "while", "and", "before", "by"})
_BEFORE_OTHERS = frozenset({"and", "but", "then"})
# words behind such a verb with which what is said begins
_BEGINS = frozenset({"that", ":", "the", "there", "it", "they", "at", "its", "a"})
# kinds of subjects that are sure to speak
_SURE = frozenset({"body", "role", "person", "outlet", "pronoun", "source"})
# verbs with which somebody answers what was said: whoever does so speaks
ANSWERING = frozenset({
    "denied", "denies", "rejected", "rejects", "dismissed", "dismisses", "disputed", "disputes", "refuted", "refutes",
    "questioned", "countered", "responded", "replied", "answered", "acknowledged", "conceded", "boasted", "claimed",
})  # fmt: skip
# words and signs before a second speaker whose verb is left out, and tokens up to its figure
_BESIDE, _SOON = frozenset({"and", ",", ";", "while", "but"}), 3
_HEDGES = frozenset({"about", "around", "some", "only", "nearly", "over", "almost", "just"})
# tokens behind a verb within which its clause is looked for, and a figure
_CLAUSE, _REACH = 15, 9


def said_by_verb(text: str, tokens: list[Token], place: int, earlier: list[Saying]) -> Saying | None:
    """Return the saying of the verb at a token, None if it says nothing or nobody who can speak is named.

    Parameters
    ----------
    text : str
    tokens : list of Token
    place : int
        A form of a verb of saying.
    earlier : list of Saying
        The sayings before it in the sentence, one of which may have its subject.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "12 died, said the mayor"
    >>> said_by_verb(text, tokens_of(text), 3, [])[:4]
    ('mayor', 3, 6, False)
    """
    if not is_telling(text, tokens, place):
        return None
    turned = _turned(text, tokens, place) if "turned" in verb_of(tokens[place].text) else None
    start = start_of_verb(tokens, place)
    if turned is not None or start < 0:
        return turned
    speaker = speaker_before(text, tokens, start)
    if speaker is not None and text_at(tokens, speaker.first - 1) == "whose":
        # "the Red Cross, whose volunteers counted 12"
        speaker = speaker_before(text, tokens, speaker.first - 1 - (text_at(tokens, speaker.first - 2) == ","))
    # "the ministry blamed rebels, adding that …"
    aside = tokens[place].text.endswith("ing") and text_at(tokens, start - 1) == ","
    if speaker is None or _is_no_subject(tokens, speaker, start) or (aside and _has_deed(tokens, speaker)):
        return _elided(text, tokens, start, place, earlier)
    if not says_of(tokens, place, speaker):
        return None
    return saying_of(speaker, speaker.first, place + 1, leads=not _trails(tokens, speaker.first, place))


def _is_no_subject(tokens: list[Token], speaker: Speaker, start: int) -> bool:
    """Return True for a name behind "by", and for one in the genitive."""
    return text_at(tokens, speaker.first - 1) in ("by", "against") or (start > 0 and is_owner(tokens, start - 1))


def _turned(text: str, tokens: list[Token], place: int) -> Saying | None:
    """Read "…, said the mayor", "kill 51, says ministry"."""
    before = text_at(tokens, place - 1)
    if before not in _CLOSE and before not in (",", "—", "–"):
        return None
    speaker = speaker_after(text, tokens, place + 1)
    if speaker is None or speaker.kind == "account":
        return None
    after = text_at(tokens, speaker.last)
    if after not in ("", ".") and figure_ahead(tokens, place + 1, 1):
        # "the governor, Ana Reyes, said five people, including two sons, had died"
        return None
    said = after in ("", "(", "who", "which", "that") or after in CLAUSE_SIGNS or is_day(after)
    closed = said or after in PREPOSITIONS or after.endswith(("ed", "ing", "ly"))
    return saying_of(speaker, place, speaker.last, leads=False) if closed else None


def _trails(tokens: list[Token], first: int, place: int) -> bool:
    """Return True for "…, X said": a sign stands before the name, and no clause behind the verb."""
    before = text_at(tokens, first - 1)
    if not (before in _CLOSE or before in _DASHES or before == ",") or text_at(tokens, place + 1) in ("that", ":"):
        return False
    for index in range(place + 1, min(place + _CLAUSE, len(tokens))):
        if tokens[index].text in CLAUSE_SIGNS:
            return True
        if _is_finite(tokens, index) or (figure_ahead(tokens, index, 1) and not _is_date(tokens, index)):
            return False
    return True


def _is_finite(tokens: list[Token], place: int) -> bool:
    """Return True for a word of a clause, which the "May" of "on May 6" is not."""
    month = tokens[place].text == "may" and _is_date(tokens, place + 1) and figure_ahead(tokens, place + 1, 1)
    return tokens[place].text in _FINITE and not month


def _is_date(tokens: list[Token], place: int) -> bool:
    """Return True for the number of "on 3 June", "June 3", "in 2023", "(June 3)"."""
    before, after = text_at(tokens, place - 1), text_at(tokens, place + 1)
    return before in ("on", "in", "at", "(") or before in MONTHS or after in MONTHS


def _elided(text: str, tokens: list[Token], start: int, place: int, earlier: list[Saying]) -> Saying | None:
    """Read "…, adding that …" and "… and said …": who spoke before goes on, or the subject of the sentence does."""
    word, before = tokens[place].text, text_at(tokens, start - 1)
    if before == "," and word.endswith("s") and not earlier and figure_ahead(tokens, place + 1, _REACH):
        return _headline_subject(text, tokens, place)
    if before not in (_BEFORE_PARTICIPLES if word.endswith("ing") else _BEFORE_OTHERS):
        return None
    if not has_object(tokens, place) and text_at(tokens, place + 1) not in _BEGINS:
        return None
    # "Armenia admits to 12 dead; Baku has given no figure but says 60 died"
    begin = next((at + 1 for at in range(place - 1, 0, -1) if tokens[at].text == ";"), 0)
    if earlier and earlier[-1].last > begin:
        return earlier[-1]._replace(first=place, last=place + 1, leads=True)
    verb = next((at for at in range(begin + 1, place) if _is_deed(tokens, at)), place)
    subject = speaker_in(text, tokens, begin, verb)
    # behind a semicolon whoever has a name may speak
    kinds = _SURE | {"name", "land"} if begin else _SURE
    sure = subject is not None and (subject.kind in kinds or text_at(tokens, verb) in ANSWERING)
    # "a UN team that visited Orva … but put the wounded at 10"
    apart = subject is not None and subject.last < verb < place and text_at(tokens, subject.last) not in RELATIVES
    if subject is None or not sure or apart or not says_of(tokens, place, subject):
        return None
    return saying_of(subject, place, place + 1, leads=True)


def answerer_in(text: str, tokens: list[Token]) -> Saying | None:
    """Return who answers what was said before, and says no more: "The ministry rejected it."; None if nobody does.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> answerer_in("The ministry rejected it.", tokens_of("The ministry rejected it.")).name
    'ministry'
    """
    verb = next((place for place, token in enumerate(tokens) if token.text in ANSWERING), -1)
    speaker = speaker_in(text, tokens, 0, verb) if verb > 0 else None
    if speaker is None or speaker.kind not in _SURE - {"pronoun"} | {"people"}:
        return None
    return saying_of(speaker, speaker.first, verb + 1, leads=True) if speaker.last == verb else None


def _has_deed(tokens: list[Token], speaker: Speaker) -> bool:
    """Return True for a name with a verb in it, and for the object of one: "denied the report, saying that …"."""
    return any(_is_deed(tokens, at) for at in range(max(speaker.first - 1, 1), speaker.last))


def _is_deed(tokens: list[Token], place: int) -> bool:
    """Return True for the first verb of a sentence whose subject goes on: "The army denied it, saying that …"."""
    word = tokens[place].text
    return word in HELPING or (is_verb_form(word) and word not in NOUNS_TOO and not word.endswith("ing"))


def _headline_subject(text: str, tokens: list[Token], place: int) -> Saying | None:
    """Read the subject of a headline that goes on: "Red Band attacks base, claims dozens killed"."""
    words = (index for index in range(place) if tokens[index].kind == WORD and not is_large(text, tokens, index))
    end = next(words, place)
    subject = speaker_in(text, tokens, 0, end)
    if subject is None or not (subject.kind in _SURE or subject.kind == "name"):
        return None
    return saying_of(subject, place, place + 1, leads=True) if text_at(tokens, end).endswith("s") else None


def said_without_verb(text: str, tokens: list[Token], place: int, earlier: list[Saying]) -> Saying | None:
    """Read the second speaker of "police put it at 3,000 and organisers at 20,000", "police say 30, organisers 200".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("Police put it at 30, and organisers at 200")
    >>> said_without_verb("Police put it at 30, and organisers at 200", tokens, 8, [Saying("Police", 0, 2, True)])[:4]
    ('organisers', 7, 9, True)
    """
    if not earlier or not earlier[-1].leads:
        return None
    verb = earlier[-1].last - 1
    if tokens[place].text == "at":
        puts = "put" in verb_of(tokens[verb].text) or tokens[verb].text.startswith("estimat")
        same = puts and figure_ahead(tokens, place + 1, _SOON)
    else:
        same = figure_ahead(tokens, verb + 1, _SOON)
    end = place - (text_at(tokens, place - 1) in _HEDGES)
    speaker = speaker_before(text, tokens, end) if same else None
    if speaker is None or speaker.last != end or text_at(tokens, speaker.first - 1) not in _BESIDE:
        return None
    return saying_of(speaker, speaker.first, place + (tokens[place].text == "at"), leads=True)
