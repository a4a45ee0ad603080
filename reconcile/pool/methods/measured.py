"""Scores of the methods on questions whose truth became known (`benchmarks/calibration.py`), three sources each."""

from __future__ import annotations

__all__ = ["MEASURED", "MEASURED_LEVEL", "MEASURED_OVER_TIME", "measured_words"]

# the level of the intervals that were measured
MEASURED_LEVEL = 0.9

# method -> share of 90% intervals that held, and weighted interval score as a ratio to that of the plain mixture of
# stated ranges (less is better): on expert judgement (379 questions), then on polls (314). The rest is in
# docs/methods/calibration.md
MEASURED: dict[str, tuple[float, float, float, float]] = {
    "linear": (0.9, 1.0, 0.92, 0.99),
    "log": (0.78, 1.02, 0.85, 0.98),
    "vincent": (0.62, 1.12, 0.75, 1.02),
    "random_effects": (0.83, 1.09, 0.84, 1.06),
    "median": (0.62, 1.05, 0.74, 1.02),
    "envelope": (0.89, 1.11, 0.9, 1.09),
    "random_effects:fixed+wald+ci": (0.35, 1.28, 0.49, 1.17),
    "random_effects:dl+wald+ci": (0.59, 1.07, 0.58, 1.09),
    "random_effects:dl+hk+ci": (0.7, 1.06, 0.66, 1.1),
    "random_effects:dl+hk+pi": (0.75, 1.13, 0.67, 1.14),
    "random_effects:pm+hk+pi": (0.75, 1.15, 0.67, 1.14),
    "random_effects:reml+hk+pi": (0.75, 1.14, 0.68, 1.14),
    "random_effects:reml+hk1+pi": (0.84, 1.11, 0.84, 1.06),
}

# the curve, on reports of losses and on simulated counts (docs/methods/curve.md)
MEASURED_OVER_TIME = (
    "90% intervals held 94% of later reports, 91% of a source's reports from all others', and 97% of simulated truths, "
    "ungated, and 3 of 9 dates of the one later count there is"
)


def measured_words(name: str) -> str:
    """Return the measured scores of a method, in words.

    Examples
    --------
    >>> measured_words("linear")
    '90% intervals held 90% (experts) and 92% (polls) with 3 sources; score 1.00 and 0.99 of a plain mixture'
    """
    experts, experts_score, polls, polls_score = MEASURED[name]
    held = f"90% intervals held {experts:.0%} (experts) and {polls:.0%} (polls) with 3 sources"
    return f"{held}; score {experts_score:.2f} and {polls_score:.2f} of a plain mixture"
