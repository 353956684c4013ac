import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { number } from "~/core/time";
import { Badge } from "~/ui/badge";
import { Link } from "~/ui/link";
import { ours } from "~/ui/ours";
import { Row } from "~/ui/rows";
import type { Group } from "./queries";
import { Standing } from "./standing";
import { useKindWords, VisibilityBadge } from "./visibility";

interface Props {
  group: Group;
  /** Among my own: that I am a member need not be said. */
  mine?: boolean;
  children?: ReactNode;
}

/** A group in a list. */
export function GroupRow({ group, mine = false, children }: Props) {
  const { t } = useTranslation("groups");
  const kind = useKindWords();
  return (
    <Row
      face={<Mark group={group} />}
      name={
        <>
          <Link to={`/groups/${group.id}`}>
            <bdi>{group.name}</bdi>
          </Link>
          {group.visibility !== "open" && <VisibilityBadge of={group.visibility} />}
          {group.my_role && !(mine && group.my_role === "member") && (
            <Badge>{t(`roles.${group.my_role}`)}</Badge>
          )}
        </>
      }
      below={
        <>
          {kind.words(group)} · {t("members", { count: group.members, shown: number(group.members) })}
          {group.description && (
            <>
              {" · "}
              <bdi>{group.description}</bdi>
            </>
          )}
        </>
      }
    >
      {children ?? (group.my_role ? null : <Standing group={group} />)}
    </Row>
  );
}

/** A group's square with its first letter, beside the round faces of people. */
export function Mark({ group }: { group: Group }) {
  const address = ours(group.avatar);
  return (
    <span className="group-mark" aria-hidden="true">
      {address ? <img src={address} alt="" /> : [...group.name.trim()][0]?.toLocaleUpperCase()}
    </span>
  );
}
