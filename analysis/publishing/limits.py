"""Limits: how long a cell and a notebook may take, and how much memory."""

from pydantic import Field

from analysis.intake.value import Value


class Limits(Value):
    """Of one notebook. The memory is what it may take beyond the imports that are loaded before it starts."""

    cell_seconds: float = Field(default=300, gt=0)  # the slowest founding cell takes 3 s; 100 times that is a hang
    run_seconds: float = Field(default=1800, gt=0)
    memory_mb: int = Field(default=4096, ge=64)  # the founding notebooks take 100 MB each

    def describe(self, is_run: bool) -> str:
        """Which time limit was reached, in words."""
        if is_run:
            return f"the notebook ran longer than its limit of {self.run_seconds:g} s"
        return f"the cell ran longer than its limit of {self.cell_seconds:g} s"
