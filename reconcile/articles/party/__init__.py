"""Whose people or things are counted; `party`, `counterparty` and `population` of a claim."""
