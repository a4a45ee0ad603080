"""What a voice will say: claims foretold from the estimates, and what was said checked against it."""
