"""Tables and figures as text and as Markdown."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from statistics import fmean

import figures
import planners
from workspaces import Workspace


def progress(outcome: planners.Outcome) -> str:
    parts = [f"{name} {stage.get('state')} {stage.get('wall_seconds', '')} s"
             for name, stage in outcome.stages.items()]
    return ", ".join([*parts, *([outcome.stopped] if outcome.stopped else [])])


@dataclass(frozen=True)
class Judged:
    """A planner's outcome with the true ratio of each of its plans."""

    outcome: planners.Outcome
    ratios: dict[str, float]


@dataclass(frozen=True)
class Report:
    worlds: list[Workspace]
    references: dict[str, dict]
    judged: list[Judged]
    options: argparse.Namespace

    def text(self) -> str:
        return "todo"

    def markdown(self) -> str:
        return "todo"

    def figures(self) -> list[figures.Figure]:
        return []
