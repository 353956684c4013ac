"""Whether SES will send what a stage sends."""

from botocore.exceptions import ClientError

from infra.deploy.account import Account
from infra.deploy.errors import Refused
from infra.deploy.stages import Stage


def check(account: Account, stage: Stage, *, owned: bool) -> list[str]:
    """What whoever deploys should know; `owned`: the stack has made its identity itself.

    Raises Refused where the stack's identity would stop it, or a protected stage could send nothing.
    """
    sender = stage.parameters["MailFrom"]
    domain = sender.partition("@")[2]
    address, whole = _verified(account, sender), _verified(account, domain)
    if "MailDomain" in stage.parameters:
        if whole is not None and not owned:
            raise Refused(
                f"SES has an identity {domain} that {stage.stack} did not make, and cannot make again: "
                "leave MailDomain empty, for it is verified without the stack"
            )
    elif address is not None and not owned:
        raise Refused(
            f"SES has an identity {sender} that {stage.stack} did not make, and cannot make again: "
            f"take another MailFrom, or verify the domain {domain} and delete that identity"
        )
    told = []
    if "MailDomain" in stage.parameters and not whole:
        told.append(f"No mail goes before SES finds its three DKIM records in the DNS of {domain}.")
    elif not address and not whole:
        if stage.protected:
            raise Refused(
                f"SES has not verified {domain}, so {stage.name} could send no mail: "
                f"aws sesv2 create-email-identity --email-identity {domain}, then its DKIM records"
            )
        told.append(f"No mail goes before somebody opens the link that SES sends to {sender}.")
    if not account.client("sesv2").get_account().get("ProductionAccessEnabled", False):
        told.append("SES is in its sandbox here: mails reach verified addresses alone, until AWS lifts that.")
    return told


def _verified(account: Account, identity: str) -> bool | None:
    """None: SES does not know it."""
    try:
        told = account.client("sesv2").get_email_identity(EmailIdentity=identity)
    except ClientError as error:
        if error.response["Error"]["Code"] == "NotFoundException":
            return None
        raise
    return bool(told.get("VerifiedForSendingStatus", False))
