"""What watches a stage, of what there is one for each function or queue, so that none is forgotten.

Alarms of which there is one stand in infra/template/alarms.yaml; docs/operations.md says what to do then.
"""

import copy

from infra.mend import Template
from infra.watching import alarms, dashboard, insights


def watched(template: Template) -> Template:
    """A mended template with an alarm for each function and queue, questions to the logs, and a dashboard."""
    made = copy.deepcopy(template)
    for parts in (alarms.each, insights.queries, insights.rules, dashboard.whole):
        made["Resources"] |= parts(made)
    return made
