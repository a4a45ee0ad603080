"""Words by which a figure is a part of another: "97, including 12 children", "12 of them", "among the dead were 12".

A *mark* says where the whole stands: `LISTED` right before the part or its list, `MEANT` at what a pronoun stands for,
`NAMED` where a group is spoken of as known ("the dead", "those killed"), `HURT` with those who are wounded; `OTHER`
are all of them but the part before ("the other 11").
"""

from __future__ import annotations

from reconcile.articles.facts.figure_lines import Line, is_bare
from reconcile.articles.place.dependent_figures import is_number
from reconcile.articles.role.group_words import COPULAS, SIGNS, VERBS, names_group
from reconcile.language.hedge_list import NOT
from reconcile.language.relations import DOWN, OF_THEM, PARTS, REST, THEM, UP
from reconcile.language.tokens import DIGITS, Token, text_at

__all__ = [
    "HURT", "LISTED", "MEANT", "NAMED", "OTHER", "is_marked", "is_put_at", "joins_list", "marks_of",
]  # fmt: skip

LISTED, MEANT, NAMED, HURT, OTHER = "listed", "meant", "named", "hurt", "other"

# "including those of 12 children"
_BODIES_OF = frozenset({"those", "that", "bodies"})
# words of a group behind "of" or "among": "of the more than 90 people killed in Orva on Friday"
_GROUP = 12
# words from a figure to "among them": "12 men and women among them"
_TO_AMONG = 6
# how badly somebody is hurt, which is said of some of those who are; and words behind a bare number before it
_SEVERE = frozenset({
    "critical", "critically", "serious", "seriously", "severe", "severely", "grave", "gravely", "intensive", "stable",
})  # fmt: skip
_TO_SEVERE = 6
# words before some of the dead who are known: "the identities of 31 are known"
_IDENTITIES = (["identities", "of"], ["names", "of"], ["bodies", "of"])
# words of the longest member of a list: "children under the age of five from Orva"
_MEMBER = 9
# how a list goes on
_AND = (
    ["and"], [","], [",", "and"], ["as", "well", "as"], ["plus"], [",", "plus"], ["&"], ["in", "addition", "to"],
    ["along", "with"], ["together", "with"],
)  # fmt: skip


def marks_of(line: Line) -> list[str]:
    """Return how each figure of a sentence is marked as a part, "" where it is not.

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> def marks(text):
    ...     return marks_of(next(lines_of(figures_of(text, None))))
    >>> marks("At least 90 people, including 11 children, died."), marks("12 of them died."), marks("Some 12 men died.")
    (['', 'listed'], ['meant'], [''])
    """
    marks = [_mark_of(line, number) for number in range(len(line.figures))]
    among = ""
    for number in range(len(marks) - 1, 0, -1):
        # "six women, two men and three children were among the dead": what is said of the last is said of the list
        place = _group_behind(line.tokens, line.figures[number].mention.after)
        # "310 cases and 150 children among them": of two without a verb, the first is the whole
        shared = place >= 0 and (number > 1 or text_at(line.tokens, place - 1) in COPULAS)
        among = marks[number] if shared and line.tokens[place].text != "of" else among
        if not among or marks[number - 1] or not joins_list(line, number, verbs=False, series=True):
            among = ""
            continue
        marks[number - 1] = among
    return marks


def _mark_of(line: Line, number: int) -> str:
    before = _marked_before(line, number)
    start, after = line.starts[number], line.figures[number].mention.after
    if [text_at(line.tokens, after), text_at(line.tokens, after + 1)] == ["body", "parts"]:
        # "387 bodies, including 180 body parts"
        return ""
    if not before and "from" in (text_at(line.tokens, start - 1), text_at(line.tokens, start)):
        # "26 foreigners from 14 countries are among the dead"
        return ""
    return before or _marked_behind(line.tokens, line.figures[number].mention.after) or _marked_alone(line, number)


def _marked_before(line: Line, number: int) -> str:
    """Read "including 12", "of whom 12", "among them were 12", "of the 97 dead, 12"."""
    tokens, place = line.tokens, line.starts[number] - 1
    place -= text_at(tokens, place) in ("also", "at", ":")
    word = text_at(tokens, place)
    of_those = word == "of" and text_at(tokens, place - 1) in _BODIES_OF and text_at(tokens, place - 2) in PARTS
    # "the 97 do not include 12 attackers"
    left_out = text_at(tokens, place - 1) in NOT or text_at(tokens, place - 1).endswith("n't")
    if (word in PARTS and not left_out) or of_those or _is_behind_one(tokens, place):
        return LISTED
    if _is_rest(tokens, line.starts[number], line.figures[number].mention.number):
        return OTHER
    place -= word in COPULAS or word == ","
    if text_at(tokens, place) in THEM and text_at(tokens, place - 1) in OF_THEM:
        return MEANT
    return _group_before(line, number, place) if place < line.starts[number] - 1 else ""


def _is_behind_one(tokens: list[Token], place: int) -> bool:
    """Return True for the four of "including a nurse and four children", the list of which begins without a number."""
    if text_at(tokens, place) not in ("and", ","):
        return False
    for first in range(place - 1, max(place - _MEMBER, 0), -1):
        if tokens[first].text in PARTS:
            return tokens[first + 1].text in ("a", "an", "the")
        if tokens[first].text in VERBS or tokens[first].text in SIGNS or tokens[first].kind == DIGITS:
            return False
    return False


def _is_rest(tokens: list[Token], start: int, number: int) -> bool:
    """Return True for the 11 of "the other 11" and "the remaining 11"."""
    words = [token.text for token in tokens[max(start - 2, 0) : number]]
    return "the" in words and not REST.isdisjoint(words[words.index("the") :])


def _group_before(line: Line, number: int, last: int) -> str:
    """Read "among the dead were 12" and "of the 97 people killed, 12", where the group begins the clause."""
    tokens = line.tokens
    for place in range(last, max(last - _GROUP, -1), -1):
        word = tokens[place].text
        if word in OF_THEM and (place == 0 or tokens[place - 1].text in SIGNS or tokens[place - 1].text == "and"):
            return NAMED if names_group(tokens, place + 1) else ""
        if word in SIGNS or word in VERBS - {"by"}:
            return ""
    return ""


def _marked_behind(tokens: list[Token], after: int) -> str:
    """Read "12 of them", "12 of the wounded", "12 children among them", "12 women were among those killed"."""
    place = _group_behind(tokens, after) + 1
    if not place:
        return ""
    among = text_at(tokens, place - 1).startswith("among") and place < len(tokens) and is_number(tokens[place])
    if names_group(tokens, place) or among:
        # "21 children were among 39 people who died"
        return NAMED
    return MEANT if text_at(tokens, place) in THEM else ""


def _group_behind(tokens: list[Token], after: int) -> int:
    """Return the place of the "of" right behind a figure, or of the "among" in its words; -1 without."""
    if text_at(tokens, after) == "(":
        # its share, "166 (52%) children among them"
        after = next(
            (place + 1 for place in range(after, min(after + _TO_AMONG, len(tokens))) if tokens[place].text == ")"),
            after,
        )
    for place in range(after, min(after + _TO_AMONG, len(tokens))):
        word = tokens[place].text
        if word in OF_THEM and (word != "of" or place == after):
            return place
        if word in SIGNS:
            return -1
    return -1


def _marked_alone(line: Line, number: int) -> str:
    """Read a number without a noun that says how badly some are hurt: "45 were hurt, five seriously"."""
    figure, start = line.figures[number], line.starts[number]
    if is_bare(figure) and [token.text for token in line.tokens[max(start - 2, 0) : start]] in _IDENTITIES:
        return MEANT
    hurt = _is_severe(line.tokens, figure.mention.after) or _is_condition_of(line.tokens, line.starts[number])
    return HURT if is_bare(figure) and hurt else ""


def _is_condition_of(tokens: list[Token], first: int) -> bool:
    """Return True for the three of "the condition of three is serious"."""
    return [text_at(tokens, first - 2), text_at(tokens, first - 1)] == ["condition", "of"]


def _is_severe(tokens: list[Token], after: int) -> bool:
    first, last = condition_behind(tokens, after)
    return first < last


def condition_behind(tokens: list[Token], after: int) -> tuple[int, int]:
    """Return the tokens behind a number that say how badly some are hurt, "in a serious condition"; none without.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> condition_behind(tokens_of("three of them seriously"), 1), condition_behind(tokens_of("three men"), 1)
    ((3, 4), (1, 1))
    """
    reach = range(after, min(after + _TO_SEVERE, len(tokens)))
    last = next((place for place in reach if tokens[place].text in SIGNS), reach.stop)
    if _SEVERE.isdisjoint(token.text for token in tokens[after:last]):
        return after, after
    first = after
    while tokens[first].text in COPULAS | THEM | OF_THEM:
        first += 1
    return first, last


def is_marked(tokens: list[Token], first: int, after: int) -> bool:
    """Return True where words beside a number say what it counts without a noun: "70 of those", "up from 70".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> is_marked(tokens_of("70 of those"), 0, 1), is_marked(tokens_of("up from 70"), 2, 3)
    (True, True)
    >>> is_marked(tokens_of("70 of May"), 0, 1)
    False
    """
    if is_put_at(tokens, first) or _is_severe(tokens, after) or _is_condition_of(tokens, first):
        return True
    from_ = first - (text_at(tokens, first) != "from")
    if text_at(tokens, from_) == "from" and text_at(tokens, from_ - 1) in UP | DOWN:
        return True
    return text_at(tokens, after) == "of" and bool(_marked_behind(tokens, after))


def is_put_at(tokens: list[Token], first: int) -> bool:
    """Return True for the 70 of "put it at 70", which counts what was spoken of.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> is_put_at(tokens_of("put it at 70"), 3)
    True
    """
    return [text_at(tokens, first - 2), text_at(tokens, first - 1)] == ["it", "at"]


def joins_list(line: Line, number: int, *, verbs: bool, series: bool) -> bool:
    """Return True where a figure goes on the list that the one before it stands in: "12 children and five women".

    Parameters
    ----------
    line : Line
    number : int
    verbs : bool
        Whether a copula may stand within a member: "of whom 12 were children and five women".
    series : bool
        Whether the list had a comma already, behind which ", and" goes on; else it ends the list.

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> text = "At least 90 people, including 11 children, and 4 soldiers died."
    >>> joins_list(next(lines_of(figures_of(text, None))), 2, verbs=False, series=False)
    False
    """
    first, second = line.figures[number - 1].mention.after, line.starts[number]
    words = [token.text for token in line.tokens[first:second]]
    joint = max((end for end in _AND if words[len(words) - len(end) :] == end), key=len, default=[])
    member = words[: len(words) - len(joint)]
    if not joint or len(member) > _MEMBER or (joint == [",", "and"] and not series):
        return False
    return (VERBS - COPULAS if verbs else VERBS).isdisjoint(member) and ("," not in member)
