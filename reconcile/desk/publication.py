"""Who published an article, and on which day: as the command says, else the desk's rows, else the page itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from reconcile.articles.printed.page_dates import PageDay
from reconcile.columns import FINDINGS, names
from reconcile.errors import ConfigError, ReconcileError
from reconcile.language.periods import read_period
from reconcile.records import findings, join_records

__all__ = ["Publication", "check_day"]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What is known of the publication of an article; `day` is "" where nothing says it.

    Attributes
    ----------
    source, given : str
        Who published it, and the day that the command gives.
    of_rows : str
        The day that the rows of its file have.
    page : PageDay or None
        That of the page itself.
    """

    source: str = ""
    given: str = ""
    of_rows: str = ""
    page: PageDay | None = None

    @property
    def day(self) -> str:
        """Return the day of publication."""
        return self.given or self.of_rows or (self.page.day if self.page else "")

    def with_rows(self, rows: pd.DataFrame) -> Publication:
        """Return this with what the earlier rows of the article know and the command does not say.

        Examples
        --------
        >>> rows = pd.DataFrame({"source": ["Post", "Post"], "published": ["2024-02-01", "soon"]})
        >>> Publication().with_rows(rows)
        Publication(source='Post', given='', of_rows='', page=None)
        """
        day = _shared(rows["published"])
        return replace(self, source=self.source or _shared(rows["source"]), of_rows=day if _is_day(day) else "")

    def remarks(self, article: str, found: int) -> pd.DataFrame:
        """Return the findings on the day of publication of an article with so many claims.

        Examples
        --------
        >>> Publication().remarks("raid.txt", 2)["hint"].tolist()
        ["give it: reconcile extract 'raid.txt' --published 2025-01-31"]
        """
        undated, own = bool(found) and not self.day, bool(found) and self.page and not (self.given or self.of_rows)
        told = f"{self.page.day} is taken from {self.page.where} of the page" if self.page else ""
        return join_records(
            [findings(
                "article-undated", ["no day of publication is known: days of the week stay open"] * undated,
                value=article, hint=f"give it: reconcile extract '{article}' --published 2025-01-31",
            ), findings(
                "article-page-day", [told] * bool(own), value=article, hint="if it is wrong, give --published",
            )], names(FINDINGS),
        )  # fmt: skip


def check_day(published: str) -> None:
    """Raise where a day of publication is none.

    Raises
    ------
    ConfigError
        It is not a day.

    Examples
    --------
    >>> check_day("2025-01-31")
    """
    if not _is_day(published):
        raise ConfigError(f"published '{published}' is not a date", hint="write it as 2025-01-31")


def _is_day(text: str) -> bool:
    try:
        return not text.strip() or bool(read_period(text))
    except ReconcileError:
        return False


def _shared(cells: pd.Series) -> str:
    """Return the text that all cells have; "" where they differ."""
    different = cells.unique()
    return str(different[0]) if len(different) == 1 else ""
