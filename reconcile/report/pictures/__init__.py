"""The pictures of a notebook, drawn by matplotlib, and what charts share with them: ticks and dates."""
