"""Charts of a report as SVG of its own: one drawing for pages, files and downloads, wide and narrow."""
