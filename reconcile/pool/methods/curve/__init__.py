"""One latent curve a quantity, heard through many voices: totals and periods of all dates in one system."""
