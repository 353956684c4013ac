"""What can go wrong, as named facts. Each becomes an RFC 9457 problem.

Problem
├── BadRequest 400        the request cannot be read
│   └── BadCursor
├── Unauthorized 401      no valid token
├── Forbidden 403         seen, but not theirs to do
├── NotFound 404          not there, or not there for them
├── Conflict 409          another was first, or the state forbids it
├── Stale 412             If-Match names another version
├── TooLarge 413
│   └── Full              says how much is used, of how much
├── Invalid 422           one field is wrong; says which
├── TooMany 429           says how long to wait
└── Unavailable 503       AWS falters; says when to try again
"""

from typing import Any, ClassVar


class Problem(Exception):  # RFC 9457's word
    """An answer other than success. Members are shown to the client; never put secrets there."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something broke on our side"
    slug: ClassVar[str] = "internal"

    def __init__(self, detail: str = "", **members: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.members = members
        self.headers: dict[str, str] = {}  # that the answer carries besides

    def document(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "type": f"/problems/{self.slug}",
            "title": self.title,
            "status": self.status,
        }
        if self.detail:
            body["detail"] = self.detail
        return body | self.members


class BadRequest(Problem):
    status, title, slug = 400, "The request cannot be read", "bad-request"


class BadCursor(BadRequest):
    title, slug = "The cursor is not one of this list", "bad-cursor"


class Unauthorized(Problem):
    status, title, slug = 401, "Sign in first", "unauthorized"


class Forbidden(Problem):
    status, title, slug = 403, "This is not yours to do", "forbidden"


class NotFound(Problem):
    status, title, slug = 404, "There is no such thing here", "not-found"


class Conflict(Problem):
    status, title, slug = 409, "The present state forbids it", "conflict"


class Stale(Problem):
    status, title, slug = 412, "It has changed since you read it", "stale"


class TooLarge(Problem):
    status, title, slug = 413, "The request is too large", "too-large"


class Full(TooLarge):
    title, slug = "There is no room for it", "full"


class Invalid(Problem):
    status, title, slug = 422, "A field is not right", "invalid"

    def __init__(self, field: str, detail: str, **members: Any) -> None:
        super().__init__(detail, field=field, **members)


class TooMany(Problem):
    status, title, slug = 429, "Too many requests", "too-many"

    def __init__(self, retry_after: int, detail: str = "", **members: Any) -> None:
        super().__init__(detail or f"Wait {retry_after} seconds", retry_after=retry_after, **members)
        self.retry_after = retry_after


class Unavailable(Problem):
    """It may be done or not; asked again with the same Idempotency-Key or client_id, it is done once."""

    status, title, slug = 503, "For a moment this cannot be done", "unavailable"

    def __init__(self, detail: str = "Try again", retry_after: int = 2) -> None:
        super().__init__(detail, retry_after=retry_after)
        self.retry_after = retry_after


PROBLEMS = {
    p.status: p
    for p in (
        BadRequest,
        Unauthorized,
        Forbidden,
        NotFound,
        Conflict,
        Stale,
        TooLarge,
        Invalid,
        TooMany,
        Unavailable,
    )
}
