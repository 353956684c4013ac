/** In the head of a conversation: call, with a picture or without; or join the call that goes on there. */
import { Phone, Video } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { toast } from "~/ui/toast";
import { door } from "./door";
import { useCallIn } from "./queries";
import { useRunning } from "./running";

export function CallButton({ conversation }: { conversation: { id: string } }) {
  const { t } = useTranslation("calls");
  const { id } = conversation;
  const { call, most, larger } = useCallIn(id).data ?? {};
  const running = useRunning();
  const { user } = useMe();
  if (running.is === "in" && running.call.conversation === id) return null;
  const isBusy = running.is !== "out"; // in another
  if (call && most) {
    const count = call.participants.length;
    const isFull = count >= most && !call.participants.some((one) => one.person.id === user.id);
    if (isFull) {
      const why = () => toast(t(larger ? "full_meeting" : "full", { shown: number(most) }));
      return (
        <Button look="quiet" onPress={why}>
          {t("is_full")}
        </Button>
      );
    }
    return (
      <Button
        look="primary"
        icon={<Icon of={call.media === "video" ? Video : Phone} />}
        isDisabled={isBusy}
        onPress={() => door.ask({ conversation: id, media: call.media })}
      >
        {t("join", { count, shown: number(count) })}
      </Button>
    );
  }
  return (
    <>
      <Button
        look="quiet"
        aria-label={t("call")}
        icon={<Icon of={Phone} />}
        isDisabled={isBusy}
        onPress={() => door.ask({ conversation: id, media: "audio" })}
      />
      <Button
        look="quiet"
        className="call-video"
        aria-label={t("call_video")}
        icon={<Icon of={Video} />}
        isDisabled={isBusy}
        onPress={() => door.ask({ conversation: id, media: "video" })}
      />
    </>
  );
}
