"""All that is known of one figure, and what it takes from the sentences and cells around it."""
