"""One project on disk: its config, its paths, its lock, and the exchange of its outputs."""
