"""Reads the parts of a workspace that a peer needs, and says which workspace it was."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Workspace:
    """One world's workspace: `weir.yaml` and its history; the truth beside them is not read here."""

    folder: Path
    date: str
    kpi: str
    channels: tuple[tuple[str, str], ...]  # name, spend column
    controls: tuple[str, ...]
    history_file: Path
    spends: dict[str, float]  # channel name -> total of the whole history
    history_periods: int
    dates: tuple[str, ...]  # first days of the horizon's periods
    budget: float  # total over the horizon

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what a planner is given."""
        digest = hashlib.sha256()
        for file in (self.folder / "weir.yaml", self.history_file):
            digest.update(file.read_bytes())
        return digest.hexdigest()

    @property
    def history_share(self) -> dict[str, float]:
        total = sum(self.spends.values())
        return {name: spend / total for name, spend in self.spends.items()}

    @staticmethod
    def read(folder: Path) -> Workspace:
        config = yaml.safe_load((folder / "weir.yaml").read_text(encoding="utf-8"))
        history, plan = config["history"], config["plan"]
        if history["period"] != "week" or history["kpi"]["kind"] != "revenue":
            raise ValueError(f"{folder / 'weir.yaml'}: history.period ({history['period']}) must be "
                             f"week and history.kpi.kind ({history['kpi']['kind']}) revenue here. "
                             "Maybe name other worlds with --worlds.")
        channels = tuple((c["name"], c["spend"]) for c in history["channels"])
        history_file = folder / history["file"]
        with open(history_file, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        start = plan["start"]
        start = start if isinstance(start, dt.date) else dt.date.fromisoformat(start)
        return Workspace(
            folder=folder,
            date=history["date"],
            kpi=history["kpi"]["column"],
            channels=channels,
            controls=tuple(history.get("controls", [])),
            history_file=history_file,
            spends={name: sum(float(row[column]) for row in rows) for name, column in channels},
            history_periods=len(rows),
            dates=tuple((start + dt.timedelta(weeks=i)).isoformat() for i in range(plan["periods"])),
            budget=float(plan["budget"]),
        )

    def task(self, history: Path, answer_folder: Path, settings: dict) -> dict:
        """What a peer's script is told."""
        return {
            "history": str(history),
            "answer_folder": str(answer_folder),
            "date": self.date,
            "kpi": self.kpi,
            "channels": [{"name": name, "spend": column} for name, column in self.channels],
            "controls": list(self.controls),
            "history_share": self.history_share,
            "history_periods": self.history_periods,
            "plan": {"dates": list(self.dates), "budget": self.budget},
            "settings": settings,
        }
