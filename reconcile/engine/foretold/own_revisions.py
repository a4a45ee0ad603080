"""How sources revise themselves: how often a voice changed its own figure of one time, and by how much."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.days import NO_DAY
from reconcile.engine.foretold.literal_figures import literal_figures
from reconcile.engine.hear import HeardClaims
from reconcile.engine.status_reasons import status_reasons

__all__ = ["own_revisions"]

# what one figure of a voice is told apart by from its others
_ONE_TIME = ["voice", "quantity_code", "day"]


def own_revisions(heard: HeardClaims) -> pd.DataFrame:
    """Return how voices revised themselves.

    A revision is a figure of a voice for a quantity and day of which it gave another figure before. Figures that are
    not heard because they were revised count, too; relays do not.

    Parameters
    ----------
    heard : HeardClaims

    Returns
    -------
    DataFrame, one row a voice and measure
        Columns of `OWN_REVISIONS`, those with the most revisions first. A voice without a revision has a row: it either
        did not revise itself, or not for a day of which two figures are among the claims.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": "dead", "source": "A", "best": [1400, 1200], "count_date": "2023-10-07",
    ...                        "published": ["2023-10-14", "2023-11-10"]})
    >>> own_revisions(hear(check_claims(claims).claims, registry_of(None), {}, {}, None))["typical"].round(2).tolist()
    [0.17]
    """
    said = _said(heard)
    before = said.groupby(_ONE_TIME, sort=False)["figure"].shift(1)
    off = np.abs(np.log((said["figure"] / before).to_numpy(np.float64)))
    revised = said.assign(size=np.where(off > 0, off, np.nan))
    by = revised.groupby(["voice", "measure"], sort=True)
    table = by.agg(figures=("figure", "size"), revisions=("size", "count"), typical=("size", "median"),
                   largest=("size", "max")).reset_index()  # fmt: skip
    table = table.assign(typical=np.expm1(table["typical"]), largest=np.expm1(table["largest"]))
    return table.sort_values(["revisions", "voice", "measure"], ascending=[False, True, True], kind="stable",
                             ignore_index=True)  # fmt: skip


def _said(heard: HeardClaims) -> pd.DataFrame:
    """Return the dated figures above 0 that voices gave themselves, in the order of saying."""
    table, figure = heard.table, literal_figures(heard)
    rows = (table["hops"] == 0).to_numpy() & (table["day"] != NO_DAY).to_numpy() & (figure > 0)
    rows &= (status_reasons(heard.claims) == "") & (table["published_day"] != NO_DAY).to_numpy()
    said = table.loc[rows, ["voice", "quantity_code", "day", "published_day", "id_rank"]].assign(
        figure=figure[rows], measure=heard.claims["measure"].astype(str)[rows]
    )
    return said.assign(voice=said["voice"].astype(str)).sort_values([*_ONE_TIME, "published_day", "id_rank"])
