"""Names of the files and folders of a project that more than one room reads or writes, each written once."""

from __future__ import annotations

__all__ = [
    "APPROVALS_FILE",
    "ARTICLES_FILE",
    "CHANGES_TABLE",
    "CLAIMS_TABLE",
    "CORRECTIONS_FILE",
    "CURVES_TABLE",
    "ESTIMATES_TABLE",
    "EXTRACTED_FOLDER",
    "FINDINGS_TABLE",
    "PARQUET",
    "PROCESSED",
    "PULLS_TABLE",
    "RAW",
    "REJECTED_TABLE",
    "REPORTS",
    "SOURCES_FILE",
    "TRACK_RECORD_FILE",
    "VOICES_TABLE",
    "in_format",
    "table_formats",
]

# folders of a project where the config names no others
RAW, PROCESSED, REPORTS = "data/raw", "data/processed", "reports"

# tables beside the claims in the raw folder; both may be missing
SOURCES_FILE, CORRECTIONS_FILE = "sources.csv", "corrections.csv"

# how far sources used to be off, in the raw folder; `score --learn` writes it, `[weights] track_record` reads it
TRACK_RECORD_FILE = "track_record.csv"

# folder of extracted claims in the raw folder, the one place there that the tool writes to (contract)
EXTRACTED_FOLDER = "extracted"

# in that folder: articles that came by a feed or lay in a folder, each with the file of its claims
ARTICLES_FILE = "articles.json"

# at the project's root: a decision of the desk, neither raw nor made by a run
APPROVALS_FILE = "approvals.csv"

# tables that a run writes to the processed folder
CLAIMS_TABLE, ESTIMATES_TABLE, CURVES_TABLE = "claims.csv", "estimates.csv", "curves.csv"
REJECTED_TABLE, FINDINGS_TABLE, CHANGES_TABLE = "rejected.csv", "findings.csv", "changes.csv"

# tables that a run writes there with the method `curve`
VOICES_TABLE, PULLS_TABLE = "voices.csv", "pulls.csv"

# ending of a table that is Parquet
PARQUET = ".parquet"

# endings of the tables in the processed folder by what `[outputs] tables` asks for; the first is read again
_FORMATS = {"csv": (".csv",), "parquet": (PARQUET,), "both": (".csv", PARQUET)}


def table_formats(asked: str) -> tuple[str, ...]:
    """Return the endings of the tables that a run writes to the processed folder.

    Examples
    --------
    >>> table_formats("both")
    ('.csv', '.parquet')
    """
    return _FORMATS[asked]


def in_format(table: str, ending: str) -> str:
    """Return the name of a table in another format.

    Examples
    --------
    >>> in_format("claims.csv", ".parquet")
    'claims.parquet'
    """
    return table.rpartition(".")[0] + ending
