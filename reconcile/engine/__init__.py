"""Claims in, tables out: every estimate of a run, without a sentence and without a folder."""
