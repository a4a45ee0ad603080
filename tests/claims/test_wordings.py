from __future__ import annotations

from reconcile.claims.wordings import each_wording


def test_each_wording_is_looked_at_once() -> None:
    seen: list[str] = []

    def read(text: str) -> str:
        seen.append(text)
        return text.replace("7", "n")

    assert each_wording(["12 men", "about 3", "1,350 men", "40 men"], read) == ["n men", "about n", "n,n men", "n men"]
    assert seen == ["7 men", "about 7", "7,7 men"]
