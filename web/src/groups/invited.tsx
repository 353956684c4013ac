import { useTranslation } from "react-i18next";
import { all } from "~/core/lists";
import { ago } from "~/core/time";
import { PersonName } from "~/people/person-name";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { useDisinvite } from "./keeping";
import { type Group, useInvited } from "./queries";

/** Who is invited and has not come yet, for those who keep the group. */
export function Invited({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  const found = useInvited(group.id);
  const disinvite = useDisinvite(group);
  const invited = all(found.data);
  if (!invited.length) return null;
  return (
    <section className="stack" aria-labelledby="group-invited">
      <h2 id="group-invited">{t("invited")}</h2>
      <Rows label={t("invited")}>
        {invited.map(({ person, asked_at }) => (
          <Row
            key={person.id}
            face={<Avatar name={person.name} id={person.id} src={person.avatar} />}
            name={<PersonName person={person} />}
            below={ago(asked_at)}
          >
            <Button
              onPress={() => disinvite.mutate(person)}
              aria-label={t("disinvite_of", { name: person.name })}
            >
              {t("disinvite")}
            </Button>
          </Row>
        ))}
      </Rows>
      <More query={found} />
    </section>
  );
}
