"""Where it was; the `place` of a claim."""
