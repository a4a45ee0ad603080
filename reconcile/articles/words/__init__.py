"""Word lists that several rooms look up: verbs, speech, places, lands, parties, names in capitals."""
