"""The history of a project: every run, what it estimated and on which claims, in one SQLite file."""
