"""The figures that stand in a sentence, and the numbers that are none."""
