import argparse
import os
import sys

from botocore.exceptions import BotoCoreError, ClientError, NoRegionError

from infra.letters import box
from infra.letters.stack import Cloud, Refused, connect


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    try:
        cloud = connect(asked.stack, asked.url)
        if asked.verb == "list":
            return _list(cloud)
        if asked.verb == "show":
            return _show(cloud, asked.queue, asked.limit)
        return _redrive(cloud, asked.queue, asked.id)
    except Refused as refused:
        print(refused, file=sys.stderr)
    except NoRegionError:
        print("Set AWS_REGION: where on AWS is the stack?", file=sys.stderr)
    except (BotoCoreError, ClientError) as error:
        print(f"AWS answered: {error}", file=sys.stderr)
    return 1


def _list(cloud: Cloud) -> int:
    for name, depth in box.depths(cloud).items():
        print(f"{name:8} {depth:>6}")
    return 0


def _show(cloud: Cloud, name: str, limit: int) -> int:
    found = box.peek(cloud.letters(name), limit)
    for letter in found:
        print(
            f"{letter.id}  {letter.type}  tenant {letter.tenant}  sent {letter.sent:%Y-%m-%d %H:%M:%S}Z"
            f"  received {letter.received} times\n{letter.body}\n"
        )
    print(f"{len(found)} shown")
    return 0


def _redrive(cloud: Cloud, name: str, id_: str | None) -> int:
    went, stayed = box.redrive(cloud, name, id_)
    for letter, why in stayed:
        print(f"{letter.id} stays: {why}", file=sys.stderr)
    if id_ is not None and not went and not stayed:
        raise Refused(f"no letter {id_} behind {name}; another look may hold it for {box.HOLD} s")
    print(f"{went} sent again, {len(stayed)} stay")
    return 1 if stayed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="letters", description="Dead letters: look at them, send them again."
    )
    parser.add_argument("--stack", help="a stack on AWS, such as atrium-prod; else the local cloud is asked")
    local = os.environ.get("URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
    parser.add_argument("--url", default=local, help=f"where the local cloud runs ({local}; URL or PORT)")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help="how many letters lie behind each queue")
    show = verbs.add_parser("show", help="what they say; they stay")
    show.add_argument("queue", choices=box.NAMES)
    show.add_argument("--limit", type=int, default=20, help="at most so many (20)")
    again = verbs.add_parser("redrive", help="send them again to where they failed")
    again.add_argument("queue", choices=box.NAMES)
    again.add_argument("--id", help="this one alone")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
