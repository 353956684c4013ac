import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { queries } from "~/core/query";
import { PersonFinder } from "~/people/person-finder";
import type { Person } from "~/people/queries";
import { Button } from "~/ui/button";
import { Sheet } from "~/ui/sheet";
import { Switch } from "~/ui/switch";
import { toast } from "~/ui/toast";
import { seatsKey } from "./keys";
import type { Conversation, Seat } from "./model";

interface Props {
  conversation: Conversation;
  seats: Seat[];
  onClose: () => void;
}

/** Brings people in, with what was said before or without it. */
export function AddPeople({ conversation, seats, onClose }: Props) {
  const { t } = useTranslation("chat");
  const words = useProblemWords();
  const [history, setHistory] = useState(false);
  const { id } = conversation;
  const add = ({ id: user, name }: Person) =>
    api
      .PUT("/v1/conversations/{conversation}/members/{user}", {
        params: { path: { conversation: id, user } },
        body: { history, role: null },
      })
      .then(
        () => {
          toast(t("added", { name }));
          return queries.invalidateQueries({ queryKey: seatsKey(id) });
        },
        (error: unknown) => toast(words(error), { tone: "danger" }),
      );
  const isIn = (person: Person) => seats.some((seat) => seat.person.id === person.id);
  return (
    <Sheet title={t("add_people")} isOpen onClose={onClose}>
      <Switch isOn={history} onChange={setHistory}>
        {t("with_history")}
      </Switch>
      <PersonFinder label={t("add_people")} choose={(person) => isIn(person) || void add(person)}>
        {(person) => (
          <Button
            isDisabled={isIn(person)}
            aria-label={`${t(isIn(person) ? "in_already" : "add")}: ${person.name}`}
            onPress={() => void add(person)}
          >
            {t(isIn(person) ? "in_already" : "add")}
          </Button>
        )}
      </PersonFinder>
    </Sheet>
  );
}
