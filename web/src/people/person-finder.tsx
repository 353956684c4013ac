import { type ReactNode, useState } from "react";
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

/** Looks for colleagues as one types, and gives each something to do. */
export function PersonFinder({
  label,
  children,
}: {
  label: string;
  children: (person: Person) => ReactNode;
}) {
  const { t } = useTranslation("people");
  const { user } = useMe();
  const [typed, setTyped] = useState("");
  const q = useDebounced(typed.trim());
  const found = usePeople({ ...EVERYBODY, q }, q !== "");
  const people = all(found.data).filter((person) => person.id !== user.id && person.status === "active");
  return (
    <>
      <Search label={label} value={typed} onChange={setTyped} autoFocus />
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
