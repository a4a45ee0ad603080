"""What a phrase says, as one record."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from html import escape

from reconcile.plain_numbers import write_number

__all__ = ["PhraseReading"]


@dataclass(frozen=True, kw_only=True)
class PhraseReading:
    """The figure of a phrase, and the range it is read as.

    Attributes
    ----------
    kind : str
        exact, approx, approx_below, lower, upper, interval, magnitude, ratio or fraction.
    n1, n2 : float
        The literal numbers; n2 is nan if there is only one. Ratio: k and n; interval: the ends; magnitude: the base;
        fraction: percent.
    low, best, high : float
        The range it is read as, in `unit`; never nan.
    open_low, open_high : bool
        Whether the range is open at that end: the value may lie beyond it.
    unit : str
        Canonical unit, "" if the phrase names none.
    hedge : str
        The hedge as written, "" if none.
    rate : str
        day, week or month where the figure is per that time, else "".
    why : str
        The reading in words.
    rule, bound : str
        How the hedge was read; "floor" or "ceiling" where the phrase says only where the value is not, else "".
    p_low, p_high : float
        Probabilities that the value lies below `low`, and below `high`.
    modality : str
        Words such as "reportedly" or "likely"; they change no width.
    relation : str
        How the figure belongs to another one: "rise" where it is added to it ("another 500"), "fall" where it is taken
        from it, "earlier" ("previously 500"), "part" ("including 500"), or "".
    factor : float
        Factor by which the literal numbers were carried to `unit`.

    Examples
    --------
    >>> from reconcile.language.phrase import parse_phrase
    >>> parse_phrase("as many as 4,000 soldiers").why
    "'as many as': that or less, the most that is thought possible"
    """

    kind: str
    n1: float
    n2: float
    low: float
    best: float
    high: float
    open_low: bool
    open_high: bool
    unit: str
    hedge: str
    rate: str
    why: str
    rule: str
    bound: str
    p_low: float
    p_high: float
    modality: str
    relation: str
    factor: float

    def __repr__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        numbers = " - ".join(write_number(value) for value in (self.low, self.best, self.high))
        return f"PhraseReading({self.kind}: {numbers}{unit})"

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{name}</th><td>{escape(str(value))}</td></tr>" for name, value in asdict(self).items())
        return f"<table>{rows}</table>"
