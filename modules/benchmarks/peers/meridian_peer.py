"""Google Meridian on one workspace, as its getting-started guide and its page on future budgets do it.

Usage: meridian_peer.py TASK.json (written by compare.py).
"""

from __future__ import annotations

import os
import sys
import warnings

from peer_io import Answer, flat_ess, least_effective

warnings.filterwarnings("ignore")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("MERIDIAN_BACKEND", "jax")

import arviz as az  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from meridian import backend  # noqa: E402
from meridian.analysis import optimizer as meridian_optimizer  # noqa: E402
from meridian.data import data_frame_input_data_builder  # noqa: E402
from meridian.model import model, spec  # noqa: E402

CHANNEL_PARAMETERS = ["roi_m", "alpha_m", "ec_m"]


def calibrate(answer: Answer) -> model.Meridian:
    """A national model with default priors; spend is the media unit where no other is given."""
    task, settings = answer.task, answer.settings
    history = pd.read_csv(task["history"]).rename(columns={task["date"]: "time"})
    spends = [channel["spend"] for channel in task["channels"]]
    builder = data_frame_input_data_builder.DataFrameInputDataBuilder(kpi_type="revenue")
    builder = builder.with_kpi(history, kpi_col=task["kpi"]).with_media(
        history,
        media_cols=spends,
        media_spend_cols=spends,
        media_channels=[channel["name"] for channel in task["channels"]],
    )
    if task["controls"]:
        builder = builder.with_controls(history, control_cols=task["controls"])
    knots = {"enable_aks": True} if settings["knots"] == "automatic" else {}
    fitted = model.Meridian(input_data=builder.build(), model_spec=spec.ModelSpec(**knots))
    answer.notes["knots"] = int(fitted.knot_info.n_knots)
    fitted.sample_posterior(
        n_chains=settings["chains"],
        n_adapt=settings["adapt"],
        n_burnin=settings["burn_in"],
        n_keep=settings["draws"],
        seed=settings["seed"],
    )
    return fitted


def diagnose(answer: Answer, fitted: model.Meridian) -> None:
    posterior = fitted.inference_data.posterior[CHANNEL_PARAMETERS]
    record = answer.stages["fit"]
    record.update(least_effective(flat_ess(az.ess(posterior, method="bulk"))))
    record["r_hat"] = round(max(float(r.max()) for r in az.rhat(posterior).data_vars.values()), 3)
    diverging = fitted.inference_data.sample_stats.get("diverging")
    if diverging is not None:
        record["divergences"] = int(diverging.sum())
    answer.write()


def optimise(answer: Answer, fitted: model.Meridian, variant: str) -> None:
    """The future horizon with a flat flighting pattern, centred on history's split."""
    task, settings, plan = answer.task, answer.settings, answer.task["plan"]
    names = [channel["name"] for channel in task["channels"]]
    share = np.array([task["history_share"][name] for name in names])
    share = share / share.sum()
    optimizer = meridian_optimizer.BudgetOptimizer(fitted)
    if settings["window"] == "horizon":
        flat = np.tile(share * plan["budget"] / len(plan["dates"]), (1, len(plan["dates"]), 1))
        where = {
            "new_data": optimizer.create_optimization_tensors(
                time=plan["dates"],
                cpmu=backend.to_tensor(np.ones(len(names)), dtype=np.float32),
                media_spend=backend.to_tensor(flat, dtype=np.float32),
                revenue_per_kpi=backend.to_tensor(np.ones((1, len(plan["dates"]))), dtype=np.float32),
            ),
            "budget": plan["budget"],
        }
        periods = len(plan["dates"])
    else:  # the whole history, at the horizon's rate of spending
        periods = task["history_periods"]
        where = {"budget": plan["budget"] / len(plan["dates"]) * periods}
    # free: what is below nothing or above the total cannot be; a bound is relative to history's split
    width = (
        {"spend_constraint_lower": settings["box"], "spend_constraint_upper": settings["box"]}
        if variant == "boxed"
        else {"spend_constraint_lower": [1.0] * len(names),
              "spend_constraint_upper": (1 / share - 1).tolist()}
    )
    result = optimizer.optimize(
        fixed_budget=True, pct_of_spend=share.tolist(), gtol=settings["gtol"], **where, **width
    )
    spend = result.optimized_data.spend
    answer.plan(variant, {name: float(spend.sel(channel=name)) / periods for name in names})


def main() -> None:
    answer = Answer(sys.argv[1])
    fitted = None
    with answer.stage("fit"):
        fitted = calibrate(answer)
    if fitted is None or not answer.done("fit"):
        return
    diagnose(answer, fitted)
    for variant in ("boxed", "free"):
        with answer.stage(variant):
            optimise(answer, fitted, variant)


if __name__ == "__main__":
    main()
