"""One claim to one range, one range to one kernel."""
