"""What a new account has too little of."""

from botocore.exceptions import ClientError

from infra.deploy.account import Account

# docs/scale.md reckons with it, and `MaximumConcurrency` in sources.yaml: workers take up to 150 at once.
FUNCTIONS_AT_ONCE = 1000


def check(account: Account) -> list[str]:
    """What whoever deploys should know; it stops nothing."""
    try:
        limits = account.client("lambda").get_account_settings()["AccountLimit"]
    except ClientError:  # a role that may deploy and not ask
        return []
    at_once = limits["ConcurrentExecutions"]
    if at_once >= FUNCTIONS_AT_ONCE:
        return []
    few = (
        f"Lambda runs no more than {at_once} functions at once in this account; Atrium is meant for "
        f"{FUNCTIONS_AT_ONCE:,}. Below, requests are refused when workers are busy: ask AWS for more\n"
        "  aws service-quotas request-service-quota-increase --service-code lambda "
        f"--quota-code L-B99A9384 --desired-value {FUNCTIONS_AT_ONCE}"
    )
    return [few]
