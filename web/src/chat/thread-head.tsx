import { ArrowLeft, Search as Glass, Info } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CallButton } from "~/calls/call-button";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { ButtonLink } from "~/ui/link";
import { Details } from "./details";
import { Face } from "./face";
import type { Conversation } from "./model";
import { useName } from "./naming";
import { usePresence } from "./presence";
import { SearchHere } from "./search-here";

export function ThreadHead({ conversation, onHit }: { conversation: Conversation; onHit: () => void }) {
  const { t } = useTranslation("chat");
  const name = useName();
  const [shown, setShown] = useState<"details" | "search" | null>(null);
  return (
    <>
      <header className="chat-head">
        <ButtonLink
          to="/chat"
          look="quiet"
          className="button-icon chat-back"
          aria-label={t("to_list")}
          icon={<Icon of={ArrowLeft} />}
        />
        <Face conversation={conversation} />
        <div className="grow">
          <h2 className="chat-head-name">
            <span className="cut" dir="auto">
              {name(conversation)}
            </span>
          </h2>
          <Below conversation={conversation} />
        </div>
        {(conversation.kind !== "channel" || conversation.role) && <CallButton conversation={conversation} />}
        <Button
          look="quiet"
          className="chat-head-search"
          aria-label={t("search")}
          icon={<Icon of={Glass} />}
          onPress={() => setShown(shown === "search" ? null : "search")}
        />
        <Button
          look="quiet"
          aria-label={t("details")}
          icon={<Icon of={Info} />}
          onPress={() => setShown("details")}
        />
      </header>
      {shown === "search" && <SearchHere id={conversation.id} onHit={onHit} onEnd={() => setShown(null)} />}
      {shown === "details" && (
        <Details
          conversation={conversation}
          search={() => setShown("search")}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

function Below({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("chat");
  const status = usePresence(conversation.person?.id);
  const count = conversation.people ?? 0;
  const words = conversation.person
    ? status && t(`status.${status}`)
    : count > 0 && t("people", { count, shown: number(count) });
  return words ? <p className="chat-head-below quiet cut">{words}</p> : null;
}
