from infra.local.cloud import Cloud
from tests.local import little


def test_a_schedule_runs_its_function_with_the_event_of_eventbridge(cloud: Cloud, seen: little.Seen) -> None:
    cloud.pumps.schedules["little_schedule"].fire()
    event = seen.events[-1]
    assert (event["source"], event["detail-type"]) == ("aws.events", "Scheduled Event")
