"""How a figure came about, and what it counts beside, by the words of its clause: bodies, names, records, "so far"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reconcile.articles.facts.figure_facts import FigureSaid
from reconcile.articles.facts.figure_lines import Line
from reconcile.articles.words.verb_words import is_adverb
from reconcile.language.helping_verbs import BE, HAVE
from reconcile.language.relations import PARTS
from reconcile.language.tokens import Token, text_at

__all__ = ["with_bases"]

# what was counted, right at the figure
_BODIES = frozenset({"bodies", "body", "remains", "corpses", "skeletons"})
# who is known by name
_NAMED, _BY_NAME = frozenset({"named", "identified"}), {("by", "name"), ("names", "of")}
# words anywhere about a figure that say whence it is
_SAYING = {
    "certified": frozenset({"certificates", "certificate", "certified"}),
    "photo": frozenset({"satellite", "photo", "photos", "photographs", "photographic", "imagery", "visually"}),
    "modelled": frozenset({
        "modelled", "modeled", "modelling", "modeling", "models", "model", "extrapolated", "simulation",
    }),
    "estimated": frozenset({"estimated", "estimate", "estimates", "estimating"}),
}  # fmt: skip
_LATER = "estimated"
# who keeps records, and what they are: "hospital records", "the civil registry"
_KEEPERS = frozenset({
    "hospital", "hospitals", "morgue", "morgues", "burial", "cemetery", "church", "civil", "death", "medical", "police",
    "official", "public", "court", "municipal", "prison", "population",
})  # fmt: skip
_RECORDS = frozenset({"records", "register", "registers", "registry", "registries", "lists"})
# "claimed to have", "claims that", "the claim of": no figure of a flood that "claimed 40 lives"
_CLAIMED = frozenset({"claimed", "claims", "claim", "claiming"})
_WHAT_IS_CLAIMED = frozenset({
    "to", "that", "it", "they", "he", "she", "its", "their", "of", "at", "was", "were", "is", "are",
})  # fmt: skip
# signs and words at which the words of a figure end, words from it to them, and to its noun
_ENDS = frozenset({";", "(", ")", "—", "but", "while", "whereas", "although", "though"})
_REACH, _TO_NOUN = 14, 3
# what a count may count beside, and words between "including" and it: "including those still missing"
_BESIDE = frozenset({"missing", "wounded", "captured"})
_TO_BESIDE = frozenset({"the", "those", "people", "still", "all", "who", "are", "and", "dead"})
_SO_FAR = frozenset({("so", "far"), ("thus", "far"), ("to", "date"), ("until", "now"), ("till", "now")})


def with_bases(line: Line) -> list[FigureSaid]:
    """Return the figures of a sentence with how they came about, and what they count beside.

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> def read(text):
    ...     return [(figure.basis, figure.includes) for figure in with_bases(next(lines_of(figures_of(text, None))))]
    >>> read("So far 24 bodies have been recovered."), read("The flood claimed 12 lives.")
    ([('bodies', 'so_far')], [('', '')])
    """
    return [
        figure._replace(basis=_basis(line, number), includes=_includes(line, number))
        for number, figure in enumerate(line.figures)
    ]


def _bounds(line: Line, number: int) -> tuple[int, int]:
    """Return the first token of the words that are about a figure, and the one behind their last."""
    tokens, start, after = line.tokens, line.starts[number], line.figures[number].mention.after
    before = line.figures[number - 1].mention.after if number else 0
    behind = line.starts[number + 1] if number + 1 < len(line.starts) else len(tokens)
    least, most = max(start - _REACH, before), min(after + _REACH, behind)
    first = next((place + 1 for place in range(start - 1, least - 1, -1) if tokens[place].text in _ENDS), least)
    return first, next((place for place in range(after, most) if tokens[place].text in _ENDS), most)


def _basis(line: Line, number: int) -> str:
    """Return how a figure came about, "" where its words do not say it; what stands at the figure goes first."""
    first, last = _bounds(line, number)
    tokens, after = line.tokens, line.figures[number].mention.after
    words = [token.text for token in tokens[first:last]]
    noun = [token.text for token in tokens[after : min(after + _TO_NOUN, last)]]
    if not _BODIES.isdisjoint(noun) or _are_of_bodies(tokens, line.starts[number]):
        return "bodies"
    if _is_named(tokens, first, last, after):
        return "named"
    # an estimate farther behind a figure is that of the next one: "taking its estimate of the losses to"
    near = [token.text for token in tokens[first : min(after + _TO_NOUN, last)]]
    said = next(
        (basis for basis, telling in _SAYING.items() if not telling.isdisjoint(near if basis == _LATER else words)), ""
    )
    return said or _of_records(near if _RECORDS.isdisjoint(words) else words)


def _of_records(words: Sequence[str]) -> str:
    """Return "register" for "hospital records", "claimed" for "claims that", else ""."""
    pairs = list(pairwise(words))
    if any(keeper in _KEEPERS and kept in _RECORDS for keeper, kept in pairs):
        return "register"
    return "claimed" if any(word in _CLAIMED and what in _WHAT_IS_CLAIMED for word, what in pairs) else ""


def _are_of_bodies(tokens: list[Token], start: int) -> bool:
    """Return True for "the bodies of 12 people" and "the remains of at least 12"."""
    return text_at(tokens, start - 1) == "of" and text_at(tokens, start - 2) in _BODIES


def _is_named(tokens: list[Token], first: int, last: int, after: int) -> bool:
    """Return True for "12 people have been identified", "named 12 soldiers" and "12 soldiers, by name"."""
    words = [token.text for token in tokens[first:last]]
    if not _BY_NAME.isdisjoint(pairwise(words)):
        return True
    for place in range(after, last):
        if tokens[place].text in _NAMED:
            back = place - 1
            while back > after and (is_adverb(tokens[back].text) and tokens[back].text != "not"):
                back -= 1
            passive = tokens[back].text in BE | HAVE and text_at(tokens, place + 1) != "as"
            return passive and "not" not in words and "yet" not in words
    return False


def _includes(line: Line, number: int) -> str:
    """Return what a figure counts beside, separated by "; "."""
    first, last = _bounds(line, number)
    words = [token.text for token in line.tokens[first:last]]
    so_far = [] if _SO_FAR.isdisjoint(pairwise(words)) else ["so_far"]
    return "; ".join([*_counted_beside(words), *so_far])


def _counted_beside(words: Sequence[str]) -> list[str]:
    """Return whom "including the missing" adds; none where it is a number of them, or "not including"."""
    for place, word in enumerate(words):
        if word not in PARTS or (place and words[place - 1] == "not"):
            continue
        for other in words[place + 1 :]:
            if other in _BESIDE:
                return [other]
            if other not in _TO_BESIDE:
                break
    return []
