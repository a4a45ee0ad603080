"""Amounts of money, which make no claim: by a sign or a code before the number, or the name of a currency behind."""

from __future__ import annotations

from reconcile.language.tokens import WORD, Token, text_at

__all__ = ["is_money"]

# signs and codes before an amount of money
_MONEY_SIGNS = frozenset("$€£¥₹₦₱৳₴₽₺₩₪₫฿")
_MONEY_CODES = frozenset({
    "rs", "usd", "eur", "gbp", "inr", "pkr", "npr", "lkr", "tk", "bdt", "uah", "rub", "cny", "rmb", "jpy", "ngn",
    "kes", "php", "idr", "rp", "rm", "aud", "cad", "nzd", "hkd", "sgd", "chf", "pln", "zar", "ksh", "birr", "kyat",
    "us$",
})  # fmt: skip
# words behind one; "pounds" are weights, too, "won" is a verb, too
_MONEY_WORDS = frozenset({
    "dollar", "dollars", "euro", "euros", "pound", "pounds", "cent", "cents", "pence", "rupee", "rupees", "taka",
    "peso", "pesos", "naira", "nairas", "yuan", "yen", "renminbi", "rmb", "rouble", "roubles", "ruble", "rubles",
    "hryvnia", "hryvnias", "lira", "liras", "dinar", "dinars", "dirham", "dirhams", "riyal", "riyals", "rial",
    "rials", "shilling", "shillings", "franc", "francs", "rand", "birr", "kyat", "kyats", "baht", "ringgit",
    "rupiah", "dong", "kroner", "kronor", "krona", "zloty", "zlotys", "shekel", "shekels", "afghani", "afghanis",
    "usd", "eur", "reais", "soles", "cedi", "cedis", "kwacha", "tenge", "manat", "crowns",
})  # fmt: skip
# words between an amount and its currency: "4 billion US dollars"
_MONEY_REACH = 3
# words that end the phrase of an amount
_PHRASE_ENDS = frozenset(
    {"in", "on", "for", "and", "or", "of", "to", "people", "men", "women", "who", "were", "with", "by"}
)


def is_money(tokens: list[Token], first: int, last: int) -> bool:
    """Return True for an amount of money.

    Parameters
    ----------
    tokens : list of Token
    first, last : int
        The tokens of the number, `last` not included.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [is_money(tokens_of(text), 1, 2) for text in ("₹ 40", "of 40 pesos", "of 40 men")]
    [True, True, False]
    """
    before = first - 1 - (text_at(tokens, first - 1) == ".")
    if text_at(tokens, before) in _MONEY_SIGNS or text_at(tokens, before) in _MONEY_CODES:
        return True
    if text_at(tokens, last) in _MONEY_SIGNS:
        return True
    ahead = tokens[last : last + _MONEY_REACH]
    place = next((place for place, token in enumerate(ahead) if token.text in _MONEY_WORDS), -1)
    if text_at(tokens, last + place - 1) == "per":
        return False
    return place >= 0 and all(token.kind == WORD and token.text not in _PHRASE_ENDS for token in ahead[:place])
