"""Parts that a sentence lists behind their whole: "12 people – nine soldiers and three civilians"."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.articles.facts.figure_facts import NONE, FigureSaid
from reconcile.articles.facts.figure_lines import Line, antecedent, is_bare, is_one_number, number_of, words_between
from reconcile.articles.facts.shared_facts import with_facts_of
from reconcile.articles.role.group_words import counts_people
from reconcile.articles.role.part_words import joins_list
from reconcile.language.tokens import text_at

__all__ = ["with_sums"]

# signs that open a list of parts; behind a comma numbers without a noun do: "33 died, 20 in Varda and 13 in Oster"
_OPENING, _COMMA = frozenset({":", "-", "–", "—", "("}), ","
# words before the place of a part
_WHERE = frozenset({"in", "at", "near", "from"})
# kinds of figure that are added up
_ADDABLE = frozenset({"exact", "approx"})
# parts of the shortest list
_FEWEST = 2


def with_sums(line: Line, told: Sequence[FigureSaid]) -> list[FigureSaid]:
    """Return the figures of a sentence with the roles of parts that are listed behind their whole.

    Parameters
    ----------
    line : Line
        Its figures may have roles already, which stay.
    told : sequence of FigureSaid
        The figures of the article before the sentence, one of which the list may add up to.

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> line = next(lines_of(figures_of("The raid killed 12 people: nine soldiers and three guards.", None)))
    >>> [figure.whole for figure in with_sums(line, [])]
    [-1, 0, 0]
    """
    figures, place, goes_on = list(line.figures), 0, _going_on(line)
    while place < len(figures):
        parts, sign = _listed_behind(line, place, goes_on), _opening(line, place)
        # "45 killed (12 children)" and "45 died, 12 in Varda": one will do that names people or their place
        placed = _is_placed(line, place)
        fewest = 1 if placed or (sign == "(" and parts and figures[parts[0]].sides[0]) else _FEWEST
        exactly = sign == _COMMA and not placed
        if _add_up(figures[place], [figures[part] for part in parts], exactly=exactly, fewest=fewest):
            for part in parts:
                figures[part] = part_of(figures[part], figures[place], line.place + place)
            place += len(parts)
        place += 1
    return figures if len(figures) < _FEWEST or figures != line.figures else _of_one_before(line, told, goes_on)


def _going_on(line: Line) -> list[bool]:
    """Return for each figure whether it goes on the list that the one before it stands in; the first does not."""
    return [number > 0 and joins_list(line, number, verbs=False, series=True) for number in range(len(line.figures))]


def _of_one_before(line: Line, told: Sequence[FigureSaid], goes_on: list[bool]) -> list[FigureSaid]:
    """Return the figures of a sentence that is one list, as parts of a figure before it to which they add up."""
    figures = list(line.figures)
    if not all(goes_on[1:]) or any(is_bare(figure) or not _counts_alike(figure, figures[0]) for figure in figures):
        return figures
    whole = antecedent(told, figures[0], figures[0].counted.measure, 0)
    if whole == NONE or not _add_up(told[whole], figures, exactly=True):
        return figures
    return [part_of(figure, told[whole], whole) for figure in figures]


def part_of(figure: FigureSaid, whole: FigureSaid, place: int) -> FigureSaid:
    """Return a figure as part of another one, and with its measure.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> whole, part = figures_of("The raid killed 12 men and nine women.", None)
    >>> part_of(part, whole, 0).role
    'part'
    """
    # what the figure's own clause says goes first: "31 drones, 28 of them shot down"
    told = figure.counted.how == "beside" or not whole.counted.measure
    measure = figure.counted.measure if told else whole.counted.measure
    own = with_facts_of(figure, whole, counted_then=True)
    counted = figure.counted._replace(measure=measure, how=figure.counted.how or "carried")
    return own._replace(role="part", whole=place, counted=counted)


def _opening(line: Line, place: int) -> str:
    """Return the sign that opens a list right behind a figure, "" where none does."""
    words = words_between(line, place, place + 1) if place + 1 < len(line.figures) else []
    sign = words[-1] if words else ""
    if sign != _COMMA:
        return sign if sign in _OPENING else ""
    # "12 people were killed, nine men and three women": a comma behind what became of them
    behind = line.tokens[line.figures[place].mention.after : line.starts[place + 1]]
    return sign if is_bare(line.figures[place + 1]) or counts_people(behind) else ""


def _is_placed(line: Line, place: int) -> bool:
    """Return True for the 20 of "33 people died, 20 in Varda", where the whole has no place of its own before it."""
    words = words_between(line, place, place + 1) if place + 1 < len(line.figures) else []
    if words[-1:] != [_COMMA] or not _WHERE.isdisjoint(words) or not is_bare(line.figures[place + 1]):
        return False
    after = line.figures[place + 1].mention.after
    name = line.tokens[after + 1 : after + 2]
    return text_at(line.tokens, after) in _WHERE and any(
        line.figures[0].sentence.text[word.start].isupper() for word in name
    )


def _listed_behind(line: Line, place: int, goes_on: list[bool]) -> list[int]:
    """Return the figures of a list that opens behind a figure, and counts what it does."""
    whole = line.figures[place]
    if whole.role not in ("", "increment") or not whole.counted.measure or not _opening(line, place):
        return []
    parts: list[int] = []
    for number in range(place + 1, len(line.figures)):
        if (parts and not goes_on[number]) or not _counts_alike(line.figures[number], whole):
            break
        parts.append(number)
    return parts


def _counts_alike(figure: FigureSaid, whole: FigureSaid) -> bool:
    return not figure.role and is_one_number(figure) and figure.counted.measure in ("", whole.counted.measure)


def _add_up(whole: FigureSaid, parts: list[FigureSaid], *, exactly: bool, fewest: int = _FEWEST) -> bool:
    """Return True where parts make their whole, or no more than it where the list need not be all of it."""
    if len(parts) < fewest or not all(part.mention.kind in _ADDABLE for part in parts):
        return False
    if any(number_of(part) >= number_of(whole) for part in parts):
        return False
    total = sum(part.mention.n1 for part in parts)
    # 12 on Monday, 7 on Tuesday and 5 on Friday are three counts
    return total <= number_of(whole) and not (exactly and (total != number_of(whole) or _days_apart(whole, parts)))


def _days_apart(whole: FigureSaid, parts: list[FigureSaid]) -> bool:
    return any(part.when != whole.when for part in parts)
