"""An article becomes proposed claims: its figures, what they count, who says them, when they hold."""
