"""Sums that must hold between estimates: which do, which claim is the suspect, and estimates moved to where they do."""
