"""The feed by plain SQL: `python -m bench.peers.postgres.floor`, told what to do by its standard input."""

import json
import os
from typing import Any

import psycopg

from bench.peers import child, company
from bench.peers.company import Post

TABLES = """
CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE groups (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE members (
    "group" int REFERENCES groups, person int REFERENCES people, PRIMARY KEY ("group", person)
);
CREATE TABLE posts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, by int NOT NULL REFERENCES people,
    "group" int NOT NULL REFERENCES groups, body text NOT NULL, created timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE feed (reader int, post bigint, PRIMARY KEY (reader, post));
"""
# Who is no member gets no post.
POST = """
INSERT INTO posts (by, "group", body)
SELECT person, "group", %s FROM members WHERE "group" = %s AND person = %s
RETURNING id
"""
FAN_OUT = 'INSERT INTO feed (reader, post) SELECT person, %s FROM members WHERE "group" = %s'
# A row is a hint, not a right: whoever has left the group does not read on.
PAGE = """
SELECT posts.id, body, created, people.id, people.name, groups.id, groups.name
FROM feed
JOIN posts ON posts.id = feed.post
JOIN members ON members."group" = posts."group" AND members.person = feed.reader
JOIN people ON people.id = posts.by
JOIN groups ON groups.id = posts."group"
WHERE reader = %s ORDER BY post DESC LIMIT %s
"""
NAMES = ("id", "body", "created", "by", "by_name", "group", "group_name")


def main() -> None:
    connection = psycopg.connect(os.environ["DSN"], autocommit=True)

    def seed() -> None:
        connection.execute(TABLES)
        members = company.members()
        with connection.cursor() as cursor:
            people = [(person, company.person_name(person)) for person in range(company.PEOPLE)]
            cursor.executemany("INSERT INTO people VALUES (%s, %s)", people)
            groups = [(group, company.group_name(group)) for group in members]
            cursor.executemany("INSERT INTO groups VALUES (%s, %s)", groups)
            pairs = [(group, person) for group, here in members.items() for person in here]
            cursor.executemany("INSERT INTO members VALUES (%s, %s)", pairs)
        for post in company.old_posts():
            publish(post)
        connection.execute("VACUUM ANALYZE")

    def publish(asked: Any) -> None:
        post = Post(*asked)
        with connection.transaction():
            row = connection.execute(POST, (post.body, post.group, post.by)).fetchone()
            if row is None:
                raise LookupError(f"{post.by} is no member of {post.group}")
            connection.execute(FAN_OUT, (row[0], post.group))

    def read(reader: int) -> str:
        rows = connection.execute(PAGE, (reader, company.PAGE)).fetchall()
        return json.dumps([dict(zip(NAMES, row, strict=True)) for row in rows], default=str)

    child.serve(
        {
            "seed": seed,
            "publish": lambda jobs: child.timed(publish, jobs),
            "read": lambda jobs: child.timed(read, jobs),
        }
    )


main()
