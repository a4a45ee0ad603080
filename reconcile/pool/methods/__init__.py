"""Pooling methods, one file each, with one signature: kernels, bounds and levels in, quantiles out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from reconcile.arrays import Floats
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.methods import envelope, linear, log, median, random_effects, vincent
from reconcile.pool.methods.variants import variant_of

__all__ = ["CURVE", "METHODS", "VARIANTS", "Method", "find_method"]

# variants that are measured and listed; all other combinations can be asked for
VARIANTS = tuple(
    f"random_effects:{words}"
    for words in ("fixed+wald+ci", "dl+wald+ci", "dl+hk+ci", "dl+hk+pi", "pm+hk+pi", "reml+hk+pi", "reml+hk1+pi")
)


@dataclass(frozen=True, kw_only=True)
class Method:
    """A pooling method, and what its users must know.

    Attributes
    ----------
    name : str
    pool : callable
        (Kernels, Bounds, levels) -> quantiles of shape (cells, levels), on the working scale.
    widened : bool
        Whether it takes kernels with the spread of `calibration` added; other methods model disagreement themselves.
    cut : bool
        Whether it takes floors and ceilings; other methods get only the claims that say where the value is.
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
            name="linear", pool=linear.pool, widened=True, cut=True,
            summary="mixture of all kernels by weight, cut by floors and ceilings (the default)",
            assumptions="each voice may be the one that is right, with a chance in proportion to its weight",
            misleads="wide where voices disagree; its median may lie in a gap between two groups, so look at `publish`",
            reference="Stone 1961, The opinion pool; Lichtendahl, Grushka-Cockayne & Winkler 2013",
        ),
        Method(
            name="log", pool=log.pool, widened=True, cut=False,
            summary="product of kernels, tempered so that N voices are as sharp as their average",
            assumptions="voices see parts of one evidence and differ by noise",
            misleads="one narrow voice can pull everything to itself; voices far apart meet where nobody stands",
            reference="Genest & Zidek 1986, Combining probability distributions",
        ),
        Method(
            name="vincent", pool=vincent.pool, widened=False, cut=False,
            summary="weighted average of the voices' quantiles",
            assumptions="voices agree on the shape and differ by shift",
            misleads="its width is the average of theirs, however far apart the voices are: far too narrow where they "
            "disagree",
            reference="Vincent 1912; Ratcliff 1979; Lichtendahl et al. 2013",
        ),
        Method(
            name="random_effects", pool=random_effects.pool, widened=False, cut=False,
            summary="normal random-effects model (DerSimonian-Laird), prediction interval with t quantiles; variants "
            "by name, such as random_effects:reml+hk+ci (fixed dl pm reml, wald t hk hk1, ci pi)",
            assumptions="true values of voices scatter normally around one mean; stated ranges are honest",
            misleads="its mean is that of the sources, not the truth; weights of voices are not used beyond 0 or more",
            reference="DerSimonian & Laird 1986; Higgins, Thompson & Spiegelhalter 2009",
        ),
        Method(
            name="median", pool=median.pool, widened=False, cut=False,
            summary="weighted median of lows, of bests and of highs",
            assumptions="most voices are roughly right; ends are comparable",
            misleads="does not widen when voices disagree evenly; a bare majority decides alone",
            reference="Hora, Fransen, Hawkins & Susel 2013, Median aggregation of distribution functions",
        ),
        Method(
            name="envelope", pool=envelope.pool, widened=False, cut=False,
            summary="lowest low to highest high, with the weighted median of bests",
            assumptions="no voice can be ruled out",
            misleads="grows with the number of voices; one careless claim sets an end",
            reference="interval arithmetic: hull of the ranges (Ferson et al. 2003)",
        ),
    )
}  # fmt: skip


# not a pool of the kernels of one date: it hears all dates of a quantity at once (`pool.methods.curve`), and where it
# does not answer, the linear pool does
CURVE = Method(
    name="curve", pool=linear.pool, widened=True, cut=True,
    summary="one curve over time a total that only grows, heard through the biases, drifts and errors of all voices; "
    "printed half and half with the linear pool, which answers alone where too little is said for a curve",
    assumptions="biases of voices are independent around the truth, but for a common part that is not learned from the "
    "figures; flows return to a usual level",
    misleads="what all voices have in common looks like knowledge: every voice may be too high, and the curve with "
    "them; a narrow curve says that sources are predictable, not that they are right",
    reference="Radford et al. 2023, Proceedings of the National Academy of Sciences 120(35), of which it is a smaller "
    "relative",
)  # fmt: skip


def find_method(name: str) -> Method:
    """Return a method by name; words after a colon choose a variant (`random_effects:reml+hk+ci`).

    Raises
    ------
    ValueError
        There is no such method or variant; the message lists those that there are.

    Examples
    --------
    >>> find_method("random_effects:pm").name
    'random_effects:pm'
    """
    if name == CURVE.name:
        return CURVE
    base, colon, words = name.partition(":")
    if base not in METHODS or (colon and base != "random_effects"):
        raise ValueError(f"no method '{name}'; one of {', '.join([*METHODS, CURVE.name])}, or random_effects:VARIANT")
    if not colon:
        return METHODS[base]
    return replace(METHODS[base], name=name, pool=partial(random_effects.pool, variant=variant_of(words)))
