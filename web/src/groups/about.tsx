import { useTranslation } from "react-i18next";
import { all } from "~/core/lists";
import { day, number } from "~/core/time";
import { Faces } from "~/ui/avatar";
import { Link } from "~/ui/link";
import { type Group, useMembers } from "./queries";
import { reads } from "./rights";

const FACES = 8;

/** Beside the wall on a desktop. */
export function About(props: { group: Group }) {
  const { t } = useTranslation("groups");
  return (
    <section className="card group-about" aria-labelledby="group-about">
      <h2 id="group-about">{t("about")}</h2>
      <AboutBody {...props} />
    </section>
  );
}

export function AboutBody({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  return (
    <>
      {group.description ? (
        <p className="group-about-text" dir="auto">
          {group.description}
        </p>
      ) : (
        <p className="quiet">{t("no_description")}</p>
      )}
      <p className="quiet">{t(`visibility_words.${group.visibility}`)}</p>
      <p className="quiet">{t("since", { day: day(group.created_at) })}</p>
      {reads(group) && <Some group={group} />}
    </>
  );
}

function Some({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  const members = all(useMembers(group.id).data).slice(0, FACES);
  return (
    <>
      <Faces people={members.map(({ person }) => person)} size={32} />
      <Link to={`/groups/${group.id}/members`}>
        {t("see_members", { count: group.members, shown: number(group.members) })}
      </Link>
    </>
  );
}
