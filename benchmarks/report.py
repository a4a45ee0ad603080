"""How long a run with all reports takes, and how soon its pages are there.

Usage: python benchmarks/report.py [QUANTITIES [CLAIMS]]   (default: 200 10)

Makes a project from a fixed seed: families of ten quantities, CLAIMS claims each, quoted sentences, half of the
quantities cumulative over six months. Times the first run, a run with `--force`, one after
one claim has changed, and a run with nothing to do; then pages in Debian's Chromium, where that is installed: the lead
page, the index and the largest page of a family.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

SEED = 20250131
SOURCES, FAMILY = 60, 10
HEDGES = ("about {}", "more than {}", "up to {}", "{}", "between {} and {}")
TIMES = (
    "const one = performance.getEntriesByType('navigation')[0];return [one.domContentLoadedEventEnd, one.loadEventEnd]"
)
# times that the page is opened; the median is told
OPENED = 5


def make_claims(quantities: int, each: int) -> pd.DataFrame:
    """Return claims that agree within a third, with phrases and quotes."""
    random = np.random.default_rng(SEED)
    rows = []
    for number in range(quantities):
        centre = np.exp(random.normal(6, 1.5))
        dated = number % 2 == 0
        for _ in range(each):
            figure = int(centre * np.exp(random.normal(0, 0.25))) + 1
            phrase = HEDGES[random.integers(len(HEDGES))].format(f"{figure:,}", f"{int(figure * 1.2) + 1:,}")
            day = pd.Timestamp("2025-01-01") + pd.Timedelta(days=int(random.integers(180)))
            rows.append({
                "family": f"Family {number // FAMILY}", "quantity": f"loss {number}", "measure": "killed",
                "party": "Russia", "place": f"Place {number}", "temporal": "cumulative" if dated else "stock",
                "count_date": day.date(), "published": day.date(), "phrase": phrase,
                "source": f"Source {random.integers(SOURCES)}", "url": f"https://example.org/{number}",
                "quote": f"The ministry told reporters on {day.date()} that {phrase} soldiers were killed there.",
            })  # fmt: skip
    return pd.DataFrame(rows)


def run(project: Path, *more: str) -> float:
    """Return the seconds of a whole `reconcile run`."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "reconcile", "run", "--quiet", "--project", str(project), *more], check=True)
    return time.perf_counter() - started


def opened(page: Path) -> tuple[float, float]:
    """Return the medians of milliseconds until the page is read, and until it is loaded."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.browser.conftest import started_browser

    with started_browser(tempfile.mkdtemp()) as browser:
        times = []
        for _ in range(OPENED):
            browser.open(page)
            times.append(browser.run(TIMES))
    read, loaded = np.median(np.array(times), axis=0)
    return float(read), float(loaded)


def main() -> None:
    """Print one row a measurement."""
    given = [int(one) for one in sys.argv[1:3]]
    quantities, each = given + [200, 10][len(given) :]
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "data" / "raw").mkdir(parents=True)
        (project / "reconcile.toml").write_text('at = "month-end"\n', encoding="utf-8")
        claims = make_claims(quantities, each)
        file = project / "data" / "raw" / "claims.csv"
        claims.to_csv(file, index=False)
        print(f"first run                   {run(project):6.1f} s")
        print(f"--force                     {run(project, '--force'):6.1f} s")
        claims.loc[0, "phrase"] = "about 500"
        claims.to_csv(file, index=False)
        print(f"one claim changed           {run(project):6.1f} s")
        print(f"nothing to do               {run(project):6.1f} s")
        reports = project / "reports"
        families = sorted(reports.glob("families/*.html"), key=lambda path: path.stat().st_size)
        for name, page in (
            ("lead", reports / "report.html"),
            ("index", reports / "index.html"),
            ("family", families[-1]),
        ):
            read, loaded = opened(page)
            print(f"{name:6} {page.stat().st_size / 1000:6.0f} kB, read and loaded {read:6.0f}, {loaded:.0f} ms")


if __name__ == "__main__":
    main()
