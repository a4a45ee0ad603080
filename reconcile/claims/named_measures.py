"""Phrases that name another measure than their row: "500 wounded" in a row of killed, "casualties" in one of killed.

Words are those by which articles name events (`measures.toml`); two that are joined make a sum ("killed or wounded").
"""

from __future__ import annotations

import pandas as pd

from reconcile.claims.cues import LOSSES, VAGUE, cues_of, measure_for, thing_of
from reconcile.claims.measures import MEASURES, SUMS
from reconcile.claims.text import as_text, group_rows, map_unique
from reconcile.claims.wordings import each_wording
from reconcile.language.markup import readable
from reconcile.language.tokens import Token, tokens_of

__all__ = ["names_other_measure"]

# words and signs that join what is counted to one sum
_JOINTS = frozenset({"and", "or", "/", ",", "&", "either", "been", "were", "seriously", "also"})
_AND = frozenset({"and", "or", "/", ",", "&"})
# tokens between two words of one sum: ", or"
_MOST_JOINTS = 3
# words that say who the people are, not what became of them, and words that may be of a hospital
_UNDECIDED = frozenset({
    "refugee", "refugees", "evacuees", "homeless", "reinforcements", "sent", "send", "sends", "sending", "transferred",
    "contributed",
})  # fmt: skip
# words that say of people that they were captured; others of the event ("taken") are of ground, or of a hospital
_CAPTURED = frozenset({"captured", "capture", "captures", "capturing", "seized", "taken prisoner", "surrendered",
                       "captured alive"})  # fmt: skip
_GROUND = "take ground"
# an event so vague that it decides only where nothing plainer is said: "lost"
_LOST = "lose"

# words of phrases that say what became of people, and that articles do not take for events; the last are Ukrainian and
# Russian
_STATES = {
    "killed": ("fatal", "fatally", "загиблих", "загинули", "вбитих", "убитих", "убитых", "погибших"),
    "wounded": ("casevac", "medevac", "поранених", "ранених", "раненых"),
    "missing": ("зниклих", "пропавших"),
    "captured": ("captive", "pow'd", "полонених", "пленных"),
    "displaced": ("shelterless", "переміщених"),
}
# words before those that are not counted
_LEAVING_OUT = frozenset({"excluding", "excl", "without", "except", "counting", "besides", "apart"})
_STATE_OF = {word: f"={measure}" for measure, words in _STATES.items() for word in words}

# measure -> measures whose words it may be given in; all others are narrower, wider or another thing
_ALSO = {
    "losses": {"casualties"}, "casualties": {"losses"}, "killed_or_missing": {"losses"},
    "missing_or_wounded": {"losses"}, "excess_deaths": {"killed"}, "captured": {"detained"}, "detained": {"captured"},
    "released": {"captured", "detained"}, "rescued": {"released", "displaced", "trapped", "detained"},
    "area_held": {"area_gained"},
    "settlements_held": {"settlements_taken"}, "strength": {"deployed"}, "present": {"deployed"},
    "casualty_rate": {"casualties"}, "advance_rate": {"area_gained"},
}  # fmt: skip
# measures whose people may have suffered anything
_ANY = frozenset({"affected"})


def names_other_measure(phrases: pd.Series, measures: pd.Series) -> pd.Series:
    """Return the measure that each phrase names if it is another one than its row's, else "".

    Parameters
    ----------
    phrases, measures : Series of str, or of categories
        Measures in canonical spelling; one that is not in the list, or a share, is compared with nothing.

    Returns
    -------
    Series of str, index as `phrases`
        A sum that is no measure of the list is "several things".

    Examples
    --------
    >>> phrases = pd.Series(["about 500 wounded", "500 killed or wounded", "500 dead", "500"])
    >>> names_other_measure(phrases, pd.Series(["killed"] * 4)).tolist()
    ['wounded', 'casualties', '', '']
    """
    chains = map_unique(phrases, lambda texts: pd.Series(each_wording(texts, _encoded), dtype="str"))
    group, first = group_rows([chains, measures])
    cases = zip(as_text(chains.iloc[first]), as_text(measures.iloc[first]), strict=True)
    named = pd.Series([_other(chain, measure) if chain else "" for chain, measure in cases], dtype="str")
    return named.take(group).set_axis(phrases.index)


def _encoded(text: str) -> str:
    """Return the events that a phrase names: "|" between those of one word, "+" between words of a sum, ";" else."""
    tokens = tokens_of(readable(text))
    words: dict[tuple[int, int], list[str]] = {}
    for cue in cues_of(tokens):
        said = " ".join(token.text for token in tokens[cue.first : cue.last])
        if (
            said not in _UNDECIDED
            and not _left_out(tokens, cue.first)
            and (cue.event == _LOST or cue.event not in VAGUE)
        ):
            of_ground = cue.event == "take" and said not in _CAPTURED
            words.setdefault((cue.first, cue.last), []).append(_GROUND if of_ground else cue.event)
    words |= {(n, n + 1): [_STATE_OF[token.text]] for n, token in enumerate(tokens) if token.text in _STATE_OF}
    chains: list[list[str]] = []
    end = -1
    for (start, last), events in sorted(words.items()):
        joined = bool(chains) and _joined(tokens, end, start)
        word = "|".join(sorted(set(events)))
        chains = [*chains[:-1], [*chains[-1], word]] if joined else [*chains, [word]]
        end = last
    return ";".join("+".join(chain) for chain in chains)


def _left_out(tokens: list[Token], first: int) -> bool:
    """Return True for a word of those that are not counted: "12, not counting the missing"."""
    return not _LEAVING_OUT.isdisjoint(token.text for token in tokens[max(first - _MOST_JOINTS, 0) : first])


def _joined(tokens: list[Token], first: int, last: int) -> bool:
    words = {token.text for token in tokens[first:last]}
    return 0 < last - first <= _MOST_JOINTS and words <= _JOINTS and not words.isdisjoint(_AND)


def _other(chains: str, measure: str) -> str:
    """Return the other measure that events name, "" where they name the row's own, or none."""
    if measure not in MEASURES or MEASURES[measure].number == "share" or measure in _ANY:
        return ""
    thing = thing_of(MEASURES[measure].unit, [], 0, 0)
    named = [name for chain in chains.split(";") if (name := _measure_of(chain.split("+"), thing))]
    plain = [name for name in named if name != "losses"] or named
    fitting = {measure, *_ALSO.get(measure, ())}
    return "" if not thing or not plain or not fitting.isdisjoint(named) else plain[0]


def _measure_of(words: list[str], thing: str) -> str:
    """Return the measure that one word names, or several that are joined."""
    events = [_events(word, thing) for word in words]
    stated = {name.removeprefix("=") for own in events for name in own if name.startswith("=")}
    if stated:
        return _with_states(stated, [word for word in words if not word.startswith("=")], thing)
    if len(words) == 1:
        return next((name for event in sorted(events[0]) if (name := measure_for(frozenset({event}), thing))), "")
    if thing == "persons" and all(own & LOSSES for own in events):
        return measure_for(frozenset(min(own & LOSSES) for own in events), thing)
    single = {_measure_of([word], thing) for word in words} - {""}
    return single.pop() if len(single) == 1 else "several things" if single else ""


def _with_states(stated: set[str], words: list[str], thing: str) -> str:
    """Return the measure of a chain with states of people; of several different ones there is none but sums."""
    if thing != "persons":
        return ""
    named = stated | {_measure_of([word], thing) for word in words} - {""}
    if len(named) == 1:
        return named.pop()
    return next((whole for whole, parts in SUMS.items() if named == set(parts)), "several things")


def _events(word: str, thing: str) -> frozenset[str]:
    events = frozenset(word.split("|"))
    if _GROUND not in events:
        return events
    return events - {_GROUND} if thing == "persons" else events - {_GROUND} | {"take"}
