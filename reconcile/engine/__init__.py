"""Claims in, tables out: every estimate of a run, without a word and without a folder."""
