"""Events of a list added up by time and place: the makers' own arithmetic, exact, and an interval beside it."""
