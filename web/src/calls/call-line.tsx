/** What is left of a call, in a thread: missed, declined, or how long it was. */
import { Phone, PhoneMissed, Video } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "~/core/api/client";
import { useMe } from "~/core/session";
import { clock } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { door } from "./door";
import "./calls.css";

type Left = NonNullable<Schemas["Message"]["call"]>;
type Props = { message: Pick<Schemas["Message"], "conversation" | "author" | "call"> };

/** The outcome in words, as the caller or the others see it. */
export function useCallWords(): (call: Left, caller: string) => string {
  const { t } = useTranslation("calls");
  const { user } = useMe();
  return ({ outcome, media, seconds }, caller) =>
    outcome === "ended"
      ? t(`line.ended_${media}`, { length: clock(seconds) })
      : t(`line.${outcome}_${caller === user.id ? "mine" : "theirs"}`);
}

export function CallLine({ message }: Props) {
  const { t } = useTranslation("calls");
  const { user } = useMe();
  const words = useCallWords();
  const { call, author, conversation } = message;
  if (!call) return null;
  const drawn = call.outcome !== "ended" ? PhoneMissed : call.media === "video" ? Video : Phone;
  return (
    <span className="call-line">
      <Icon of={drawn} size={16} />
      <span>{words(call, author.id)}</span>
      {call.outcome === "missed" && author.id !== user.id && (
        <Button look="quiet" onPress={() => door.ask({ conversation, media: call.media })}>
          {t("line.call_back")}
        </Button>
      )}
    </span>
  );
}
