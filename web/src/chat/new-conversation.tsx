import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { PersonFinder } from "~/people/person-finder";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Sheet } from "~/ui/sheet";
import { FormProblem } from "~/ui/states";
import { useStart } from "./start";
import "./details.css";

type Chosen = { id: string; name: string };

/** With one person or with several, who may get a name together. */
export function NewConversation({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("chat");
  const words = useProblemWords();
  const [people, setPeople] = useState<Chosen[]>([]);
  const [name, setName] = useState("");
  const start = useStart();
  const begin = () =>
    start.mutate(
      {
        people: people.map((one) => one.id),
        ...(people.length > 1 && name.trim() && { name: name.trim() }),
      },
      { onSuccess: onClose },
    );
  const isIn = (id: string) => people.some((one) => one.id === id);
  const add = ({ id, name }: Chosen) => isIn(id) || setPeople([...people, { id, name }]);
  return (
    <Sheet title={t("new")} isOpen onClose={onClose}>
      <p className="quiet">{t("begin_hint")}</p>
      {people.length > 0 && (
        <ul className="row wrap" aria-label={t("chosen")}>
          {people.map((one) => (
            <li key={one.id} className="chat-chosen">
              <bdi className="cut">{one.name}</bdi>
              <Button
                look="quiet"
                aria-label={t("take_out", { name: one.name })}
                icon={<Icon of={X} size={16} />}
                onPress={() => setPeople(people.filter(({ id }) => id !== one.id))}
              />
            </li>
          ))}
        </ul>
      )}
      {/* Anew after each choice, to look for the next. */}
      <PersonFinder key={people.length} label={t("with")} choose={add}>
        {(person) => (
          <Button
            isDisabled={isIn(person.id)}
            aria-label={`${t("add")}: ${person.name}`}
            onPress={() => add(person)}
          >
            {t("add")}
          </Button>
        )}
      </PersonFinder>
      {people.length > 1 && (
        <Field label={t("name_optional")} value={name} onChange={setName} maxLength={100} />
      )}
      <FormProblem>{start.error ? words(start.error) : null}</FormProblem>
      <div className="sheet-actions">
        <Button look="primary" isDisabled={!people.length} isPending={start.isPending} onPress={begin}>
          {t("begin")}
        </Button>
      </div>
    </Sheet>
  );
}
