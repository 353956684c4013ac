import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDebounced } from "~/core/debounced";
import { all } from "~/core/lists";
import { useMe } from "~/core/session";
import { Rows } from "~/ui/rows";
import { Search } from "~/ui/search";
import { Skeleton, Trouble } from "~/ui/states";
import { PersonRow } from "./person-row";
import { EVERYBODY, type Person, usePeople } from "./queries";

const SHOWN = 8; // who is not among them is found by typing more

interface Props {
  label: string;
  children: (person: Person) => ReactNode;
  /** By Enter, where one person alone is found. */
  choose?: (person: Person) => void;
}

/** Looks for colleagues as one types, and gives each something to do. */
export function PersonFinder({ label, children, choose }: Props) {
  const { t } = useTranslation("people");
  const { user } = useMe();
  const [typed, setTyped] = useState("");
  const q = useDebounced(typed.trim());
  const found = usePeople({ ...EVERYBODY, q }, q !== "");
  const people = all(found.data).filter((person) => person.id !== user.id && person.status === "active");
  const isFound = q !== "" && q === typed.trim() && found.isSuccess && !found.isPlaceholderData;
  const enter = useEnter(typed, isFound && people.length === 1 ? people[0] : undefined, choose);
  return (
    <>
      <Search label={label} value={typed} onChange={setTyped} onSubmit={enter} autoFocus />
      <div aria-live="polite" className="stack">
        {q === "" ? (
          <p className="quiet">{t("finder_hint")}</p>
        ) : found.isPending ? (
          <Skeleton lines={1} card={false} />
        ) : found.isError ? (
          <Trouble error={found.error} again={() => void found.refetch()} />
        ) : people.length === 0 ? (
          <p className="quiet">{t("none_found")}</p>
        ) : (
          <Rows label={label}>
            {people.slice(0, SHOWN).map((person) => (
              <PersonRow key={person.id} person={person}>
                {children(person)}
              </PersonRow>
            ))}
          </Rows>
        )}
      </div>
    </>
  );
}

/** Who types fast presses Enter before the answer is there: it counts for what was typed then. */
function useEnter(typed: string, only: Person | undefined, choose?: (person: Person) => void): () => void {
  const [entered, setEntered] = useState<string | null>(null);
  useEffect(() => {
    if (entered === null || entered !== typed || !only) return;
    setEntered(null);
    choose?.(only);
  }, [entered, typed, only, choose]);
  return () => setEntered(typed);
}
