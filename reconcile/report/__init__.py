"""What a reader gets: tables, wording, figures, Markdown, HTML."""
