"""The tables of `history.sqlite`.

A *snapshot* is a state of estimates and claims, shared by the runs that found it. A row is stored once, by the hash of
its content; a *span* holds the snapshots in which it stands, from `first` to `last` (null: it still does). Of a large
run the claims and the words of estimates are stored in parts, each a chunk with spans of its own.
"""

from __future__ import annotations

__all__ = ["ADDED_COLUMNS", "CHUNK_TABLES", "TABLES"]

TABLES = """
CREATE TABLE documents (hash TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE runs (
    run INTEGER PRIMARY KEY, run_id TEXT NOT NULL, as_of TEXT NOT NULL, recorded_at TEXT NOT NULL,
    version TEXT NOT NULL, method TEXT NOT NULL, level REAL NOT NULL, pattern TEXT NOT NULL,
    config TEXT NOT NULL REFERENCES documents (hash), inputs TEXT NOT NULL REFERENCES documents (hash),
    sources TEXT NOT NULL REFERENCES documents (hash), snapshot INTEGER NOT NULL,
    previous INTEGER, looks_back INTEGER NOT NULL, quantities INTEGER NOT NULL, claims INTEGER NOT NULL,
    used INTEGER NOT NULL, rejected INTEGER NOT NULL, moved INTEGER NOT NULL
);
CREATE TABLE estimates (
    estimate INTEGER PRIMARY KEY, hash TEXT NOT NULL, quantity TEXT NOT NULL, family TEXT, measure TEXT,
    count_date TEXT, unit TEXT, publish TEXT, publish_reason TEXT, best REAL, low50 REAL, high50 REAL, low REAL,
    high REAL, level REAL, claims_low REAL, claims_high REAL, claims INTEGER, sources INTEGER, voices REAL,
    agreement TEXT, conflict_p REAL, top_claim TEXT, top_claim_share REAL, method TEXT, wording TEXT,
    range_wording TEXT, note TEXT
);
CREATE TABLE estimate_spans (
    estimate INTEGER NOT NULL REFERENCES estimates (estimate), first INTEGER NOT NULL, last INTEGER,
    PRIMARY KEY (estimate, first)
) WITHOUT ROWID;
CREATE TABLE claims (
    claim INTEGER PRIMARY KEY, hash TEXT NOT NULL, claim_id TEXT NOT NULL, source TEXT, published TEXT,
    count_date TEXT, phrase TEXT, low REAL, best REAL, high REAL, unit TEXT, body TEXT NOT NULL
);
CREATE TABLE claim_spans (
    claim INTEGER NOT NULL REFERENCES claims (claim), quantity TEXT NOT NULL, used INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER, PRIMARY KEY (claim, quantity, used, first)
) WITHOUT ROWID;
CREATE TABLE files (
    file INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, path TEXT NOT NULL, parent TEXT, depth INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX files_by_path ON files (path);
CREATE INDEX runs_by_id ON runs (run_id);
CREATE INDEX estimates_by_quantity ON estimates (quantity);
CREATE VIEW run_estimates AS SELECT runs.run, runs.as_of, runs.recorded_at, estimates.* FROM runs
    JOIN estimate_spans AS span ON span.first <= runs.snapshot AND ifnull(span.last, runs.snapshot) >= runs.snapshot
    JOIN estimates USING (estimate);
CREATE VIEW run_claims AS SELECT runs.run, runs.as_of, span.quantity, span.used, claims.* FROM runs
    JOIN claim_spans AS span ON span.first <= runs.snapshot AND ifnull(span.last, runs.snapshot) >= runs.snapshot
    JOIN claims USING (claim);
"""

# what histories of version 1 lack: parts of tables, the chunks that they are, and those of large input files
CHUNK_TABLES = (
    "CREATE TABLE IF NOT EXISTS chunks (hash TEXT PRIMARY KEY, body BLOB NOT NULL)",
    """CREATE TABLE IF NOT EXISTS chunk_spans (
    kind TEXT NOT NULL, parts INTEGER NOT NULL, part INTEGER NOT NULL, content TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES chunks (hash), rows INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER,
    PRIMARY KEY (kind, parts, part, first)
) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS file_chunks (
    file INTEGER NOT NULL REFERENCES files (file), position INTEGER NOT NULL,
    hash TEXT NOT NULL REFERENCES chunks (hash), PRIMARY KEY (file, position)
) WITHOUT ROWID""",
    """CREATE VIEW IF NOT EXISTS run_chunks AS SELECT runs.run, runs.as_of, span.kind, span.parts, span.part, span.rows,
    span.hash FROM runs
    JOIN chunk_spans AS span ON span.first <= runs.snapshot AND ifnull(span.last, runs.snapshot) >= runs.snapshot""",
)

# columns that earlier programs did not write, by the table that has them
ADDED_COLUMNS = {"estimates": ("range_wording", "note")}
