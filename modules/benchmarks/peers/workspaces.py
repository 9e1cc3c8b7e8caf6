"""Reads the parts of a workspace that a peer needs, and says which workspace it was."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

import yaml


PUBLISHED = "published"


@dataclass(frozen=True)
class Workspace:
    """One world's workspace: `weir.yaml` and its history; the truth beside them is not read here."""

    folder: Path
    history: str  # published, or which new draw of the noise
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
    def read(folder: Path, history: str = PUBLISHED) -> Workspace:
        config = yaml.safe_load((folder / "weir.yaml").read_text(encoding="utf-8"))
        past, plan = config["history"], config["plan"]
        if past["period"] != "week" or past["kpi"]["kind"] != "revenue":
            raise ValueError(f"{folder / 'weir.yaml'}: history.period ({past['period']}) must be "
                             f"week and history.kpi.kind ({past['kpi']['kind']}) revenue here. "
                             "Maybe name other worlds with --worlds.")
        channels = tuple((c["name"], c["spend"]) for c in past["channels"])
        history_file = folder / past["file"]
        with open(history_file, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        start = plan["start"]
        start = start if isinstance(start, dt.date) else dt.date.fromisoformat(start)
        return Workspace(
            folder=folder,
            history=history,
            date=past["date"],
            kpi=past["kpi"]["column"],
            channels=channels,
            controls=tuple(past.get("controls", [])),
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
