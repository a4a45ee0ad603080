"""How long `reconcile extract` takes for many articles, in CPU seconds, in one call and in a project that has as many.

python benchmarks/extract.py 20 80 320
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from reconcile.desk.article_files import article_at
from reconcile.desk.extract_articles import extract_article
from reconcile.desk.known_ids import KnownIds
from reconcile.folder.config import load_config

# paragraphs of an article: some 500 words
PARAGRAPHS = 25


def article(number: int) -> str:
    """Return an article that no other one is like."""
    told = (
        f"Officials said at least {number + told} people were killed in Orva on Monday, and {told + 2} were missing."
        for told in range(PARAGRAPHS)
    )
    return "\n".join(told)


def cpu_seconds(root: Path, count: int) -> float:
    """Return the CPU seconds in which so many articles are extracted to a new project."""
    (root / "reconcile.toml").touch()
    for number in range(count):
        (root / f"a{number}.txt").write_text(article(number), encoding="utf-8")
    config = load_config(root)
    known = KnownIds(config)
    begun = time.process_time()
    for number in range(count):
        extract_article(article_at(str(root / f"a{number}.txt"), config), config, published="2024-06-05", known=known)
    return time.process_time() - begun


def main() -> None:
    """Print what each number of articles takes, in all and for one."""
    for count in map(int, sys.argv[1:] or ("20", "80", "320")):
        with tempfile.TemporaryDirectory() as folder:
            taken = cpu_seconds(Path(folder).resolve(), count)
        print(f"{count:5} articles {taken:7.2f} CPU s {1000 * taken / count:7.1f} ms an article")


if __name__ == "__main__":
    main()
