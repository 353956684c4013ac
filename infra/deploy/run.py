"""A deployment from beginning to end."""

from dataclasses import replace
from pathlib import Path

from infra import bundle, package, web
from infra.deploy import changes, mail, progress, quotas, say, site, smoke
from infra.deploy import stack as stacks
from infra.deploy.account import Account
from infra.deploy.artefacts import Build, Shelf
from infra.deploy.errors import Failed, Refused
from infra.deploy.repoint import TABLE
from infra.deploy.stages import Stage

DONE = ("CREATE_COMPLETE", "UPDATE_COMPLETE")


def deploy(account: Account, stage: Stage, *, build: str = "", yes: bool = False) -> str:
    """Makes or changes a stage: what is checked out, or a `build` it had before. Returns its address.

    Raises Refused before anything is changed, Failed afterwards.
    """
    stack = check(account, stage)
    shelf = Shelf(account)
    chosen = shelf.get(stage.name, build) if build else _packaged(shelf, stage)
    made = _change(account, stage, shelf, chosen, yes=yes)
    if stage.protected and not made.protected:
        _protect(account, made)
    put, kept = site.publish(account, shelf, chosen, made.outputs["WebBucketName"])
    say.line(f"The web client: {put} files put, {kept} lay there.")
    if "PublicUrl" not in stage.parameters and made.parameters["PublicUrl"] != made.outputs["WebAddress"]:
        # CloudFront's name is known only now, and the functions cannot name what names them.
        say.line(f"The functions are told their address: {made.outputs['WebAddress']}")
        made = _change(account, stage, shelf, chosen, yes=yes)
    _look(made, stage, chosen, before=_build_of(stack))
    return made.outputs["PublicUrl"]


def check(account: Account, stage: Stage) -> stacks.Stack | None:
    """All that can be told before. Raises Refused."""
    stack = stacks.find(account, stage.stack)
    if stack is not None:
        stacks.check(stack, stage.name, progress.last_failure(account, stack.id))
    here = {} if stacks.is_new(stack) else stacks.resources(account, stage.stack)
    if here and TABLE not in here and TABLE in stacks.template(account, stage.stack).get("Metadata", {}):
        # The template's table would be made anew, and empty.
        raise Refused(f"a restore is half done: say `make restore STAGE={stage.name}` again first")
    identity = stage.parameters.get("MailDomain", stage.parameters["MailFrom"])
    owned = here.get("MailIdentity") == identity
    for told in [*mail.check(account, stage, owned=owned), *quotas.check(account)]:
        say.warning(told)
    return None if stacks.is_new(stack) else stack


def _packaged(shelf: Shelf, stage: Stage) -> Build:
    name = package.build()
    if stage.protected and name.endswith("+"):
        raise Refused(
            f"{stage.name} takes only what is committed, so that it can be gone back to; see git status"
        )
    out = _pack(stage.name)
    shelf.make()
    return shelf.put(stage.name, out, name)


def _pack(stage: str) -> Path:
    """The folder that `make package` fills."""
    try:
        web.build()
        package.package(stage)
    except (web.Failed, bundle.MissingWheels, package.TooLarge, package.NotBuilt) as error:
        raise Refused(f"not packaged: {error}") from error
    return package.PROJECT / "out" / stage


def _change(account: Account, stage: Stage, shelf: Shelf, build: Build, *, yes: bool) -> stacks.Stack:
    """One change set, shown, confirmed where it endangers data, executed and waited for."""
    stack = stacks.find(account, stage.stack)
    new = stacks.is_new(stack)
    planned = changes.plan(
        account,
        stage.stack,
        shelf.url(build.template),
        parameters(stage, stack, shelf.parameters(build)),
        "CREATE" if new else "UPDATE",
    )
    if not planned.changes:
        say.line(f"{stage.stack} is as build {build.name} wants it.")
    else:
        say.line(f"{stage.stack}: {'new' if new else 'changes'} in {account.region} of {account.id}")
        changes.show(planned)
        try:
            _confirm(stage, planned, yes=yes)
        except (Refused, KeyboardInterrupt):
            changes.drop(account, planned, new=new)
            raise
        status, failure = changes.execute(account, planned)
        if status not in DONE:
            raise Failed(_how_it_ended(stage, status, failure))
        if failure:  # what was replaced could not be cleared away
            say.warning(failure)
    made = stacks.find(account, stage.stack)
    if made is None:
        raise Failed(f"{stage.stack} is gone")
    return made


def _confirm(stage: Stage, planned: changes.ChangeSet, *, yes: bool) -> None:
    endangered = [one.name for one in planned.changes if one.endangers_data]
    if not endangered:
        return
    question = f"What holds data would be replaced or removed: {', '.join(endangered)}."
    if yes:
        say.warning(f"{question} YES=1 wants it so.")
    else:
        say.confirm(f"{question} (YES=1 answers beforehand.)", stage.name)


def parameters(stage: Stage, stack: stacks.Stack | None, taken: set[str]) -> dict[str, str]:
    """Those of the stage that the template takes; without an own address, the one the stack has."""
    address = stack.outputs.get("WebAddress") if stack else None
    given = ({"PublicUrl": address} if address else {}) | stage.parameters
    return {name: value for name, value in given.items() if name in taken}


def _how_it_ended(stage: Stage, status: str, failure: str) -> str:
    stands = {
        "ROLLBACK_COMPLETE": "Only its name is left: `make destroy STAGE={stage}`, then deploy again.",
        "UPDATE_ROLLBACK_COMPLETE": "It runs as before.",
    }.get(status, stacks.ADVICE.get(status, "")).format(stage=stage.name, stack=stage.stack)
    return "\n".join(filter(None, [f"{stage.stack} is {status}. {stands}", failure]))


def _protect(account: Account, stack: stacks.Stack) -> None:
    account.client("cloudformation").update_termination_protection(
        StackName=stack.name, EnableTerminationProtection=True
    )
    say.line(f"{stack.name} is protected from termination.")


def _look(stack: stacks.Stack, stage: Stage, build: Build, before: str) -> None:
    target = smoke.Target(
        address=stack.outputs["WebAddress"],
        live=stack.outputs["WebsocketConnectEndpointURL"].rstrip("/"),
        stage=stage.name,
        build=build.name,
    )
    try:
        smoke.look(target)
    except Failed as failed:
        back = f"\nBack to what ran before: make deploy STAGE={stage.name} BUILD={before}" if before else ""
        raise Failed(f"{failed}{back}") from failed
    public = stack.outputs["PublicUrl"]
    if public != target.address and not smoke.leads_here(replace(target, address=public)):
        host = target.address.removeprefix("https://")
        say.warning(f"{public} does not lead here: it needs a CNAME (or alias) to {host} in the DNS.")


def _build_of(stack: stacks.Stack | None) -> str:
    return stack.outputs.get("Build", "") if stack else ""
