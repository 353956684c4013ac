"""Makes the tables and fills in the company; prints everybody's token. Numbers are ids, from one."""

import json
from datetime import timedelta

import django


def main() -> None:
    django.setup()
    from actstream.models import Action, Follow
    from django.contrib.auth.models import Group, User
    from django.contrib.contenttypes.models import ContentType
    from django.core import management, signing
    from django.db import connection
    from django.utils import timezone

    from bench.peers import company

    management.call_command("migrate", verbosity=0)
    people = range(company.PEOPLE)
    User.objects.bulk_create(
        User(pk=n + 1, username=f"person{n}", first_name="Person", last_name=f"Number {n}") for n in people
    )
    Group.objects.bulk_create(Group(pk=n + 1, name=company.group_name(n)) for n in range(company.GROUPS))
    pairs = [(person + 1, group + 1) for person in people for group in company.groups_of(person)]
    through = User.groups.through
    through.objects.bulk_create(through(user_id=user, group_id=group) for user, group in pairs)
    users, groups = (ContentType.objects.get_for_model(one) for one in (User, Group))
    Follow.objects.bulk_create(
        Follow(user_id=user, content_type=groups, object_id=str(group), actor_only=False)
        for user, group in pairs
    )
    start = timezone.now() - timedelta(minutes=company.OLD)
    Action.objects.bulk_create(
        Action(
            actor_content_type=users,
            actor_object_id=str(post.by + 1),
            verb="posted",
            target_content_type=groups,
            target_object_id=str(post.group + 1),
            description=post.body,
            timestamp=start + timedelta(minutes=n),
        )
        for n, post in enumerate(company.old_posts())
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(json.dumps([signing.dumps(n + 1) for n in people]))


main()
