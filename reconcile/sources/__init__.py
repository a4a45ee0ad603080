"""Who said it: registry, grades, origins and voices, stakes."""
