"""Pooling methods, one file each, behind one signature: kernels, bounds and levels in, quantiles out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from reconcile.arrays import Floats
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.methods import envelope, linear, log, median, random_effects, vincent
from reconcile.pool.methods.variants import variant_of

__all__ = ["METHODS", "VARIANTS", "Method", "find_method"]

# variants that are measured and listed; the other combinations work, too
VARIANTS = tuple(
    f"random_effects:{words}"
    for words in ("fixed+wald+ci", "dl+wald+ci", "dl+hk+ci", "dl+hk+pi", "pm+hk+pi", "reml+hk+pi", "reml+hk1+pi")
)


@dataclass(frozen=True)
class Method:
    """A pooling method and what one must know of it.

    Attributes
    ----------
    name : str
    pool : callable
        (Kernels, Bounds, levels) -> quantiles of shape (cells, levels), on the working scale.
    widened : bool
        Takes kernels with the spread of `calibration` added; the others model disagreement themselves.
    cut : bool
        Takes floors and ceilings; the others see only the claims that say where the value is.
    summary, assumptions, misleads, reference : str
        As in the notes of `pool`.
    """

    name: str
    pool: Callable[[Kernels, Bounds, Floats], Floats]
    widened: bool
    cut: bool
    summary: str
    assumptions: str
    misleads: str
    reference: str


METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        Method(
            "linear", linear.pool, True, True,
            "mixture of all kernels by weight, cut by floors and ceilings (the default)",
            "each voice may be the one that is right, with a chance in proportion to its weight",
            "wide where voices disagree; its median may lie in a gap between two groups, so look at `publish`",
            "Stone 1961, The opinion pool; Lichtendahl, Grushka-Cockayne & Winkler 2013",
        ),
        Method(
            "log", log.pool, True, False,
            "product of kernels, tempered so that N voices are as sharp as their average",
            "voices see parts of one evidence and differ by noise",
            "one narrow voice can pull everything to itself; voices far apart meet where nobody stands",
            "Genest & Zidek 1986, Combining probability distributions",
        ),
        Method(
            "vincent", vincent.pool, False, False,
            "weighted average of the voices' quantiles",
            "voices agree on the shape and differ by shift",
            "its width is the average of theirs, however far apart the voices are: far too narrow where they disagree",
            "Vincent 1912; Ratcliff 1979; Lichtendahl et al. 2013",
        ),
        Method(
            "random_effects", random_effects.pool, False, False,
            "normal random-effects model (DerSimonian-Laird), prediction interval with t quantiles; variants by name, "
            "such as random_effects:reml+hk+ci (fixed dl pm reml, wald t hk hk1, ci pi)",
            "true values of voices scatter normally around one mean; stated ranges are honest",
            "its mean is that of the sources, not the truth; weights of voices are not used beyond 0 or more",
            "DerSimonian & Laird 1986; Higgins, Thompson & Spiegelhalter 2009",
        ),
        Method(
            "median", median.pool, False, False,
            "weighted median of lows, of bests and of highs",
            "most voices are roughly right; ends are comparable",
            "does not widen when voices disagree evenly; a bare majority decides alone",
            "Hora, Fransen, Hawkins & Susel 2013, Median aggregation of distribution functions",
        ),
        Method(
            "envelope", envelope.pool, False, False,
            "lowest low to highest high, with the weighted median of bests",
            "no voice can be ruled out",
            "grows with the number of voices; one careless claim sets an end",
            "interval arithmetic: hull of the ranges (Ferson et al. 2003)",
        ),
    )
}  # fmt: skip


def find_method(name: str) -> Method:
    """Return a method by name; words after a colon choose a variant (`random_effects:reml+hk+ci`).

    Raises
    ------
    ValueError
        No such method or variant; the message says what there is.

    Examples
    --------
    >>> find_method("random_effects:pm").name
    'random_effects:pm'
    """
    base, colon, words = name.partition(":")
    if base not in METHODS or (colon and base != "random_effects"):
        raise ValueError(f"no method '{name}'; one of {', '.join(METHODS)}, or random_effects:VARIANT")
    if not colon:
        return METHODS[base]
    return replace(METHODS[base], name=name, pool=partial(random_effects.pool, variant=variant_of(words)))
