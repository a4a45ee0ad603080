"""Clauses of a sentence, each with its predicate, subject and objects."""
