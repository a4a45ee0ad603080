"""Names of variants: `random_effects:reml+hk+ci` is estimator, test and interval; each is optional, in any order."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ESTIMATORS", "INTERVALS", "TESTS", "Variant", "variant_of", "words_of"]

ESTIMATORS = {
    "fixed": "no variance between voices",
    "dl": "DerSimonian-Laird",
    "pm": "Paule-Mandel",
    "reml": "restricted maximum likelihood",
}
TESTS = {
    "wald": "normal quantiles",
    "t": "t quantiles with k - 1 degrees of freedom, standard error as for wald",
    "hk": "Hartung-Knapp-Sidik-Jonkman: t quantiles, standard error from the scatter",
    "hk1": "the same, never below the standard error of wald",
}
INTERVALS = {"ci": "confidence interval of the mean", "pi": "prediction interval of one more voice"}


@dataclass(frozen=True)
class Variant:
    """An estimator, a test and an interval of the random-effects model."""

    estimator: str = "dl"
    test: str = "t"
    interval: str = "pi"


def variant_of(name: str) -> Variant:
    """Return the variant that the words after the colon of a method's name stand for.

    Raises
    ------
    ValueError
        A word is unknown, or two words are of one kind; the message lists the known ones.

    Examples
    --------
    >>> variant_of("reml+hk")
    Variant(estimator='reml', test='hk', interval='pi')
    """
    kinds = {"estimator": ESTIMATORS, "test": TESTS, "interval": INTERVALS}
    chosen: dict[str, str] = {}
    for word in name.split("+"):
        kind = next((kind for kind, words in kinds.items() if word in words), "")
        if not kind or kind in chosen:
            known = ", ".join(word for words in kinds.values() for word in words)
            raise ValueError(f"'{word}' {'is given beside ' + chosen[kind] if kind else 'is unknown'}; known: {known}")
        chosen[kind] = word
    return Variant(**chosen)


def words_of(name: str) -> str:
    """Return the meaning of a variant's name, in words.

    Examples
    --------
    >>> words_of("random_effects:pm+wald+ci")
    'Paule-Mandel; normal quantiles; confidence interval of the mean'
    """
    variant = variant_of(name.partition(":")[2])
    return "; ".join([ESTIMATORS[variant.estimator], TESTS[variant.test], INTERVALS[variant.interval]])
