"""Who says it, and from whom: speakers, quotations, attributions; the `origin` of a claim."""
