"""What a figure is among others: part, sum, increment, earlier, denied; and how it was counted."""
