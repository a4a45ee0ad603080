"""The report as one HTML page that needs nothing else: figures, tables, style and script inside it."""
