"""What both peers' scripts share: the task they are given, clocks, and the answer they leave.

Runs inside a peer's environment, so it needs nothing but the standard library. A peer is told the
workspace only: the truth about the world stays with the judge.
"""

from __future__ import annotations

import contextlib
import csv
import json
import os
import sys
import time
import traceback
from pathlib import Path


def cpu_seconds() -> float:
    """Processor time of this process and its finished children, in seconds.

    Everything is pinned to one core, so this is the wall time the work would take on that core alone.
    """
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class Answer:
    """The peer's answer, written again after each stage so that a stopped peer leaves what it had."""

    def __init__(self, task_file: str):
        self.task = json.loads(Path(task_file).read_text(encoding="utf-8"))
        self.folder = Path(self.task["answer_folder"])
        self.settings = self.task["settings"]
        self.stages: dict[str, dict] = {}
        self.notes: dict[str, object] = {}

    @contextlib.contextmanager
    def stage(self, name: str):
        """Times a stage; a stage that fails is recorded with its error and does not stop the others."""
        wall, cpu = time.monotonic(), cpu_seconds()
        record: dict[str, object] = {"state": "running"}
        self.stages[name] = record
        self.write()
        try:
            yield record
            record["state"] = "done"
        except Exception as failure:  # a peer's own failure is a result
            traceback.print_exc()
            record["state"] = "failed"
            record["error"] = f"{type(failure).__name__}: {failure}".splitlines()[0][:300]
        record["wall_seconds"] = round(time.monotonic() - wall, 2)
        record["cpu_seconds"] = round(cpu_seconds() - cpu, 2)
        self.write()
        print(f"{name}: {record['state']} in {record['wall_seconds']} s "
              f"({record['cpu_seconds']} s of processor)", file=sys.stderr, flush=True)

    def done(self, name: str) -> bool:
        return self.stages.get(name, {}).get("state") == "done"

    def plan(self, variant: str, per_period: dict[str, float]) -> None:
        """Writes one level per channel as plan.csv wants it: the same amount in each period.

        The levels are scaled to meet the total exactly: what a peer's rounding leaves over is spent
        in its own proportions.
        """
        plan = self.task["plan"]
        levels = {channel: max(0.0, amount) for channel, amount in per_period.items()}
        total = sum(levels.values()) * len(plan["dates"])
        self.stages[variant]["budget_error"] = total / plan["budget"] - 1
        self.stages[variant]["per_period"] = levels
        with open(self.folder / f"{variant}.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["period_start", "channel", "spend"])
            for date in plan["dates"]:
                for channel, amount in levels.items():
                    writer.writerow([date, channel, amount * plan["budget"] / total])

    def write(self) -> None:
        content = {"stages": self.stages, "notes": self.notes}
        partial = self.folder / "answer.json.part"
        partial.write_text(json.dumps(content, indent=1), encoding="utf-8")
        partial.replace(self.folder / "answer.json")


def least_effective(ess_by_name: dict[str, float]) -> dict[str, object]:
    """The slowest channel parameter and its effective draws."""
    slowest = min(ess_by_name, key=ess_by_name.__getitem__)
    return {"slowest_parameter": slowest, "effective_draws": round(ess_by_name[slowest], 1)}


def flat_ess(ess) -> dict[str, float]:
    """Names and finite values of an xarray dataset of effective sample sizes (constants have none)."""
    found: dict[str, float] = {}
    for name, values in ess.data_vars.items():
        flat = values.stack(all=values.dims) if values.dims else values.expand_dims("all")
        for entry in flat:
            value = float(entry)
            if value == value:
                where = "" if not values.dims else str(entry.coords["all"].item())
                found[f"{name}{where}"] = value
    return found
