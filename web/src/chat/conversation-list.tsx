import { BellOff, SquarePen } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCallWords } from "~/calls/call-line";
import { drafts } from "~/core/drafts";
import { all } from "~/core/lists";
import { useMe } from "~/core/session";
import { moment, number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Link } from "~/ui/link";
import { More } from "~/ui/more";
import { Empty, Skeleton, Trouble } from "~/ui/states";
import { Face } from "./face";
import { chatPath } from "./keys";
import { type Conversation, plain } from "./model";
import { apart, useName } from "./naming";
import { NewConversation } from "./new-conversation";
import { useNoticeWords } from "./notice";
import { useConversations } from "./queries";
import { StatusMenu } from "./status-menu";
import { brief } from "./when";
import "./conversation-list.css";

/** My conversations, those in which something happened last on top. */
export function ConversationList({ here }: { here: string }) {
  const { t } = useTranslation("chat");
  const [isNew, setNew] = useState(false);
  const found = useConversations();
  const items = all(found.data);
  const begin = (
    <Button icon={<Icon of={SquarePen} />} onPress={() => setNew(true)}>
      {t("new")}
    </Button>
  );
  return (
    <>
      <header className="chat-list-head">
        <h2 className="grow">{t("chat")}</h2>
        <StatusMenu />
        <Button
          look="quiet"
          aria-label={t("new")}
          icon={<Icon of={SquarePen} />}
          onPress={() => setNew(true)}
        />
      </header>
      <div className="chat-list-rows">
        {found.isPending ? (
          <Skeletons />
        ) : found.isError && !items.length ? (
          <Trouble error={found.error} again={() => void found.refetch()} />
        ) : items.length === 0 ? (
          <Empty action={begin}>{t("none")}</Empty>
        ) : (
          <>
            <ul>
              {items.map((one) => (
                <ConversationRow key={one.id} conversation={one} isHere={one.id === here} />
              ))}
            </ul>
            <More query={found} />
          </>
        )}
      </div>
      {isNew && <NewConversation onClose={() => setNew(false)} />}
    </>
  );
}

function Skeletons() {
  return ["one", "two", "three", "four"].map((one) => <Skeleton key={one} lines={1} card={false} />);
}

function ConversationRow({ conversation, isHere }: { conversation: Conversation; isHere: boolean }) {
  const { t } = useTranslation("chat");
  const name = useName();
  const { id, unread, muted, newest, active_at: at } = conversation;
  const counts = unread > 0 && !isHere;
  return (
    <li>
      <Link
        to={chatPath(id)}
        className={counts && !muted ? "chat-row chat-row-unread" : "chat-row"}
        aria-current={isHere ? "page" : undefined}
      >
        <Face conversation={conversation} />
        <span className="grow">
          <span className="row">
            <span className="chat-row-name cut grow" dir="auto">
              {name(conversation)}
            </span>
            <time
              className="chat-row-time quiet numbers"
              dateTime={newest?.at ?? at}
              title={moment(newest?.at ?? at)}
            >
              {brief(newest?.at ?? at)}
            </time>
          </span>
          <span className="row">
            <Snippet conversation={conversation} isHere={isHere} />
            {muted && (
              <span className="quiet">
                <Icon of={BellOff} size={16} />
                <span className="unseen">{t("muted")}</span>
              </span>
            )}
            {counts && (
              <span className={muted ? "chat-count chat-count-muted numbers" : "chat-count numbers"}>
                <span aria-hidden="true">{number(unread)}</span>
                <span className="unseen">{t("unread", { count: unread, shown: number(unread) })}</span>
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}

function Snippet({ conversation, isHere }: { conversation: Conversation; isHere: boolean }) {
  const { t } = useTranslation("chat");
  const { user } = useMe();
  const ofCall = useCallWords();
  const ofNotice = useNoticeWords();
  const { id, kind, newest } = conversation;
  const draft = isHere ? "" : plain(drafts.read(`chat/${id}`));
  const words = (): [who: string, text: string] => {
    if (draft) return [t("draft_of", { text: "" }), draft];
    if (!newest) return ["", ""];
    if (newest.call && !newest.deleted) return ["", ofCall(newest.call, newest.author.id)];
    if (newest.notice) return ["", ofNotice(newest.notice, newest.author)];
    const said = plain(newest.body) || t("files", { ns: "core", count: newest.files });
    const text = newest.deleted ? t("deleted") : said;
    if (newest.author.id === user.id) return [t("you_said", { text: "" }), text];
    return [kind === "pair" ? "" : t("they_said", { name: apart(newest.author.name), text: "" }), text];
  };
  const [who, text] = words();
  // Apart, so that each is cut at its own end, whichever way it runs.
  return (
    <span className="chat-row-snippet row grow quiet">
      {who && <span className="chat-row-who cut">{who.trim()}</span>}
      <span className="cut grow" dir="auto">
        {text}
      </span>
    </span>
  );
}
