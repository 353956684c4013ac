"""An AWS that falters, to see what Atrium does then: a proxy between the functions and the emulator.

`between(cloud, plan)` puts it there for as long as it lasts; `FAULTS=0.05 make run` for a developer's cloud.
Why it is our own: docs/decisions/0027-when-aws-falters.md.
"""

from infra.local.faults.plan import Kind, Plan
from infra.local.faults.proxy import between

__all__ = ["Kind", "Plan", "between"]
