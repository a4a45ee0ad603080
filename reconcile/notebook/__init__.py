"""What a notebook holds: the tables of a reconciliation and the ways to look at them."""
