"""One unit of work of this machine: what a fixed piece of Python costs it.

``kanboard-cost.json`` says in these units what Kanboard spends, so that another machine can be compared with it.
"""

from __future__ import annotations

import statistics
import time


def measure_unit() -> float:
    """Milliseconds of CPU, the median of nine runs. To be measured in the same minute as what it is compared with."""

    def work() -> int:
        table = {f"key{i}": i for i in range(20_000)}
        text = "".join(f"<li>{name}: {number}</li>" for name, number in table.items())
        return sum(table[name] for name in sorted(table)) + len(text)

    spent = []
    for _ in range(9):
        before = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - before))
    return statistics.median(spent)
