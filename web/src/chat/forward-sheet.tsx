import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { api, body, once } from "~/core/api/client";
import { all } from "~/core/lists";
import { useProblemWords } from "~/core/problem-words";
import { PersonFinder } from "~/people/person-finder";
import { Button } from "~/ui/button";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { Search } from "~/ui/search";
import { Sheet } from "~/ui/sheet";
import { toast } from "~/ui/toast";
import { keepNew } from "./cache";
import { Face } from "./face";
import { chatPath } from "./keys";
import type { Message } from "./model";
import { apart, useName } from "./naming";
import { useConversations } from "./queries";
import { talkWith } from "./start";

type Props = { message: Message; onClose: () => void };

/** Into which of my conversations, or to whom else. */
export function ForwardSheet({ message, onClose }: Props) {
  const { t } = useTranslation("chat");
  const [toSomebody, setToSomebody] = useState(false);
  const forward = useForward(message);
  const send = (to: () => Promise<string>, name: string) => {
    onClose();
    void forward(to, name);
  };
  return (
    <Sheet title={t("forward_to")} isOpen onClose={onClose}>
      {toSomebody ? (
        <PersonFinder label={t("with")}>
          {({ id, name }) => (
            <Button aria-label={`${t("forward")}: ${name}`} onPress={() => send(() => talkWith(id), name)}>
              {t("forward")}
            </Button>
          )}
        </PersonFinder>
      ) : (
        <Mine choose={(id, name) => send(async () => id, name)} />
      )}
      <div className="sheet-actions">
        <Button onPress={() => setToSomebody(!toSomebody)}>
          {t(toSomebody ? "conversations" : "forward_people")}
        </Button>
      </div>
    </Sheet>
  );
}

function Mine({ choose }: { choose: (conversation: string, name: string) => void }) {
  const { t } = useTranslation("chat");
  const name = useName();
  const found = useConversations();
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLocaleLowerCase();
  const fitting = all(found.data).filter((one) => name(one).toLocaleLowerCase().includes(wanted));
  return (
    <>
      <Search label={t("conversations")} value={typed} onChange={setTyped} autoFocus />
      {fitting.length > 0 ? (
        <Rows label={t("conversations")}>
          {fitting.map((one) => (
            <Row key={one.id} face={<Face conversation={one} />} name={<bdi>{name(one)}</bdi>}>
              <Button aria-label={`${t("forward")}: ${name(one)}`} onPress={() => choose(one.id, name(one))}>
                {t("forward")}
              </Button>
            </Row>
          ))}
        </Rows>
      ) : (
        <p className="quiet" role="status">
          {t("forward_none")}
        </p>
      )}
      <More query={found} />
    </>
  );
}

function useForward(message: Message): (to: () => Promise<string>, name: string) => Promise<void> {
  const { t } = useTranslation("chat");
  const words = useProblemWords();
  const [, navigate] = useLocation();
  return async (to, name) => {
    const key = crypto.randomUUID();
    try {
      const conversation = await to();
      const sent = await body(
        api.POST("/v1/conversations/{conversation}/forwards", {
          params: { path: { conversation } },
          body: { conversation: message.conversation, message: message.number, client_id: key },
          headers: once(key),
        }),
      );
      const show = () => navigate(chatPath(conversation, sent.number));
      const isElsewhere = conversation !== message.conversation;
      toast(
        t("forwarded", { name: apart(name) }),
        isElsewhere ? { link: { words: t("show"), act: show } } : {},
      );
      await keepNew(conversation, [sent]);
    } catch (error) {
      toast(words(error), { tone: "danger" });
    }
  };
}
