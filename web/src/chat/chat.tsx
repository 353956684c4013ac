/** The screen of chat: the conversations, and beside them (on a phone: instead of them) the one that is open. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearch } from "wouter";
import { useMe } from "~/core/session";
import { title } from "~/core/title";
import { ConversationList } from "./conversation-list";
import { startChat } from "./live-chat";
import { useName } from "./naming";
import { Opened } from "./opened";
import { useConversation } from "./queries";
import "./chat.css";

startChat();

export function Chat() {
  const { t } = useTranslation("chat");
  const { conversation: id = "" } = useParams();
  const at = Number(new URLSearchParams(useSearch()).get("at")) || 0;
  const thread = useRef<HTMLElement>(null);
  useEffect(startChat, []); // somebody may have signed out since
  return (
    <div className={id ? "chat chat-open" : "chat"}>
      {id ? <OpenTitle id={id} /> : <Title words={t("chat")} />}
      <section className="chat-list" aria-label={t("conversations")}>
        <ConversationList here={id} />
      </section>
      <section ref={thread} className="chat-thread" aria-label={t("messages")}>
        {id ? (
          <Opened key={id} id={id} at={at} around={thread} />
        ) : (
          <p className="chat-choose quiet">{t("choose")}</p>
        )}
      </section>
    </div>
  );
}

function OpenTitle({ id }: { id: string }) {
  const { t } = useTranslation("chat");
  const name = useName();
  const { data } = useConversation(id);
  return <Title words={data ? name(data) : t("chat")} />;
}

function Title({ words }: { words: string }) {
  const { tenant } = useMe();
  useEffect(() => title.say(`${words} · ${tenant.name}`), [words, tenant.name]);
  return <h1 className="unseen">{words}</h1>;
}
