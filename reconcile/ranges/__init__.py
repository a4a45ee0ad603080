"""One claim to one kernel."""
