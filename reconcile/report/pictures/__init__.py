"""The pictures of a report: forest plots and curves, drawn from its tables."""
