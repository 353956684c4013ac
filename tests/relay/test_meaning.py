"""What changes of the table mean, without a table."""

from chalicelib.relay.model import meaning, read


def test_a_change_of_something_that_is_no_fact_means_nothing() -> None:
    record = {
        "eventID": "e",
        "dynamodb": {
            "Keys": {"pk": {"S": "tenant00#u#1"}, "sk": {"S": "f#1"}},
            "NewImage": {},
            "SequenceNumber": "1",
        },
    }
    assert meaning(read(record)) == []
