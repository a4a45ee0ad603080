"""Files become checked claims: what sources said, read, corrected and checked; the list of measures."""
