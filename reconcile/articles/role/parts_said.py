"""Figures that are parts of others: "97, including 12 children", "of whom 2,000", "six women were among the 11 killed".

A part counts some of those whom its *whole* counts. It is no larger than its whole, and counts the same unless its own
words say otherwise: "50 casualties, including 12 dead" gives all of the dead.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reconcile.articles.facts.figure_facts import NONE, FigureSaid
from reconcile.articles.facts.figure_lines import Line, antecedent, is_bare, is_one_number, number_of
from reconcile.articles.role.group_words import counts_people, has_known_subject, measure_of_group
from reconcile.articles.role.part_words import HURT, LISTED, MEANT, NAMED, OTHER, joins_list, marks_of
from reconcile.articles.role.sums_said import part_of
from reconcile.articles.role.voices_said import is_other_voice
from reconcile.claims.cues import cues_of, measure_for, outcomes_of
from reconcile.claims.people import population_alone
from reconcile.language.relations import OF_THEM, PARTS
from reconcile.language.tokens import Token, text_at

__all__ = ["with_parts"]

# words behind a figure in which it says what it counts itself: "12 of them were rescued"
_OWN, _ENDS = 6, frozenset(",;:()[]—–.")
# words that name a group as known: "the dead"
_KNOWN = frozenset({"the", "those"})
# figures before the rest among which all are looked for: those of a paragraph
_BACK = 6
# words behind a number of whom more is told, who were counted before
_TOLD_MORE = frozenset({"were", "was", "are", "have", "has", "had", "came", "come"})
# what is done with the bodies of those who were counted before, and words from "bodies" to it
_HANDLED = frozenset({"identified", "returned", "buried", "unidentified", "unclaimed", "repatriated", "claimed"})
_TO_HANDLED = 7
# words of "of whom"
_OF_WHOM = 2
# a whole has more than its part, by one at least; words from "include" to the first figure of its list
_MORE, _TO_VERB = 1, 4
# the population of soldiers, who are all of the losses of an army, and not some of them
_FORCES = "military"
# what befell victims, the worst first, and words between them and a number of some of them
_OF_VICTIMS, _TO_VICTIMS = ("killed", "casualties", "wounded"), 4
# what is said of some of those who are hurt is said of the wounded
_OF_HURT = "wounded"


def with_parts(line: Line, told: Sequence[FigureSaid]) -> list[FigureSaid]:
    """Return the figures of a sentence with the roles of parts, and with their wholes.

    Parameters
    ----------
    line : Line
        Its figures may have other roles already, which stay.
    told : sequence of FigureSaid
        The figures of the article before the sentence.

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> text = "At least 90 people, including 11 children and four women, were killed."
    >>> line = next(lines_of([figure._replace(role="", whole=-1) for figure in figures_of(text, None)]))
    >>> [(figure.role, figure.whole) for figure in with_parts(line, [])]
    [('', -1), ('part', 0), ('part', 0)]
    """
    figures = list(line.figures)
    marks = marks_of(line)
    last, series = "", False
    for number, figure in enumerate(figures):
        if figure.role or not is_one_number(figure):
            last = ""
            continue
        goes_on = bool(last) and joins_list(line, number, verbs=last != LISTED, series=series)
        mark = marks[number] or (last if goes_on else "") or _marked_by_clause(line, number)
        series = goes_on and text_at(line.tokens, line.starts[number] - 1) == ","
        # "12 of them boys and five of them girls" are parts of one whole, "12 of them boys, five of whom" need not be
        one = marks[number] == last and text_at(line.tokens, line.starts[number] - 1) == "and"
        whole = figures[number - 1].whole if goes_on and (one or not marks[number]) else NONE
        figures[number] = _with_group(line, figure, number, mark)
        figures[number] = _as_part(line, figures, number, mark, whole, told)
        last = mark if figures[number].role == "part" else ""
        if mark == OTHER and number and figures[number].whole != NONE and not figures[number - 1].role:
            # with "the other 11" the 28 before them are all
            figures[number - 1] = part_of(figures[number - 1], figures[number], figures[number].whole)
    return figures


def _marked_by_clause(line: Line, number: int) -> str:
    """Read the 16 of "killed 24 people; 16 were identified", whose own clause does not say what it counts.

    What is done with bodies tells of some of the dead, too: "14 bodies had not been identified".
    """
    figure, tokens = line.figures[number], line.tokens
    words = [token.text for token in tokens[figure.mention.after : figure.mention.after + _TO_HANDLED]]
    if words[:1] == ["bodies"] and not _HANDLED.isdisjoint(words):
        return MEANT
    if ("that", "way") in pairwise(words):
        # "guests jumped; two died that way"
        return MEANT
    told = text_at(tokens, figure.mention.after) in _TOLD_MORE and text_at(tokens, line.starts[number] - 1) in (
        ";",
        "and",
    )
    return MEANT if number and told and figure.counted.how == "shared" and is_bare(figure) else ""


def _with_group(line: Line, figure: FigureSaid, number: int, mark: str) -> FigureSaid:
    """Return a part with the measure of its group, where its own words give none: "of those killed, 14 were girls"."""
    if mark == MEANT and (measure := _meant_group(line, line.starts[number])):
        return figure._replace(counted=figure.counted._replace(measure=measure, how="near"))
    if mark != NAMED or figure.counted.how not in ("", "carried"):
        return figure
    first = next((place for place in range(line.starts[number] - 1, -1, -1) if line.tokens[place].text in OF_THEM), -1)
    measure = measure_of_group(line.tokens, first + 1) if first >= 0 else ""
    return figure._replace(counted=figure.counted._replace(measure=measure, how="near")) if measure else figure


def _meant_group(line: Line, start: int) -> str:
    """Return what those count who stand right before a comma: "the dead, 19 of whom were students"."""
    tokens = line.tokens
    if text_at(tokens, start - 1) != ",":
        return ""
    known = next((at for at in range(start - 2, max(start - 2 - _BACK, -1), -1) if tokens[at].text in _KNOWN), -1)
    return measure_of_group(tokens, known) if known >= 0 else ""


def _as_part(
    line: Line, figures: list[FigureSaid], number: int, mark: str, shared: int, told: Sequence[FigureSaid]
) -> FigureSaid:  # fmt: skip
    """Return a figure as the part that its mark makes it, `shared` being the whole of the list that it stands in."""
    figure = figures[number]
    if not mark:
        return figure
    whole = shared if shared != NONE else _whole_of(line, figures, number, mark, told)
    other = (told[whole] if whole < line.place else figures[whole - line.place]) if whole != NONE else None
    if other is not None and (number_of(other) <= figure.mention.n1 or is_other_voice(figure.origin, other.origin)):
        # a list may hold what its whole cannot, and nobody's part is one of somebody else's figure
        other = None
    own = _counts_itself(line, number, other)
    if own and mark == MEANT and (measure := _outcome(line, number)):
        # "four of whom have since died" are no more wounded
        return figure._replace(role="part", counted=figure.counted._replace(measure=measure))
    if other is not None and (measure := _own_measure(line, number, other)):
        return figure._replace(counted=figure.counted._replace(measure=measure))
    if other is not None and (not own or figure.counted.measure in ("", other.counted.measure)):
        return part_of(figure, other, whole)
    if mark == HURT or (own and mark != NAMED) or (mark == LISTED and not _is_some(line, number)):
        return figure
    # "207 of them" may be all of them
    repeated = any(number_of(before) == figure.mention.n1 for before in [*told[-_BACK:], *figures[:number]])
    return figure if mark == MEANT and repeated else figure._replace(role="part")


def _outcome(line: Line, number: int) -> str:
    """Return what became of some of those of whom was told, where a verb says it: "52 of whom were freed"."""
    words, figure = _words_behind(line, number), line.figures[number]
    whom = [token.text for token in words[:2]] in (["of", "whom"], ["of", "them"])
    told = whom and len(words) > _OF_WHOM and words[_OF_WHOM].text in _TOLD_MORE | {"later"}
    measure = next(outcomes_of(words[_OF_WHOM:]), "") if told else ""
    return measure if measure != figure.counted.measure else ""


def _is_some(line: Line, number: int) -> bool:
    """Return True where what is listed behind no figure are some people: children, or "the dead include eight"."""
    if population_alone(line.figures[number].sides[0]) not in ("", _FORCES):
        return True
    return _includes_known(line, number)


def _includes_known(line: Line, number: int) -> bool:
    """Return True where the verb before a figure has a subject that is known: "the dead include eight"."""
    start = line.starts[number]
    verbs = [place for place in range(max(start - _TO_VERB, 1), start) if line.tokens[place].text in PARTS]
    return bool(verbs) and has_known_subject(line.tokens, verbs[-1])


def _own_measure(line: Line, number: int, whole: FigureSaid) -> str:
    """Return what became of some of the things that a whole counts: "21 of them were shot down"; "" for people."""
    if whole.mention.unit in ("", "persons"):
        return ""
    measures = [
        measure_for(frozenset({cue.event}), whole.counted.thing) for cue in cues_of(_words_behind(line, number))
    ]
    return next((measure for measure in measures if measure and measure != whole.counted.measure), "")


def _words_behind(line: Line, number: int) -> list[Token]:
    words = line.tokens[line.figures[number].mention.after :][:_OWN]
    return words[: next((place for place, token in enumerate(words) if token.text in _ENDS), len(words))]


def _counts_itself(line: Line, number: int, whole: FigureSaid | None) -> bool:
    """Return True where words behind a figure say what it counts."""
    words = _words_behind(line, number)
    things = whole is not None and whole.mention.unit not in ("", "persons")
    return bool(cues_of(words)) if things else counts_people(words)


def _whole_of(line: Line, figures: list[FigureSaid], number: int, mark: str, told: Sequence[FigureSaid]) -> int:
    """Return the place of the whole of a part, `NONE` where the article does not give it."""
    figure = figures[number]
    own = figure.counted.measure if _counts_itself(line, number, None) or mark == HURT else ""
    if mark == NAMED and (group := _group_figure(line, figures, number)) != NONE:
        return line.place + group
    if mark == OTHER:
        return _all_of(line, figures, number, told)
    for place in range(number - 1, -1, -1):
        other = figures[place]
        stands = other.role in ("", "increment", "earlier") or (other.role == "part" and mark in (MEANT, HURT))
        # what is listed belongs to the figure right before it, though that one's measure may not be known
        fits = own in ("", other.counted.measure) and (mark == LISTED or bool(other.counted.measure))
        fits = fits and is_one_number(other) and (mark != HURT or other.counted.measure == _OF_HURT)
        if stands and fits and number_of(other) > figure.mention.n1:
            return line.place + place
    if mark == LISTED and not _includes_known(line, number):
        return NONE
    measure = _OF_HURT if mark == HURT else figure.counted.measure
    # "the dead" are all of them, "those" the ones spoken of last
    wanted = (*_OF_VICTIMS, measure) if _are_victims(line, number) else (measure,)
    least, largest = figure.mention.n1 + _MORE, mark == NAMED
    found = (antecedent(told, figure, one, least, largest=largest) for one in wanted)
    whole = next((place for place in found if place != NONE), NONE)
    if whole != NONE or mark != MEANT or not told or measure:
        return whole
    # a total of which the text does not say what it counts has parts, too
    last = told[-1]
    stands = not last.role and is_one_number(last) and number_of(last) > figure.mention.n1
    return line.place - 1 if stands else NONE


def _are_victims(line: Line, number: int) -> bool:
    """Return True for some of the victims, who were hurt: "of the victims, 113 were women"."""
    tokens = line.tokens[max(line.starts[number] - _TO_VICTIMS, 0) : line.figures[number].mention.after + _TO_VICTIMS]
    return any(token.text == "victims" for token in tokens)


def _all_of(line: Line, figures: list[FigureSaid], number: int, told: Sequence[FigureSaid]) -> int:
    """Return the place of the figure of which another one and the rest, "the other 11", are all; `NONE` without."""
    near = [*told[-_BACK:], *figures[:number]]
    first = line.place + number - len(near)
    rest = figures[number].mention.n1
    total = near[-1].mention.n1 + rest if near else 0.0
    found = [place for place, other in enumerate(near[:-1]) if is_one_number(other) and number_of(other) == total]
    return first + found[-1] if found and near[-1].counted.measure == near[found[-1]].counted.measure else NONE


def _group_figure(line: Line, figures: list[FigureSaid], number: int) -> int:
    """Return the figure that names the group of a part: the 11 of "among the 11 killed"."""
    for place, other in enumerate(figures):
        before = line.starts[place] - 1
        before -= text_at(line.tokens, before) in ("the", "those", "these", "all")
        among = place != number and text_at(line.tokens, before) in OF_THEM
        if among and number_of(other) >= figures[number].mention.n1:
            return place
    return NONE
