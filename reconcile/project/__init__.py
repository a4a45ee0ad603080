"""A project folder: config, the run, what it writes."""
