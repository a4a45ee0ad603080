"""The report as one HTML page that needs nothing else: pictures, tables, style and script inside it."""
