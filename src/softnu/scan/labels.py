"""Names of the variables of a scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from softnu.scan.tables import QuantityTable


def labels(tables: Sequence[QuantityTable]) -> list[str]:
    """Return a name for each quantity: its label, or the last parts of its name.

    Of the parts, as many as tell the quantities apart; two entries of one quantity need labels.

    Examples
    --------
    >>> names = ["forces.vacuum.spin_independent", "forces.background.spin_independent"]
    >>> labels([QuantityTable(name=name) for name in names])
    ['vacuum_spin_independent', 'background_spin_independent']
    """
    parts = [table.name.split(".") for table in tables]
    deepest = max(map(len, parts))
    found = [words[-1] for words in parts]
    for depth in range(2, deepest + 1):
        seen = Counter(table.label or label for table, label in zip(tables, found, strict=True))
        found = [
            "_".join(words[-depth:]) if seen[label] > 1 else label
            for words, label in zip(parts, found, strict=True)
        ]
    return [table.label or label for table, label in zip(tables, found, strict=True)]
