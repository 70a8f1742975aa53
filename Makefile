# Every target works from a fresh clone: each asks for .venv first, and .venv is made from the lock file alone.
PYTHON ?= python3
BIN := .venv/bin
DEMO_PORT ?= 8765
DEMO_CLOCK_PORT ?= 8766

.PHONY: setup demo run check test trials bench figures format lock clean

setup: .venv/ready

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
		|| { echo "Steady Hips needs Python 3.11, 3.12 or 3.13. Say which: make setup PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' \
		|| { echo "This Python has no venv module. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@test ! -L .venv || { echo ".venv is a link, and setting up would empty what it leads to: remove it first."; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --prefer-binary -r requirements.txt
	@touch $@

demo: .venv/ready
	$(BIN)/python -m sandbox --port $(DEMO_PORT) --bot-clock http://127.0.0.1:$(DEMO_CLOCK_PORT) --fresh-demo data/demo \
		-- sh -c '$(BIN)/python -m bot migrate && exec $(BIN)/python -m bot run'

run: .venv/ready
	$(BIN)/python -m bot migrate
	exec $(BIN)/python -m bot run

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test: .venv/ready
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# Proofs at full size: a quarter of an hour, and an hour of `python -m trials.soak` beside them.
trials: .venv/ready
	$(BIN)/python -m pytest -s trials

bench: .venv/ready
	$(BIN)/python -m benchmarks

figures: .venv/ready
	$(BIN)/python content/figures/make.py

format: .venv/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/ready
	$(BIN)/uv pip compile --quiet pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --no-emit-find-links --output-file requirements.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
