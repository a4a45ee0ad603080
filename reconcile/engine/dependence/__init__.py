"""Sources whose figures follow one another too closely: pairs found by a join, scored as arrays, never weighed."""
