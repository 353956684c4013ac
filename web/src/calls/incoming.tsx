/** It rings: who calls, and what to do about it. Outside it nothing is pressed by chance: no button has the focus. */
import { Phone, PhoneOff, Video } from "lucide-react";
import { useEffect } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTranslation } from "react-i18next";
import { live } from "~/core/live";
import { useMe } from "~/core/session";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { type Call, door, type Media } from "./door";
import { useTitle } from "./queries";
import { decline, leave } from "./running";
import { ring } from "./tone";

export function Incoming({ call, isBusy }: { call: Call; isBusy: boolean }) {
  const { t } = useTranslation("calls");
  const title = useTitle(call.conversation);
  useRinging(call);
  const stop = () => door.ring(null);
  useEffect(() => (isBusy ? undefined : ring()), [isBusy]);
  const isVideo = call.media === "video";
  const accept = (media: Media) => {
    leave(); // of two calls, one
    stop();
    door.ask({ conversation: call.conversation, media });
  };
  return (
    <ModalOverlay className="sheet-shade call-shade" isOpen onOpenChange={(open) => open || stop()}>
      <Modal className="sheet call-incoming">
        <Dialog className="sheet-dialog call-incoming-dialog" role="alertdialog">
          <Avatar name={call.by.name} id={call.by.id} src={call.by.avatar} size={96} />
          <Heading slot="title" className="sheet-title">
            <bdi>{t(isVideo ? "calls_video" : "calls", { name: call.by.name })}</bdi>
          </Heading>
          {title && title !== call.by.name && (
            <p className="quiet">
              <bdi>{title}</bdi>
            </p>
          )}
          {isBusy && <p className="quiet">{t("replaces")}</p>}
          <div className="call-answers">
            <Button
              look="danger"
              icon={<Icon of={PhoneOff} />}
              onPress={() => {
                stop();
                void decline(call);
              }}
            >
              {t("decline")}
            </Button>
            <Button
              look={isVideo ? "plain" : "primary"}
              icon={<Icon of={Phone} />}
              onPress={() => accept("audio")}
            >
              {t("accept")}
            </Button>
            {isVideo && (
              <Button look="primary" icon={<Icon of={Video} />} onPress={() => accept("video")}>
                {t("accept_video")}
              </Button>
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Until the time is up, the call is over, or I have answered on another device. */
function useRinging(call: Call): void {
  const { user } = useMe();
  useEffect(() => {
    const over = () => door.ring(null);
    const left = Date.parse(call.ring_until ?? call.started_at) - Date.now();
    const timer = setTimeout(over, Math.min(Math.max(left, 0), 60_000));
    const ends = [
      live.on("call.ended", (frame) => frame.call === call.id && over()),
      live.on("call.changed", (frame) => {
        const now = frame.call as Call;
        const answered = now.participants.some((one) => one.person.id === user.id);
        if (now.id === call.id && (answered || now.declined.includes(user.id))) over();
      }),
      () => clearTimeout(timer),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [call, user.id]);
}
