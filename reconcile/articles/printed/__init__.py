"""An article as it is printed: visible text, paragraphs, tables, sentences, the day of the page."""
