import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import type { Person } from "./queries";

/** Who this is. The page's own heading is unseen: the name stands here, beside the face. */
export function PersonHead({ person, children }: { person: Person; children?: ReactNode }) {
  const { t } = useTranslation("people");
  const { role, status } = person;
  return (
    <div className="person-head">
      <Avatar name={person.name} id={person.id} src={person.avatar} size={72} />
      <div className="grow person-head-words">
        <p className="person-head-name" aria-hidden="true">
          <bdi>{person.name}</bdi>
        </p>
        {person.title && (
          <p className="person-head-title">
            <bdi>{person.title}</bdi>
          </p>
        )}
        {(role !== "member" || status === "deactivated") && (
          <p className="row wrap">
            {role !== "member" && (
              <Badge tone={role === "guest" ? "warning" : "plain"}>{t(`roles.${role}`)}</Badge>
            )}
            {status === "deactivated" && <Badge>{t("deactivated")}</Badge>}
          </p>
        )}
      </div>
      <div className="row wrap">{children}</div>
    </div>
  );
}
