"""One run of a project, from its inputs to its outputs."""
