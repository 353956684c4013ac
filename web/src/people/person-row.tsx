import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Row } from "~/ui/rows";
import { PersonName } from "./person-name";
import type { Person } from "./queries";

/** A person in a list. */
export function PersonRow({ person, children }: { person: Person; children?: ReactNode }) {
  const { t } = useTranslation("people");
  const { id, name, role, status } = person;
  const facts = [person.title, person.department, person.location].filter(Boolean);
  return (
    <Row
      face={<Avatar name={name} id={id} src={person.avatar} />}
      name={
        <>
          <PersonName person={{ id, name, guest: role === "guest" }} />
          {status === "deactivated" && <Badge>{t("deactivated")}</Badge>}
        </>
      }
      below={facts.length > 0 && <bdi>{facts.join(" · ")}</bdi>}
    >
      {children}
    </Row>
  );
}
