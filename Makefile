# What one types. Everything else is in tools/environment.sh, pyproject.toml and the tests.
#
# PYTHON=/path/to/python3.12   another Python, 3.11 to 3.13 (found by itself otherwise)
# ARGS="--no-browser"          more arguments for the command behind a goal
# ARGS="-n 0"                  make test in one process, to step through it

PYTHON ?=
ARGS ?=
BIN = .venv/bin

# Without compiled bytecode every start waits several seconds more for the drawing libraries.
unexport PYTHONDONTWRITEBYTECODE
# What is installed is what the lock says, whatever else lies on this machine.
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX
export PYTHON

.DEFAULT_GOAL = help
.PHONY: help demo open test soak bench lock

help:
	@echo 'make demo    ouvrir la démonstration dans le navigateur · open the demonstration'
	@echo 'make open    ouvrir le registre de l’équipe · open the team’s own register'
	@echo 'make test    tout vérifier · check everything (ruff, pytest, browser)'
	@echo 'make soak    les épreuves longues · the long tests, recorded in docs/soak.md'
	@echo 'make bench   mesurer la vitesse · measure the speed, recorded in docs/benchmarks*.md'
	@echo 'make lock    refaire les listes verrouillées · renew the locks (needs uv)'

demo:
	@sh tools/environment.sh install requirements.lock
	@exec $(BIN)/ocgraph demo $(ARGS)

open:
	@sh tools/environment.sh install requirements.lock
	@exec $(BIN)/ocgraph open $(ARGS)

test:
	@sh tools/environment.sh install requirements-dev.lock
	@sh tools/environment.sh browser
	@sh tools/environment.sh nginx
	$(BIN)/ruff check .
	$(BIN)/python -m pytest -m 'not soak' -n 2 --max-worker-restart 0 $(ARGS)

soak:
	@sh tools/environment.sh install requirements-dev.lock
	@sh tools/environment.sh browser
	@sh tools/environment.sh nginx
	$(BIN)/python tools/record_soak.py $(ARGS)

bench:
	@sh tools/environment.sh install requirements-bench.lock
	@sh tools/environment.sh browser
	$(BIN)/python -m benchmarks.run $(ARGS)

LOCKED = --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet

lock:
	@command -v uv > /dev/null || { echo 'make lock: uv is missing (pip install uv)'; exit 1; }
	uv pip compile pyproject.toml $(LOCKED) --group build -o requirements.lock $(ARGS)
	uv pip compile pyproject.toml $(LOCKED) --group build --extra postgresql \
		-o requirements-server.lock -c requirements.lock $(ARGS)
	uv pip compile pyproject.toml $(LOCKED) --group build --group dev -o requirements-dev.lock \
		-c requirements.lock $(ARGS)
	uv pip compile pyproject.toml $(LOCKED) --group build --group dev --group bench \
		-o requirements-bench.lock -c requirements-dev.lock $(ARGS)
