import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { useFollow } from "./follow";
import type { Person } from "./queries";

export function FollowButton({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  const follow = useFollow();
  if (person.following === null) return null; // it is me
  const on = person.following;
  return (
    <Button
      look={on ? "quiet" : "plain"}
      onPress={() => follow.mutate({ person, on: !on })}
      aria-label={t(on ? "unfollow_of" : "follow_of", { name: person.name })}
    >
      {t(on ? "unfollow" : "follow")}
    </Button>
  );
}
