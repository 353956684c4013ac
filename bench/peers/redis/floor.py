"""The feed by Redis lists: `python -m bench.peers.redis.floor`, told what to do by its standard input.

person:<n>, group:<n>   hashes with a name
members:<group>         a set
post:<n>                a hash
feed:<reader>           a list of posts, newest first
"""

import json
import os
import time
from typing import Any

import redis

from bench.peers import child, company
from bench.peers.company import Post

LONGEST = 1000  # posts in a feed


def main() -> None:
    store = redis.Redis(unix_socket_path=os.environ["SOCKET"], decode_responses=True)

    def seed() -> None:
        with store.pipeline(transaction=False) as many:
            for person in range(company.PEOPLE):
                many.hset(f"person:{person}", mapping={"name": company.person_name(person)})
            for group, here in company.members().items():
                many.hset(f"group:{group}", mapping={"name": company.group_name(group)})
                many.sadd(f"members:{group}", *here)
            many.execute()
        for post in company.old_posts():
            publish(post)

    def publish(asked: Any) -> None:
        post = Post(*asked)
        with store.pipeline(transaction=False) as many:
            many.sismember(f"members:{post.group}", str(post.by))
            many.smembers(f"members:{post.group}")
            many.incr("posts")
            member, readers, number = many.execute()
            if not member:
                raise LookupError(f"{post.by} is no member of {post.group}")
            told = {"by": post.by, "group": post.group, "body": post.body, "created": time.time()}
            many.hset(f"post:{number}", mapping=told)
            for reader in readers:
                many.lpush(f"feed:{reader}", number)
                many.ltrim(f"feed:{reader}", 0, LONGEST - 1)
            many.execute()

    def read(reader: int) -> str:
        numbers: Any = store.lrange(f"feed:{reader}", 0, company.PAGE - 1)
        with store.pipeline(transaction=False) as many:
            for number in numbers:
                many.hgetall(f"post:{number}")
            posts = many.execute()
            for post in posts:
                many.sismember(f"members:{post['group']}", str(reader))
                many.hget(f"person:{post['by']}", "name")
                many.hget(f"group:{post['group']}", "name")
            beside = many.execute()
        page = [
            {"id": number, **post, "by_name": by, "group_name": group}
            for number, post, member, by, group in zip(
                numbers, posts, beside[::3], beside[1::3], beside[2::3], strict=True
            )
            if member
        ]
        return json.dumps(page)

    child.serve(
        {
            "seed": seed,
            "publish": lambda jobs: child.timed(publish, jobs),
            "read": lambda jobs: child.timed(read, jobs),
        }
    )


main()
