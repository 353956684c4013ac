"""`python -m infra.deploy STAGE [--build BUILD] [--yes]`, or with --destroy, or with --restore MOMENT."""

import argparse
import sys

from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy import say, stages
from infra.deploy.account import enter
from infra.deploy.destroy import destroy
from infra.deploy.errors import Failed, Refused
from infra.deploy.restore import restore
from infra.deploy.run import deploy


def main(arguments: list[str]) -> int:
    """0: done. 1: refused, and nothing was changed. 3: not all of it worked."""
    asked = _parser().parse_args(arguments)
    try:
        stage = stages.read(asked.stage, to_deploy=not asked.destroy and asked.restore is None)
        account = enter(stage)
        if asked.destroy:
            destroy(account, stage)
        elif asked.restore is not None:
            restore(account, stage, asked.restore)
        else:
            say.line(deploy(account, stage, build=asked.build, yes=asked.yes))
    except Refused as refused:
        print(f"Nothing was changed: {refused}", file=sys.stderr)
        return 1
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("Left. What CloudFormation has begun, it goes on with.", file=sys.stderr)
        return 130
    except (BotoCoreError, ClientError) as error:
        print(f"AWS answered: {error}", file=sys.stderr)
        return 3
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy", description="A stage on AWS: made, changed, removed.")
    parser.add_argument("stage", help="one of .chalice/config.json")
    parser.add_argument(
        "--build", default="", help="one that the stage had before, instead of what is checked out"
    )
    parser.add_argument(
        "--yes", action="store_true", help="do not ask when what holds data is replaced or removed"
    )
    others = parser.add_mutually_exclusive_group()
    others.add_argument("--destroy", action="store_true", help="remove it")
    others.add_argument(
        "--restore",
        metavar="MOMENT",
        help="its table as it was then (2026-11-28T09:30:00+00:00), a backup's ARN, or table:NAME",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
