import { Search as Glass } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { api } from "~/core/api/client";
import { useMe } from "~/core/session";
import { Button } from "~/ui/button";
import { Confirm } from "~/ui/confirm";
import { Icon } from "~/ui/icon";
import { ButtonLink } from "~/ui/link";
import { useOptimistic } from "~/ui/optimistic";
import { Sheet } from "~/ui/sheet";
import { Switch } from "~/ui/switch";
import { changeConversation, dropConversation } from "./cache";
import { Members } from "./members";
import type { Conversation } from "./model";
import { useName } from "./naming";
import { Rename } from "./rename";
import "./details.css";

/** What a conversation is, who is in it, and what one may do about that. */
export function Details({
  conversation,
  search,
  onClose,
}: {
  conversation: Conversation;
  search: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation("chat");
  const name = useName();
  const [isLeaving, setLeaving] = useState(false);
  const mute = useMute(conversation);
  const leave = useLeave(conversation);
  const { kind, person, group, muted } = conversation;
  return (
    <Sheet title={name(conversation)} isOpen onClose={onClose}>
      <div className="stack">
        <Switch isOn={muted} onChange={(on) => mute.mutate(on)}>
          <span>
            {t("mute")}
            <span className="chat-hint quiet">{t("mute_words")}</span>
          </span>
        </Switch>
        <Button icon={<Icon of={Glass} />} onPress={search}>
          {t("search")}
        </Button>
        {group && <ButtonLink to={`/groups/${group}`}>{t("to_group")}</ButtonLink>}
        {person && <ButtonLink to={`/people/${person.id}`}>{t("to_profile")}</ButtonLink>}
        {kind === "group" && <Rename conversation={conversation} />}
        {kind === "group" && <Members conversation={conversation} />}
        {kind === "group" && (
          <div className="row">
            <Button look="danger" onPress={() => setLeaving(true)}>
              {t("leave")}
            </Button>
          </div>
        )}
      </div>
      {isLeaving && (
        <Confirm
          title={t("leave_title")}
          words={t("leave_words")}
          act={t("leave")}
          onAct={() => leave.mutate()}
          onClose={() => setLeaving(false)}
        />
      )}
    </Sheet>
  );
}

function useMute({ id, muted }: Conversation) {
  const path = { params: { path: { conversation: id } } };
  const show = (on: boolean) => changeConversation(id, (one) => ({ ...one, muted: on }));
  return useOptimistic(
    (on: boolean) => {
      show(on);
      return () => show(muted);
    },
    (on) =>
      on
        ? api.PUT("/v1/conversations/{conversation}/mute", path)
        : api.DELETE("/v1/conversations/{conversation}/mute", path),
  );
}

function useLeave({ id }: Conversation) {
  const { user } = useMe();
  const [, navigate] = useLocation();
  return useOptimistic(
    () => () => undefined,
    () =>
      api.DELETE("/v1/conversations/{conversation}/members/{user}", {
        params: { path: { conversation: id, user: user.id } },
      }),
    () => {
      navigate("/chat");
      dropConversation(id);
    },
  );
}
