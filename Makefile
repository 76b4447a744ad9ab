# Every target does its own set-up; a second call takes seconds because .venv/.ready is newer than what it was made from.
PYTHON ?= python3
CASE   ?= tajikistan-border-2025
BIN    := .venv/bin
# No look-ups of news or updates: nothing goes to the network by itself. Root is named because containers run as root.
LAB    := --LabApp.news_url= --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate $(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: briefing test lab check example quality bench lock clean backtest

briefing: .venv/.ready
	@$(BIN)/briefbook run $(CASE)

test: .venv/.ready
	@$(BIN)/python -m pytest -n auto

lab: .venv/.ready
	@$(BIN)/jupyter lab --ip=127.0.0.1 $(LAB) notebooks

# What the tests check of the code's form, and what they can't: formatting, lint, types.
check: .venv/.ready
	@$(BIN)/ruff format --check analysis tests
	@$(BIN)/ruff check analysis tests
	@$(BIN)/mypy

.venv/.ready: requirements.lock pyproject.toml .ci/setup
	@PYTHON=$(PYTHON) bash .ci/setup

# The rendered founding case that the README shows. The picture needs Chromium.
example: .venv/.ready
	@$(BIN)/briefbook run tajikistan-border-2025 --out reports/.example
	@mkdir -p reports/example
	@cp $(foreach f,briefing.html briefing.pdf briefing.json manifest.json,reports/.example/*/*/$(f)) reports/example/
	@rm -rf reports/.example
	@chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=920,1400 \
	  --screenshot=reports/example/briefing.png reports/example/briefing.html >/dev/null 2>&1

# Scores the reader against gold annotations (../shared), writes the README's table and the briefing's accuracy line.
quality: .venv/.ready
	@$(BIN)/python -m tests.quality.measure

# Tests the outlook on UCDP's events (../shared), writes benchmarks/backtest.json and the README's table.
backtest: .venv/.ready
	@$(BIN)/python -m benchmarks.backtest

# Adding and querying event data, beside pandas, on a table of GED's size (../shared); writes the README's table.
bench: .venv/.ready
	@$(BIN)/python -W ignore -m benchmarks.store
	@$(BIN)/python -W ignore -m benchmarks.publishing
	@$(BIN)/python -W ignore -m benchmarks.findings

# Made without index addresses and with hashes, for every platform and Python >= 3.11.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --upgrade -o requirements.lock

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
