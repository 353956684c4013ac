import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { queries } from "~/core/query";
import { useMe } from "~/core/session";
import { PersonName } from "~/people/person-name";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Confirm } from "~/ui/confirm";
import { Icon } from "~/ui/icon";
import { Menu } from "~/ui/menu";
import { Row, Rows } from "~/ui/rows";
import { Skeleton, Trouble } from "~/ui/states";
import { toast } from "~/ui/toast";
import { AddPeople } from "./add-people";
import { Presence } from "./face";
import { seatsKey } from "./keys";
import type { Conversation, Seat } from "./model";
import { useSeats } from "./queries";

/** Who takes part; its owners give roles and take people out, everybody brings some in. */
export function Members({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("chat");
  const found = useSeats(conversation);
  const [isAdding, setAdding] = useState(false);
  if (found.isPending) return <Skeleton lines={2} card={false} />;
  if (found.isError) return <Trouble error={found.error} again={() => void found.refetch()} />;
  return (
    <section className="stack">
      <div className="row">
        <h3 className="grow">{t("members")}</h3>
        <Button icon={<Icon of={UserPlus} />} onPress={() => setAdding(true)}>
          {t("add_people")}
        </Button>
      </div>
      <Rows label={t("members")}>
        {found.data.map((seat) => (
          <MemberRow key={seat.person.id} seat={seat} conversation={conversation} />
        ))}
      </Rows>
      {isAdding && (
        <AddPeople conversation={conversation} seats={found.data} onClose={() => setAdding(false)} />
      )}
    </section>
  );
}

function MemberRow({ seat, conversation }: { seat: Seat; conversation: Conversation }) {
  const { t } = useTranslation("chat");
  const { user } = useMe();
  const change = useChange(conversation.id, seat.person.id);
  const [isAsking, setAsking] = useState(false);
  const { person, role } = seat;
  const keepsOrder = conversation.role === "owner" && person.id !== user.id;
  const choices = [
    role === "owner"
      ? { id: "member", words: t("make_member"), act: () => change.role("member") }
      : { id: "owner", words: t("make_owner"), act: () => change.role("owner") },
    { id: "remove", words: t("remove"), danger: true, act: () => setAsking(true) },
  ];
  return (
    <Row
      face={
        <span className="chat-face">
          <Avatar name={person.name} id={person.id} src={person.avatar} />
          <Presence person={person.id} />
        </span>
      }
      name={
        <>
          <PersonName person={person} />
          {role !== "member" && <Badge>{t(`roles.${role}`)}</Badge>}
        </>
      }
    >
      {keepsOrder && <Menu label={t("more_of", { name: person.name })} choices={choices} />}
      {isAsking && (
        <Confirm
          title={t("remove_title", { name: person.name })}
          words={t("remove_words")}
          act={t("remove")}
          onAct={change.remove}
          onClose={() => setAsking(false)}
        />
      )}
    </Row>
  );
}

function useChange(conversation: string, user: string) {
  const words = useProblemWords();
  const to = "/v1/conversations/{conversation}/members/{user}";
  const params = { path: { conversation, user } };
  const sent = (asked: Promise<unknown>) =>
    void asked
      .catch((error: unknown) => toast(words(error), { tone: "danger" }))
      .finally(() => void queries.invalidateQueries({ queryKey: seatsKey(conversation) }));
  return {
    role: (role: "owner" | "member") => sent(api.PUT(to, { params, body: { history: true, role } })),
    remove: () => sent(api.DELETE(to, { params })),
  };
}
