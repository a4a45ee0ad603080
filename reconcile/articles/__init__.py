"""Articles as claims: sentences, their figures, what they count, who says them, when they hold."""
