"""The closed list of hedges, grouped by the rule (see `hedges`) under which each is read.

An entry is written as tokens separated by spaces, signs included ("> =").
"""

from __future__ import annotations

__all__ = ["AFTER", "AFTER_NOT", "BEFORE", "FILLERS", "NEGATED", "NOT"]

# what a count does that has come to be more than a number: "the toll has climbed past 1,300"
_ROSE = (
    "climbed",
    "climbs",
    "climbing",
    "risen",
    "rose",
    "rises",
    "rising",
    "gone",
    "went",
    "goes",
    "going",
    "moved",
    "jumped",
    "soared",
    "surged",
    "grown",
    "grew",
    "swelled",
    "swollen",
    "crept",
    "edged",
    "ticked",
    "pushed",
    "leapt",
)
_OVER = (
    "more than", "more then", "over", "above", "beyond", "exceeding", "exceeded", "exceeds", "exceed", "greater than",
    "higher than", "larger than", "bigger than", "in excess of", "north of", "topped", "topping", "tops",
    "surpassed", "surpasses", "surpassing", "surpass", "upwards of", "upward of", "well over", "well above",
    *(f"{verb} past" for verb in _ROSE), *(f"{verb} past the" for verb in _ROSE), "passed", "passes", "crossed",
    "crosses", "passed the", "crossed the", ">",
)  # fmt: skip
_BELOW = (
    "fewer than", "less than", "under", "below", "lower than", "smaller than", "south of", "short of", "well under",
    "well below", "far short of", "<",
)  # fmt: skip
BEFORE: dict[str, tuple[str, ...]] = {
    "floor": (
        "at least", "atleast", "at - least", "at the least", "at the very least", "at a minimum", "a minimum of",
        "minimum of", "minimum", "min", "confirmed", "verified", "≥", "> =", "= >", "greater than or equal to",
        "more than or equal to", "equal to or more than", "bigger or equal than", "greater or equal than",
        "larger or equal than", "larger than or equal to", "bigger than or equal to", "no smaller than",
        "equal to or greater than", "greater or equal to",
    ),
    "just_over": (
        "just over", "just above", "just more than", "just past", "slightly more than", "slightly over",
        "slightly above", "a little over", "a little more than", "a bit over", "a bit more than", "barely over",
        "little more than",
    ),
    "more_than": (*_OVER, "as few as", "as low as", "as little as"),
    "up_to": (
        "as many as", "up to", "up to and including", "as much as", "as high as", "could reach", "may reach",
        "might reach", "can reach",
    ),
    "ceiling": (
        "at most", "at the most", "at the very most", "a maximum of", "maximum of", "maximum", "max", "≤", "< =",
        "= <", "less or equal than", "fewer or equal than", "smaller than or equal to", "less than or equal to",
        "fewer than or equal to", "equal to or less than", "equal to or fewer than",
        "capped at", "limited to",
    ),
    "below": (*_BELOW, "not even", "not nearly"),
    "approx_below": (
        "nearly", "almost", "approaching", "nearing", "neared", "nears", "just under", "just below",
        "just short of", "just shy of",
        "shy of", "slightly under", "slightly below", "slightly less than", "slightly fewer than", "a little under",
        "a little less than", "a little below", "not quite", "not far short of", "getting on for", "close on",
        "verging on", "virtually", "practically",
    ),
    "approx": (
        "about", "around", "approximately", "approx", "approx .", "roughly", "some", "an estimated", "estimated",
        "estimated at", "estimated to be", "estimated to number", "an estimate of", "estimate of", "estimates of",
        "est", "est .", "circa", "ca", "ca .", "c", "c .", "nearer", "close to", "in the vicinity of",
        "in the region of", "in the neighbourhood of", "in the neighborhood of", "in the area of", "on the order of",
        "in the order of", "of the order of", "somewhere around", "something like", "more or less", "give or take",
        "perhaps", "maybe", "~", "≈", "∼", "not far from", "not far off",
    ),
    "exact": ("exactly", "precisely", "only", "just", "merely", "="),
}  # fmt: skip
# words between a hedge and its number that change nothing
FILLERS = (
    "a", "an", "another", "additional", "further", "total of", "a total of", "figure of", "number of",
    "toll of", "combined", "record", "staggering", "possibly", "probably", "likely", "reportedly", "allegedly",
    "roughly speaking", "between", "from", "anywhere from", "anywhere between", "somewhere between", "ranging from",
    "in the range of", "range of", "either", "new", "other", "its", "their", "his", "even", "us", "$", "€", "£", "'",
    '"', "“", "‘", "”", "«", "„",
)  # fmt: skip

# the rule that a hedge has behind a "not"
NEGATED = {
    "more_than": "ceiling", "just_over": "ceiling", "approx_below": "below", "below": "floor", "up_to": "below",
    "exact": "approx", "floor": "below", "ceiling": "more_than",
}  # fmt: skip
NOT = frozenset({"no", "not", "never", "without", "cannot", "neither", "nor"})
# words that may stand between a "not" and its hedge: "not yet exceeded", "did not appear to exceed"
AFTER_NOT = frozenset({"yet", "have", "has", "had", "been", "to", "appear", "be", "any", "significantly"})

AFTER: dict[str, tuple[str, ...]] = {
    "more_than": (
        "+", "- plus", "plus", "or more", "or above", "or over", "or higher", "or greater", "and more", "and above",
        "and over", "and up", "and counting", "if not more", "upwards",
    ),
    "approx": (
        "or so", "or thereabouts", "- odd", "odd", "- ish", "ish", "estimate", "estimates", "estimated", "est",
        "approx", "approximately", "give or take", "more or less",
    ),
    "ceiling": (
        "at most", "at the most", "at the very most", "or fewer", "or less", "or under", "or below", "or lower",
        "tops", "maximum", "max", "or equal", "and less", "and fewer",
    ),
    "floor": ("at least", "at the least", "at the very least", "at a minimum", "minimum"),
}  # fmt: skip
