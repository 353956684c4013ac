/** After a reload in a call: it goes on, and one may come back, as one was. */
import { Phone, PhoneOff, Video } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { hangUp } from "./asking";
import { door } from "./door";
import { type Left, left } from "./left";
import { useCallIn, useTitle } from "./queries";

export function ComingBack() {
  const [was, setWas] = useState(left.read);
  return was && <Offer was={was} onLeave={() => setWas(null)} />;
}

function Offer({ was, onLeave }: { was: Left; onLeave: () => void }) {
  const { t } = useTranslation("calls");
  const { user } = useMe();
  const { call, conversation, device, media, muted } = was;
  const title = useTitle(conversation);
  const running = useCallIn(conversation).data?.call;
  const mine = running?.participants.find((one) => one.person.id === user.id);
  // Over, or I am in it on another device.
  if (running?.id !== call || (mine && mine.device !== device)) return null;
  return (
    <section className="call-back" aria-label={t("goes_on", { name: title })}>
      <p className="call-back-words" role="status">
        <bdi>{t("goes_on", { name: title })}</bdi>
      </p>
      <Button
        look="quiet"
        icon={<Icon of={PhoneOff} />}
        onPress={() => {
          hangUp(call, device);
          onLeave();
        }}
      >
        {t("hang_up")}
      </Button>
      <Button
        look="primary"
        icon={<Icon of={media === "video" ? Video : Phone} />}
        onPress={() => door.ask({ conversation, media, call, muted })}
      >
        {t("come_back")}
      </Button>
    </section>
  );
}
