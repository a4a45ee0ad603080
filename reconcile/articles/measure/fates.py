"""What became of the people of a figure, where words beside it say more than its verb: given back, badly hurt."""

from __future__ import annotations

from reconcile.articles.figures.mention import Mention
from reconcile.articles.grammar.clauses import Clauses
from reconcile.articles.measure.figure_phrases import NounPhrase
from reconcile.articles.measure.made_measures import NOTHING, OTHER, Said
from reconcile.language.tokens import HYPHENS, Token, text_at

__all__ = ["fate_of"]

# the dead, whom words behind a number name, and what is done with them long after they died
_BODIES, _TO_BODIES = frozenset({"bodies", "remains", "corpses"}), 2
_GIVEN_BACK = frozenset({
    "handed", "returned", "repatriated", "exchanged", "swapped", "returning", "repatriating", "exchanging", "exchange",
    "repatriation", "transferred", "handing", "swap", "exhumed", "reburied",
})  # fmt: skip
# houses that receive the dead of the day
_HOUSES = frozenset(
    {"hospital", "hospitals", "morgue", "morgues", "clinic", "clinics", "mortuary", "doctors", "medics"}
)
# what is made of the missing, and tokens up to it: "missing-person reports"
_REPORTS, _TO_REPORTS = frozenset({"report", "reports", "calls", "cases", "notices", "posters", "alerts"}), 4
# how badly somebody is hurt
_SEVERELY = frozenset({"critically", "seriously", "severely", "gravely", "lightly", "slightly"})
# people who are no captives, wherever they are brought back to
_SURVIVORS = frozenset({"survivors", "survivor"})
# what is no person, though it is of some
_PARTS_OF_BODIES = (["body", "parts"], ["human", "remains"])


def fate_of(
    tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str, said: Said
) -> tuple[str, Said]:  # fmt: skip
    """Return what a figure counts and its measure, where words beside it change what its verb says of people.

    Parameters
    ----------
    tokens : list of Token
    mention : Mention
    phrase : NounPhrase
    clauses : Clauses
    thing : str
        What is counted, as far as it is known.
    said : Said
        The measure that its sentence gives it.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> texts = ("The rebels handed over 12 bodies.", "Some 12 survivors were brought back.", "They saw 12 body parts.")
    >>> [figures_of(text, None)[0].counted.measure for text in texts]
    ['', 'rescued', '']
    """
    if _is_no_person(tokens, mention):
        return OTHER, NOTHING
    if thing not in ("", "persons"):
        return thing, said
    if _is_given_back(tokens, mention, clauses):
        return thing, said._replace(measure="", event="")
    if not phrase.noun and text_at(tokens, mention.after) in _SEVERELY:
        # "killing 31 and leaving the rest injured, nine critically"
        return thing, Said("wounded", "wound", mention.after, "clause")
    if said.measure == "released" and any(token.text in _SURVIVORS for token in tokens[mention.after : phrase.last]):
        return thing, said._replace(measure="rescued")
    return thing, said


def _is_no_person(tokens: list[Token], mention: Mention) -> bool:
    """Return True for "1,234 missing-person reports" and "180 body parts"."""
    words = [token.text for token in tokens[mention.after : mention.after + _TO_REPORTS] if token.text not in HYPHENS]
    missing = words[:2] in (["missing", "person"], ["missing", "persons"])
    return words[:2] in _PARTS_OF_BODIES or (missing and not _REPORTS.isdisjoint(words[2:3]))


def _is_given_back(tokens: list[Token], mention: Mention, clauses: Clauses) -> bool:
    """Return True for the dead who are given back, of whom nobody says when they died: "returned 1,200 bodies"."""
    behind = {token.text for token in tokens[mention.after : mention.after + _TO_BODIES]}
    before = [token.text for token in tokens[max(mention.first - 2, 0) : mention.first]]
    if behind.isdisjoint(_BODIES) and not (before[-1:] == ["of"] and before[0] in _BODIES):
        return False
    clause = clauses.at(mention.number)
    words = {token.text for token in tokens[clause.first : clause.last]}
    # "Karsia received 60 bodies", but a morgue counts the dead
    received = "received" in words and _HOUSES.isdisjoint(token.text for token in tokens)
    return received or not _GIVEN_BACK.isdisjoint(words)
