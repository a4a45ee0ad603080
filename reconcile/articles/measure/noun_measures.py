"""The measure that a noun gives a figure: its own, the one that it belongs to, its label, its set, its people."""

from __future__ import annotations

from reconcile.articles.figures.mention import Mention
from reconcile.articles.grammar.clauses import Clause, Clauses
from reconcile.articles.grammar.predicates import PARTICIPLE
from reconcile.articles.measure.figure_phrases import COMPLEMENT, OBLIQUE, NounPhrase
from reconcile.articles.measure.made_measures import Said, first_topic, made_of
from reconcile.articles.measure.verb_measures import is_neutral
from reconcile.articles.words.verb_words import SPEECH
from reconcile.language.tokens import Token, text_at

__all__ = ["by_governor", "by_including", "by_label", "by_noun", "by_people", "by_set"]

# tokens of the longest label: "Number of people confirmed dead in Orva:"
_LONGEST_LABEL = 10
# nouns for a count, behind what is counted: "the 1,100 casualty estimate"
_ACCOUNTS = frozenset({"estimate", "estimates", "figure", "figures", "toll", "count", "tally", "total", "mark"})
# tokens of the longest set before a part of it: "of the 57 confirmed cases"
_LONGEST_SET = 6
# signs between a label and its figure
_LABEL_SIGNS = frozenset({":", "–", "—", "-", "="})
# places of the displaced, which are not themselves counted: "5,000 people in 43 evacuation centres"
_PLACES = frozenset({"centres", "centers", "camps", "camp"})
# tokens from a noun to the list of its parts: "losses in just 24 hours, including"
_TO_LISTED = 8
# verbs by which prisoners come home
_GOT_BACK = frozenset({"received", "got", "welcomed", "returned"})
# events of people of whom another verb may say anything; all others are what they are, whatever they do
_DEEDS = frozenset({"muster", "inhabit", "imprison", "detain", "board"})


def by_noun(tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str) -> Said | None:
    """Return the measure of a noun that names what happened: "12 deaths", "9 bodies", or of "the 11 wounded".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of(text := "There were 12 deaths.")
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> phrase = phrases_of(tokens, mentions, cut)[0]
    >>> by_noun(tokens, mentions[0], phrase, cut, "persons").measure
    'killed'
    """
    for cue in clauses.cues_within(mention.first, phrase.last):
        named = cue.form == "noun" or (thing == "share" and cue.form == "")
        ends = cue.last == phrase.last or (cue.last == phrase.last - 1 and tokens[cue.last].text in _ACCOUNTS)
        within = mention.first <= cue.first and ends and cue.first not in clauses.predicates
        if named and within and tokens[cue.last - 1].text not in _PLACES:
            return made_of((cue.event,), thing, cue.first, "noun")
    predicate = clauses.predicates.get(phrase.last)
    clause = clauses.at(mention.number)
    if phrase.noun or predicate is None or predicate.finite or predicate not in clause.others:
        return None
    return made_of(predicate.events, thing, predicate.head, "noun")


def by_governor(phrase: NounPhrase, thing: str) -> Said | None:
    """Return the measure of the noun that a figure belongs to: "a death toll of 12", "the release of 40".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of(text := "A death toll of 12 was given.")
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> phrase = phrases_of(tokens, mentions, cut)[0]
    >>> by_governor(phrase, "").measure
    'killed'
    """
    cue = phrase.governor
    return made_of((cue.event,), thing, cue.first, "noun") if cue else None


def by_label(tokens: list[Token], phrase: NounPhrase, clauses: Clauses, thing: str) -> Said | None:
    """Return the measure of a noun before a figure in a fragment: "Death toll 12", "Deaths in Orva: 12".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of(text := "Deaths in Orva: 12")
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> phrase = phrases_of(tokens, mentions, cut)[0]
    >>> by_label(tokens, phrase, cut, "").measure
    'killed'
    """
    clause = clauses.at(phrase.first)
    if clause.predicate is not None or (phrase.slot == OBLIQUE and phrase.before != "at"):
        return None
    colon = text_at(tokens, phrase.start - 1) == ":"
    label = clauses.at(phrase.start - 2) if colon and phrase.start > 1 else clause
    said = label.predicate is not None and label.predicate.finite and tokens[label.predicate.head].text not in SPEECH
    if said or phrase.start - label.first > _LONGEST_LABEL:
        return None
    end = phrase.start
    end -= text_at(tokens, end) not in _LABEL_SIGNS and text_at(tokens, end - 1) in _LABEL_SIGNS
    for cue in clauses.cues_within(label.first, end):
        # "13 in the town of Varn and 8 in Tarn": a town of a name is no town of eight
        named = cue.last < end and text_at(tokens, cue.last - 1) == "of"
        if label.first <= cue.first and cue.last <= end and (cue.form == "noun" or cue.last == end) and not named:
            return made_of((cue.event,), thing, cue.first, "noun")
    return None


def by_set(tokens: list[Token], phrase: NounPhrase, clauses: Clauses, clause: Clause, thing: str) -> Said | None:
    """Return the measure of the set of a part: "three of the dead were cooks", "of the deaths, 12 were in Orva".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of(text := "Three of the dead were cooks.")
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> phrase = phrases_of(tokens, mentions, cut)[0]
    >>> by_set(tokens, phrase, cut, cut.clauses[0], "persons").measure
    'killed'
    """
    for cue in clauses.cues_within(phrase.first, phrase.last) if phrase.partitive else ():
        if cue.last == phrase.last and cue.form in ("", "state") and text_at(tokens, cue.first - 1) == "the":
            return made_of((cue.event,), thing, cue.first, "describing")
    if not is_neutral(tokens, clause.predicate):
        return None
    front = range(clause.first, min(clause.first + _LONGEST_SET, phrase.start - 1))
    fronted = tokens[clause.first].text == "of" and text_at(tokens, phrase.start - 1) == ","
    if not fronted:
        return None
    named = first_topic(clauses, [place for place in front if place > clause.first], thing)
    return made_of((named.event,), thing, named.first, "clause") if named else None


def by_including(clauses: Clauses, clause: Clause, thing: str) -> Said | None:
    """Return the measure of a noun whose parts are listed: "heavy losses, including 1,140 soldiers and 59 tanks".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of(text := "They reported heavy losses, including 40 soldiers.")
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> phrase = phrases_of(tokens, mentions, cut)[0]
    >>> by_including(cut, cut.at(mentions[0].number), "persons").measure
    'losses'
    """
    if clause.predicate is not None or clause.parent < 0:
        return None
    nouns = [cue for cue in clauses.cues_within(clause.first - _TO_LISTED, clause.first) if cue.form == "noun"]
    return made_of((nouns[-1].event,), thing, nouns[-1].first, "noun") if nouns else None


def by_people(
    mention: Mention, phrase: NounPhrase, clauses: Clauses, clause: Clause, thing: str, tokens: list[Token]
) -> Said | None:
    """Return the measure of a noun that only says who people are, where no verb says more: "there were 12 refugees".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of(text := "There were 12 refugees.")
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> phrase = phrases_of(tokens, mentions, cut)[0]
    >>> by_people(mentions[0], phrase, cut, cut.clauses[0], "persons", tokens).measure
    'displaced'
    """
    predicate = clause.predicate
    behind = phrase.slot == COMPLEMENT and predicate is not None and predicate.voice == PARTICIPLE
    neutral = (is_neutral(tokens, predicate) or behind) and (phrase.slot != OBLIQUE or phrase.before == "of")
    for cue in clauses.cues_within(mention.after, phrase.last):
        if cue.last <= phrase.last and cue.form == "people":
            if cue.event == "imprison" and predicate and tokens[predicate.head].text in _GOT_BACK:
                return made_of(("free",), thing, cue.first, "people")
            owned = cue.event == "inhabit" and text_at(tokens, phrase.start - 1).endswith(("'s", "s'"))
            if cue.event not in _DEEDS or neutral or owned:
                return made_of((cue.event,), thing, cue.first, "people")
    return None
