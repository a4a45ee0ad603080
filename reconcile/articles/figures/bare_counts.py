"""Numbers without unit and measure that count all the same: by any noun, or as their clause is about a count."""

from __future__ import annotations

from reconcile.articles.figures.mention import Mention
from reconcile.articles.words.verb_words import AMOUNT, PASSED
from reconcile.claims.cues import CUE_WORDS, thing_of
from reconcile.language.hedge_words import hedge_before
from reconcile.language.helping_verbs import HELPING
from reconcile.language.tokens import DIGITS, HYPHENS, SIGN, WORD, Token, text_at
from reconcile.language.units import is_unit_word

__all__ = ["begins_item", "counts_bare"]

# words that name a count, and those that may stand between one and its number
_ACCOUNTS = frozenset({
    "crowd", "crowds", "toll", "tolls", "figure", "figures", "number", "numbers", "total", "count", "tally", "turnout",
    "attendance", "estimate", "estimates", "headcount", "casualties", "marchers", "protesters", "demonstrators",
})  # fmt: skip
_LINKS = frozenset({
    "of", "at", "to", "as", "is", "was", "were", "are", "stands", "stood", "from", "reached", "reaches", "exceeded",
    "exceeds", "between", ":", "be", "hit", "topped", "passed", "by", "in",
    "hitting", "reaching", "exceeding", "nearing",
})  # fmt: skip
# tokens from such a word to the number: "the toll of the floods that hit the south of Orva has risen to"
_ACCOUNT_REACH = 24
# signs beyond which it is not looked for
_ENDS = frozenset({";", ".", "!", "?"})
# verbs whose bare number is what a source says a count is
_SAYING = frozenset({
    "say", "says", "said", "saying", "claim", "claims", "claimed", "claiming", "estimate", "estimates", "estimated",
    "estimating", "counted", "counts", "counting", "reported", "reports", "reporting", "cited", "citing", "suggested",
    "suggesting", "speaks", "spoke", "speak", "quoted", "quoting", "guessed", "expected",
})  # fmt: skip
# verbs before "for" and a share of a count
_ACCOUNTING = frozenset({"accounted", "accounts", "accounting"})
# verbs of which only people or what they lose are the subject
_THEIR_VERBS = frozenset({
    "came", "attended", "marched", "turned", "gathered", "joined", "survived", "escaped", "jumped", "fled", "died",
    "were", "are", "have", "who", "remain", "remained", "showed", "took", "rallied", "protested", "arrived", "returned",
})  # fmt: skip
# words between a figure and the one that it became or was: "rose to 12 from 9"
_CHANGED = frozenset({"to", "from"})
# what may stand behind a figure of a list whose noun stands at the one before: "and over 300 in Orva", "9 nearby"
_ELSEWHERE = frozenset({
    "in", "at", "on", "near", "nearby", "from", "of", "more", "others", "elsewhere", "among", "by", "along", "across",
    "outside", "inside", "around", "to", "were", "are", "was", "have", "had", "with", "during", "over",
})  # fmt: skip
_JOINTS = frozenset({"and", ",", "or", "while", "but", ";", "plus", "with", "(", "–", "—", "another", "including"})
# words before a number that is added to the one before it: "and on Saturday a further 14"
_ADDED = frozenset({"another", "further", "additional"})
_THOSE = frozenset({"them", "those", "these", "whom"})
# other words that begin what follows a number without noun
_AFTER = frozenset(
    {"as", "that", "after", "when", "for", "since", "last", "this", "yesterday", "today", "because", "if"}
)
# words that are no noun, nor stand before one behind its number
_NO_NOUNS = HELPING | {
    "in", "on", "at", "of", "to", "by", "for", "from", "with", "within", "during", "after", "before", "since", "near",
    "per", "into", "over", "under", "between", "among", "amid", "against", "as", "than", "through", "across",
    "around", "about", "until", "till", "and", "or", "but", "nor", "if", "when", "while", "because", "that", "which",
    "who", "whom", "whose", "where", "so", "far", "not", "also", "still", "now", "then", "there", "here", "it",
    "they", "he", "she", "we", "you", "them", "this", "these", "those", "a", "an", "the", "up", "down", "out", "off",
    "times", "percent", "million", "billion", "points", "later", "earlier", "ago", "yesterday", "today", "tonight",
    "degrees", "other", "more", "others", "each", "altogether", "overall", "respectively", "alone", "goals",
}  # fmt: skip
# words before a group of which a number is a part
_OWNERS = frozenset({"the", "his", "her", "its", "their", "our", "my"})
# tokens of the longest label before a colon
_LONGEST_LABEL = 8
# tokens from "there" to the number: "there can hardly have been"
_THERE_REACH = 4
# the smallest bare number that is taken for a count; "one" and "two" stand for much else
_LEAST = 2


def counts_bare(tokens: list[Token], mention: Mention, *, listed: bool) -> bool:
    """Return True for a number that has any noun, or whose clause is about a count: "police say 40 came".

    Parameters
    ----------
    tokens : list of Token
    mention : Mention
    listed : bool
        Whether the figure before it in the sentence is a claim.

    Examples
    --------
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Police said 3,000 came, the crowd stood at 4,000 by noon, while Orva won 50."
    >>> tokens = tokens_of(text)
    >>> [counts_bare(tokens, mention, listed=False) for mention in mentions_of(text, tokens)]
    [True, True, False]
    """
    if _has_noun(tokens, mention):
        return True
    if mention.unit or mention.n1 < _LEAST or not mention.n1.is_integer():
        return False
    chain = hedge_before(tokens, mention.number)
    before = min(chain.reach if chain else mention.number, mention.first) - 1
    return (
        _is_part(tokens, before)
        or _is_of_group(tokens, mention.last)
        or _is_there(tokens, before)
        or text_at(tokens, mention.last) in _THEIR_VERBS
        or (_ends_phrase(tokens, mention.last) and (_is_said(tokens, before) or _is_account(tokens, before, mention)))
        or text_at(tokens, before) in CUE_WORDS
        or (listed and text_at(tokens, before) in _JOINTS and _is_elsewhere(tokens, mention.last))
        or (listed and text_at(tokens, before) in _CHANGED)
        or (listed and text_at(tokens, mention.number - 1) in _ADDED and _is_elsewhere(tokens, mention.last))
        or _is_paired(tokens, mention)
        or _is_labelled(tokens, before, mention)
    )


def begins_item(tokens: list[Token], mention: Mention) -> bool:
    """Return True for the number of an item of a list whose heading may say what is counted: "7 – over Orva".

    Examples
    --------
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> [begins_item(tokens_of(text), mentions_of(text, tokens_of(text))[0]) for text in ("• 7 – over Orva", "7 fell")]
    [True, False]
    """
    return mention.first <= 1 and text_at(tokens, mention.last) in ("–", "—", "-", ":")


def _has_noun(tokens: list[Token], mention: Mention) -> bool:
    """Return True for a number with a word behind it that is, or stands before, what it counts: "12 armed police"."""
    place = mention.last + (text_at(tokens, mention.last) in ("other", "more", '"', "“", "‘"))
    place += text_at(tokens, place) in HYPHENS
    if place >= len(tokens) or tokens[place].kind != WORD:
        return False
    word = tokens[place].text
    if text_at(tokens, place + 1) in HYPHENS:
        return True
    return word not in _NO_NOUNS and not word.endswith("ly")


def _is_labelled(tokens: list[Token], before: int, mention: Mention) -> bool:
    """Return True for the number alone behind a label with a word for what is counted: "Houses repaired: 12"."""
    if text_at(tokens, before) != ":" or before > _LONGEST_LABEL or len(tokens) > mention.last + 1:
        return False
    return any(
        token.text in CUE_WORDS or is_unit_word(token.text) or thing_of("", [token], 0, 1) for token in tokens[:before]
    )


def _is_paired(tokens: list[Token], mention: Mention) -> bool:
    """Return True for the first of two numbers with one noun: "1,520 and 1,517 systems", "12 of the 31 men"."""
    joint = text_at(tokens, mention.last)
    place = mention.last + 1 + (text_at(tokens, mention.last + 1) in ("the", "those", "its", "their"))
    if place >= len(tokens) or tokens[place].kind != DIGITS:
        return False
    return joint == "of" or (joint in ("and", "or") and text_at(tokens, mention.first - 1) != "between")


def _is_part(tokens: list[Token], before: int) -> bool:
    """Return True behind "of those": "of those, 14"."""
    place = before - (text_at(tokens, before) == ",")
    return text_at(tokens, place) in _THOSE and text_at(tokens, place - 1) == "of"


def _is_of_group(tokens: list[Token], last: int) -> bool:
    """Return True where the group follows: "300 of the press", "12 of his men"."""
    return text_at(tokens, last) == "of" and text_at(tokens, last + 1) in _OWNERS and last + 2 < len(tokens)


def _is_there(tokens: list[Token], before: int) -> bool:
    """Return True behind "there were", "there have been"."""
    words = [token.text for token in tokens[max(before - _THERE_REACH, 0) : before + 1]]
    return words[-1:] in (["were"], ["are"], ["been"], ["be"], ["was"]) and "there" in words


def _ends_phrase(tokens: list[Token], place: int) -> bool:
    """Return True where no noun follows a number."""
    if place >= len(tokens) or tokens[place].kind == SIGN:
        return text_at(tokens, place) not in ("-", "%", "/")
    return tokens[place].text in _ELSEWHERE or tokens[place].text in _JOINTS or tokens[place].text in _AFTER


def _is_said(tokens: list[Token], before: int) -> bool:
    """Return True right behind a verb of saying, "the BBC is saying", or of having a share, "Orva accounted for"."""
    return text_at(tokens, before) in _SAYING or (
        text_at(tokens, before) == "for" and text_at(tokens, before - 1) in _ACCOUNTING
    )


def _is_account(tokens: list[Token], before: int, mention: Mention) -> bool:
    """Return True where a word for a count stands before, with a link right before the number, or among its hedges.

    A hedge may be the verb: "the toll of the floods has climbed past 40".
    """
    if any(token.text in _ACCOUNTS for token in tokens[before + 1 : mention.number]):
        return True
    if text_at(tokens, before) in _ACCOUNTS:
        return text_at(tokens, before) not in ("number", "total")
    hedged = any(token.text in AMOUNT | PASSED for token in tokens[before + 1 : mention.number])
    if text_at(tokens, before) not in _LINKS and not hedged:
        return False
    for place in range(before - 1, max(before - _ACCOUNT_REACH, -1), -1):
        if tokens[place].text in _ENDS:
            return False
        if tokens[place].text in _ACCOUNTS:
            return True
    return False


def _is_elsewhere(tokens: list[Token], last: int) -> bool:
    """Return True where the next words only say where or how: the noun is that of the figure before."""
    return last >= len(tokens) or tokens[last].kind == SIGN or tokens[last].text in _ELSEWHERE
