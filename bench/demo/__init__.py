"""Fills a running local cloud with networks of people who talk. `python -m bench.demo`; docs/demo.md."""


def first_start(url: str) -> str:
    """Fill the small invented company into the cloud at `url`; how to sign in. Called by infra.local.

    Raises Unreachable, Taken, Refused; Incomplete where single requests failed.
    """
    from bench.demo import filler, invented, report
    from bench.demo.cloud import Cloud, Incomplete

    company = invented.company()
    with Cloud(url) as cloud:
        filler.fill_unmeasured(cloud, company)
    if cloud.failures:
        raise Incomplete(cloud.failures[0])
    return report.sign_in(url, company)
