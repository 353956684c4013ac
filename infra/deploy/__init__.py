"""`make deploy`: a stage on AWS made or changed, told beforehand what would go wrong; `make destroy`.

docs/operations.md, "Deploying"; why it is so: docs/decisions/0022.
"""
