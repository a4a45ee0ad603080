"""What a reader gets: sentences, pictures and pages, made from the tables of the engine."""
