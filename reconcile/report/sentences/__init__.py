"""The words of a report: sentences, headings, dates and numbers as a newsroom writes them."""
