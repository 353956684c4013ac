/** On a profile: call this person, in the one conversation of the two. */
import { Phone, Video } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { talkWith } from "~/chat/start";
import { useProblemWords } from "~/core/problem-words";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { toast } from "~/ui/toast";
import { door, type Media } from "./door";
import { useRunning } from "./running";

export function PersonCall({ person }: { person: { id: string; name: string } }) {
  const { t } = useTranslation("calls");
  const words = useProblemWords();
  const [isAsking, setAsking] = useState(false);
  const isBusy = useRunning().is !== "out" || isAsking;
  const call = async (media: Media) => {
    setAsking(true);
    try {
      door.ask({ conversation: await talkWith(person.id), media });
    } catch (error) {
      toast(words(error), { tone: "danger" });
    } finally {
      setAsking(false);
    }
  };
  return (
    <>
      <Button
        aria-label={t("call_person", { name: person.name })}
        icon={<Icon of={Phone} />}
        isDisabled={isBusy}
        onPress={() => void call("audio")}
      />
      <Button
        aria-label={t("call_person_video", { name: person.name })}
        icon={<Icon of={Video} />}
        isDisabled={isBusy}
        onPress={() => void call("video")}
      />
    </>
  );
}
