import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { all } from "~/core/lists";
import { useMe } from "~/core/session";
import { Wall } from "~/posts/wall";
import { ButtonLink } from "~/ui/link";
import { LinkTabs } from "~/ui/link-tabs";
import { More } from "~/ui/more";
import { Rows } from "~/ui/rows";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { FollowButton } from "./follow-button";
import { PersonRow } from "./person-row";
import { type Person, useTies } from "./queries";

type Side = "followers" | "following";

/** A person's wall, who follows them, whom they follow. */
export function PersonTabs({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  const [params] = useSearchParams();
  const shown = params.get("show");
  const side: Side | null = shown === "followers" || shown === "following" ? shown : null;
  const at = `/people/${person.id}`;
  return (
    <>
      <LinkTabs
        label={t("parts")}
        tabs={[
          { to: at, words: t("posts"), here: side === null },
          { to: `${at}?show=followers`, words: t("followers"), here: side === "followers" },
          { to: `${at}?show=following`, words: t("following"), here: side === "following" },
        ]}
      />
      {side ? <Ties person={person} side={side} /> : <PersonWall person={person} />}
    </>
  );
}

function PersonWall({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  const { user } = useMe();
  const mine = person.id === user.id;
  return (
    <Wall
      home={{ kind: "person", id: person.id, name: person.name }}
      writes={mine}
      label={t("posts")}
      empty={<Empty>{mine ? t("no_posts_mine") : t("no_posts", { name: person.name })}</Empty>}
    />
  );
}

export function Ties({ person, side }: { person: Pick<Person, "id" | "name">; side: Side }) {
  const { t } = useTranslation("people");
  const { user } = useMe();
  const found = useTies(person.id, side);
  const people = all(found.data);
  const mine = person.id === user.id;
  if (found.isPending) return <Skeletons lines={1} />;
  if (found.isError && !found.data) {
    return <Trouble error={found.error} again={() => void found.refetch()} />;
  }
  if (people.length === 0 && !found.hasNextPage) {
    const action = mine && side === "following" && <ButtonLink to="/people">{t("to_directory")}</ButtonLink>;
    return <Empty action={action}>{t(mine ? `no_${side}_mine` : `no_${side}`, { name: person.name })}</Empty>;
  }
  return (
    <>
      <Rows label={t(side)}>
        {people.map((one) => (
          <PersonRow key={one.id} person={one}>
            <FollowButton person={one} />
          </PersonRow>
        ))}
      </Rows>
      <More query={found} />
    </>
  );
}
