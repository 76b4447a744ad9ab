"""Every chart under one name: `charts.timeline(...)`."""

from analysis.exhibits.calibration_charts import calibration
from analysis.exhibits.implications import implication_matrix
from analysis.exhibits.matrices import hypotheses_matrix
from analysis.exhibits.outlook_charts import outlook_chart
from analysis.exhibits.rate_charts import before_after
from analysis.exhibits.scenarios import scenario_bars
from analysis.exhibits.timelines import timeline

__all__ = [
    "before_after",
    "calibration",
    "hypotheses_matrix",
    "implication_matrix",
    "outlook_chart",
    "scenario_bars",
    "timeline",
]
