"""How sure the reading of a figure is: the probability that its whole row is right, from signs of how it was read.

A *sign* is a fact of the reading: where the measure was found, whether a speaker is named, how much else the sentence
says. `confidence.toml` has the weight of each, fitted on annotated passages by `benchmarks/confidence.py`; a logistic
regression adds them up. The row is right where kind, measure, party and origin all are.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from reconcile.articles.facts.figure_facts import FigureSaid
from reconcile.articles.origin.speakers import TELLERS

__all__ = ["HIGH", "MEDIUM", "confidence_of", "p_right", "signs_of"]

# probability from which a reading is called high: of the rows of passages that had no part in the fit, 95 of 100 from
# here on are right (benchmarks/confidence.py, docs/reading.md), so that a desk that accepts them mends one in twenty
HIGH = 0.94
# probability from which it is called medium: more likely right than not
MEDIUM = 0.5
# digits of a probability that are kept: the fit does not bear more
_DIGITS = 3
# tokens of a sentence that is long, as a third of those with figures in news are
_LONG = 40
# figures of a sentence that make it a list
_LIST = 3
# signs that end a sentence, without which it is a headline or an item of a list
_STOPS = frozenset(".!?…\"'”’)")
_FIRST_PERSON = frozenset({"i", "we", "our", "us", "my"})
# measures by what their words are mostly said of
_KINDS = {
    "counts the dead": {"killed"},
    "counts the hurt": {"wounded"},
    "counts the missing": {"missing", "trapped"},
    "counts losses": {"casualties", "losses", "killed_or_missing"},
    "counts those taken": {"captured", "detained", "released", "rescued"},
    "counts those moved": {"displaced", "deployed", "strength"},
    "counts those there": {"present", "aboard", "population", "affected", "cases"},
    "counts houses": {"buildings_destroyed", "buildings_damaged"},
}
_KIND_OF = {measure: kind for kind, measures in _KINDS.items() for measure in measures}


def signs_of(figure: FigureSaid, among: int) -> list[str]:
    """Return the signs of how a figure was read.

    Parameters
    ----------
    figure : FigureSaid
    among : int
        Figures in its sentence, itself included.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> signs_of(figures_of("Some 40 people died.", None)[0], 1)[:3]
    ['measure beside', 'counts the dead', 'no speaker']
    """
    words = {token.text for token in figure.tokens}
    signs = [f"measure {figure.counted.how or 'unknown'}", _KIND_OF.get(figure.counted.measure, "other measure")]
    signs.append("speaker" if figure.origin else "speaker unheard" if words & TELLERS else "no speaker")
    signs.append("party" if figure.sides[0] else "no party")
    signs.append(f"role {figure.role or 'total'}")
    signs.append("alone" if among == 1 else "list" if among > _LIST else "beside others")
    optional = {
        "other side": figure.sides[1], "population": figure.population, "open time": figure.when.open or figure.faults,
        "long sentence": len(figure.tokens) > _LONG, "hedged": figure.mention.kind != "exact",
        "before its verb": figure.counted.side == "after", "no noun": figure.mention.last <= figure.mention.after,
        "headline": figure.tokens[-1].text not in _STOPS, "first person": words & _FIRST_PERSON,
    }  # fmt: skip
    return signs + [sign for sign, holds in optional.items() if holds]


def p_right(signs: Iterable[str]) -> float:
    """Return the probability that a row is right; signs without a weight say nothing.

    Examples
    --------
    >>> 0 < p_right(["measure unknown"]) < p_right(["measure beside"]) < 1
    True
    """
    weights = _weights()
    score = weights["always"] + sum(weights.get(sign, 0.0) for sign in signs)
    return round(1 / (1 + math.exp(-score)), _DIGITS)


def confidence_of(probability: float, *, settled: bool = True) -> str:
    """Return the word for a probability.

    Parameters
    ----------
    probability : float
    settled : bool
        Whether its times are known, and it tells of a fact that nobody denies; it is never high without, as it would
        be accepted unread.

    Examples
    --------
    >>> [confidence_of(probability) for probability in (0.97, 0.8, 0.2)], confidence_of(0.97, settled=False)
    (['high', 'medium', 'low'], 'medium')
    """
    return "high" if probability >= HIGH and settled else "medium" if probability >= MEDIUM else "low"


@cache
def _weights() -> dict[str, float]:
    """Return the weights of all signs, in log odds, and that of "always"."""
    weights: dict[str, float] = tomllib.loads(files(__package__).joinpath("confidence.toml").read_text("utf-8"))[
        "weights"
    ]
    return weights
