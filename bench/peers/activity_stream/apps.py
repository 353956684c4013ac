"""What may act and be followed: Django's own users and groups."""

from django.apps import AppConfig


class Company(AppConfig):  # type: ignore[misc]
    name = "bench.peers.activity_stream"
    label = "company"

    def ready(self) -> None:
        from actstream import registry  # not before the models are known

        registry.register(self.apps.get_model("auth", "User"), self.apps.get_model("auth", "Group"))
