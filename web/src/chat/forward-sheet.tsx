import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body, once } from "~/core/api/client";
import { all } from "~/core/lists";
import { useProblemWords } from "~/core/problem-words";
import { Button } from "~/ui/button";
import { More } from "~/ui/more";
import { Row, Rows } from "~/ui/rows";
import { Search } from "~/ui/search";
import { Sheet } from "~/ui/sheet";
import { toast } from "~/ui/toast";
import { keepNew } from "./cache";
import { Face } from "./face";
import type { Conversation, Message } from "./model";
import { useName } from "./naming";
import { useConversations } from "./queries";

/** Into which of my conversations. */
export function ForwardSheet({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation("chat");
  const words = useProblemWords();
  const name = useName();
  const found = useConversations();
  const [typed, setTyped] = useState("");
  const fits = (one: Conversation) =>
    name(one).toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());
  const send = (to: string) => {
    onClose();
    const key = crypto.randomUUID();
    body(
      api.POST("/v1/conversations/{conversation}/forwards", {
        params: { path: { conversation: to } },
        body: { conversation: message.conversation, message: message.number, client_id: key },
        headers: once(key),
      }),
    ).then(
      (sent) => {
        toast(t("forwarded"));
        return keepNew(to, [sent]);
      },
      (error: unknown) => toast(words(error), { tone: "danger" }),
    );
  };
  return (
    <Sheet title={t("forward_to")} isOpen onClose={onClose}>
      <Search label={t("conversations")} value={typed} onChange={setTyped} autoFocus />
      <Rows label={t("conversations")}>
        {all(found.data)
          .filter(fits)
          .map((one) => (
            <Row key={one.id} face={<Face conversation={one} />} name={<bdi>{name(one)}</bdi>}>
              <Button aria-label={`${t("forward")}: ${name(one)}`} onPress={() => send(one.id)}>
                {t("forward")}
              </Button>
            </Row>
          ))}
      </Rows>
      <More query={found} />
    </Sheet>
  );
}
