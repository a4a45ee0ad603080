"""When it was; the dates of a claim."""
