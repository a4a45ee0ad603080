"""Words beside a figure in other languages than English: a desk copies "понад 3 600" or "1,2 млн" from its source.

Hedges are read under the rule of their English counterpart. Words that multiply a number are not: "20 mil" is twenty
thousand in Madrid and twenty million in New York, so that the row is refused and the desk writes the number out.
"""

from __future__ import annotations

__all__ = ["HEDGES_ELSEWHERE", "multiplied_elsewhere"]

# "до" is left to the desk, as it says "up to" and "to"; so is "fast", an English word.
# German, French, Spanish, Italian, Portuguese, Polish, Ukrainian, Russian, Turkish, Arabic, as news agencies write them
HEDGES_ELSEWHERE: dict[str, tuple[str, ...]] = {
    "floor": (
        "mindestens", "wenigstens", "zumindest", "au moins", "au minimum", "al menos", "por lo menos", "como mínimo",
        "almeno", "pelo menos", "ao menos", "co najmniej", "przynajmniej", "щонайменше", "принаймні", "не менше",
        "не менш", "по меньшей мере", "как минимум", "не менее", "минимум", "мінімум", "en az", "على الأقل",
        "ما لا يقل عن",
    ),
    "more_than": (
        "mehr als", "über", "plus de", "más de", "mas de", "più di", "oltre", "mais de", "ponad", "więcej niż",
        "понад", "більше", "більш ніж", "более", "больше", "свыше", "أكثر من",
    ),
    "up_to": ("bis zu", "jusqu'à", "hasta", "fino a", "até"),
    "ceiling": ("höchstens", "maximal", "au plus", "como máximo", "al massimo", "no máximo", "не більше", "не более"),
    "below": ("weniger als", "unter", "moins de", "menos de", "meno di", "mniej niż", "менше", "менее", "أقل من"),
    "approx_below": ("knapp", "presque", "casi", "quase", "prawie", "майже", "почти"),
    "approx": (
        "etwa", "rund", "ungefähr", "zirka", "environ", "alrededor de", "cerca de", "unos", "unas", "aproximadamente",
        "około", "близько", "приблизно", "біля", "около", "примерно", "порядка", "yaklaşık", "نحو", "حوالي",
    ),
}  # fmt: skip
# thousand, million, thousand million and their plurals; whole words, as "millionaire" and "Milan" begin with some
_MULTIPLIERS = frozenset(
    {
        "tausend", "tausende", "millionen", "milliarde", "milliarden", "mrd", "mille", "millier", "milliers",
        "milliard", "milliards", "mil", "millón", "millon", "millones", "mila", "milione", "milioni", "miliardo",
        "miliardi", "milhão", "milhões", "bilhão", "bilhões", "tys", "tysiąc", "tysiące", "tysięcy", "milion",
        "miliony", "milionów", "miliard", "miliardy", "miliardów", "mld", "bin", "milyon", "milyar", "тис", "тисяча",
        "тисячі", "тисяч", "млн", "мільйон", "мільйони", "мільйона", "мільйонів", "млрд", "мільярд", "мільярди",
        "мільярда", "мільярдів", "тыс", "тысяча", "тысячи", "тысяч", "миллион", "миллиона", "миллионов", "миллиард",
        "миллиарда", "миллиардов", "ألف", "ألفا", "آلاف", "الف", "مليون", "ملايين", "مليار",
    }
)  # fmt: skip


def multiplied_elsewhere(word: str) -> bool:
    """Return True for a word that multiplies the number before it in a language that is not read.

    Parameters
    ----------
    word : str
        In lower case.

    Examples
    --------
    >>> [multiplied_elsewhere(word) for word in ("тис", "millionen", "millionaires", "million")]
    [True, True, False, False]
    """
    return word in _MULTIPLIERS
