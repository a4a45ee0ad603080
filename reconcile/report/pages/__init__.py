"""The pages of a report: Markdown, HTML, workbook and tables, filled from sentences and pictures."""
