"""How many copies of the model, and what each should do: answered by simulation over the fitted latency model."""

from nbserve.planner.calibration import calibrate
from nbserve.planner.demand import Demand
from nbserve.planner.goodput import Estimate
from nbserve.planner.layout import Colocated, Disaggregated, parse
from nbserve.planner.plan import Plan, plan
from nbserve.planner.published import OPT_13B_A100, OPT_13B_A100_VLLM
from nbserve.planner.server import Server
from nbserve.planner.simulation import Outcome, simulate

__all__ = [
    "OPT_13B_A100",
    "OPT_13B_A100_VLLM",
    "Colocated",
    "Demand",
    "Disaggregated",
    "Estimate",
    "Outcome",
    "Plan",
    "Server",
    "calibrate",
    "parse",
    "plan",
    "simulate",
]
