import { useState } from "react";
import { useTranslation } from "react-i18next";
import { all } from "~/core/lists";
import { ago } from "~/core/time";
import { PersonName } from "~/people/person-name";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { InviteSheet } from "./invite-sheet";
import { useLetIn, useRefuse } from "./keeping";
import { type Group, useRequests } from "./queries";

/** Who asks to join. */
export function Requests({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  const [inviting, setInviting] = useState(false);
  const asking = useRequests(group.id);
  const letIn = useLetIn(group);
  const refuse = useRefuse(group);
  if (asking.isPending) return <Skeletons lines={1} />;
  if (asking.isError && !asking.data) {
    return <Trouble error={asking.error} again={() => void asking.refetch()} />;
  }
  const requests = all(asking.data);
  return (
    <>
      {requests.length === 0 && !asking.hasNextPage ? (
        <Empty action={<Button onPress={() => setInviting(true)}>{t("invite")}</Button>}>
          {t("no_requests")}
        </Empty>
      ) : (
        <Rows label={t("requests")}>
          {requests.map(({ person, message, asked_at }) => (
            <Row
              key={person.id}
              face={<Avatar name={person.name} id={person.id} src={person.avatar} />}
              name={<PersonName person={person} />}
              whole
              below={
                <>
                  {message && (
                    <p className="group-message" dir="auto">
                      {message}
                    </p>
                  )}
                  {ago(asked_at)}
                </>
              }
            >
              <Button
                look="primary"
                onPress={() => letIn.mutate(person)}
                aria-label={t("let_in_of", { name: person.name })}
              >
                {t("let_in")}
              </Button>
              <Button
                onPress={() => refuse.mutate(person)}
                aria-label={t("decline_of", { name: person.name })}
              >
                {t("decline")}
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      <More query={asking} />
      {inviting && <InviteSheet group={group} onClose={() => setInviting(false)} />}
    </>
  );
}
