/** What is left of a call, in a thread: missed, declined, or how long it was. */
import { Phone, PhoneMissed, Video } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "~/core/api/client";
import { useMe } from "~/core/session";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { door } from "./door";
import "./calls.css";

type Props = { message: Pick<Schemas["Message"], "conversation" | "author" | "call"> };

export function CallLine({ message }: Props) {
  const { t } = useTranslation("calls");
  const { user } = useMe();
  const { call, author, conversation } = message;
  if (!call) return null;
  const isMine = author.id === user.id;
  const minutes = Math.max(1, Math.round(call.seconds / 60));
  const drawn = call.outcome !== "ended" ? PhoneMissed : call.media === "video" ? Video : Phone;
  return (
    <span className="call-line">
      <Icon of={drawn} size={16} />
      <span>
        {call.outcome === "ended"
          ? t(`line.ended_${call.media}`, { count: minutes, shown: number(minutes) })
          : t(`line.${call.outcome}_${isMine ? "mine" : "theirs"}`)}
      </span>
      {call.outcome === "missed" && !isMine && (
        <Button look="quiet" onPress={() => door.ask({ conversation, media: call.media })}>
          {t("line.call_back")}
        </Button>
      )}
    </span>
  );
}
