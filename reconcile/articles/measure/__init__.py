"""What a figure counts, from its own clause; the `measure` of a claim."""
