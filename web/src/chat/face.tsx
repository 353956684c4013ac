import { Hash } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { Avatar, Faces } from "~/ui/avatar";
import { Icon } from "~/ui/icon";
import type { Conversation } from "./model";
import { usePresence } from "./presence";
import "./face.css";

/** Who a conversation is with, as a picture: a person with their presence, a few faces, or the sign of a channel. */
export function Face({ conversation }: { conversation: Conversation }) {
  const { user } = useMe();
  const { kind, person, faces } = conversation;
  if (person) {
    return (
      <span className="chat-face">
        <Avatar name={person.name} id={person.id} src={person.avatar} />
        <Presence person={person.id} />
      </span>
    );
  }
  const others = faces.filter((face) => face.id !== user.id).slice(0, 2);
  return (
    <span className="chat-face" aria-hidden="true">
      {kind === "channel" || !others.length ? (
        <span className="chat-channel-face">
          <Icon of={Hash} />
        </span>
      ) : (
        <Faces people={others} size={others.length > 1 ? 24 : 32} />
      )}
    </span>
  );
}

/** A dot beside a face. Nothing while somebody is away from the network, or it is not known. */
export function Presence({ person }: { person: string }) {
  const { t } = useTranslation("chat");
  const status = usePresence(person);
  if (!status || status === "offline") return null;
  return (
    <span className={`chat-presence chat-presence-${status}`}>
      <span className="unseen">{t(`status.${status}`)}</span>
    </span>
  );
}
