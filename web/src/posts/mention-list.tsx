import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body, type Schemas } from "~/core/api/client";
import { useDebounced } from "~/core/debounced";
import { Avatar } from "~/ui/avatar";
import { mentionAt } from "./writing";

type Person = Schemas["Person"];
type At = NonNullable<ReturnType<typeof mentionAt>>;

const SHOWN = 6;
const SHORT = 5 * 60_000;

/** The list of people that opens at an @; the caret stays in the text, the list is walked by the arrows. */
export function useMentionList(id: string, choose: (at: At, person: Person) => void) {
  const [at, setAt] = useState<At | null>(null);
  const [left, setLeft] = useState(-1); // where the list was closed by Escape
  const [place, setPlace] = useState(0);
  const q = useDebounced(at?.q ?? "");
  const { data } = useQuery({
    queryKey: ["people", "mention", q],
    queryFn: ({ signal }) => body(api.GET("/v1/people", { params: { query: { q, limit: SHOWN } }, signal })),
    enabled: q !== "" && at !== null,
    placeholderData: keepPreviousData,
    gcTime: SHORT,
  });
  const people = at && at.from !== left ? (data?.items ?? []) : [];
  const isOpen = people.length > 0;
  const active = Math.min(place, people.length - 1);

  const close = () => setAt(null);
  const pick = (person: Person) => {
    close();
    if (at) choose(at, person);
  };
  const press = (event: KeyboardEvent): boolean => {
    const person = people[active];
    if (!isOpen || !at || event.metaKey || event.ctrlKey) return false;
    if (event.key === "ArrowDown") setPlace((active + 1) % people.length);
    else if (event.key === "ArrowUp") setPlace((active + people.length - 1) % people.length);
    else if (event.key === "Escape") setLeft(at.from);
    else if (event.key === "Enter" && person) pick(person);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const look = (text: string, caret: number) => {
    const found = caret < 0 ? null : mentionAt(text, caret);
    if (found?.q !== at?.q) setPlace(0);
    if (found?.from !== at?.from) setLeft(-1);
    setAt(found);
  };
  const attributes = {
    "aria-autocomplete": "list" as const,
    "aria-haspopup": "listbox" as const,
    ...(isOpen && {
      "aria-controls": `${id}-people`,
      "aria-activedescendant": `${id}-${people[active]?.id}`,
    }),
  };
  return { people, active, isOpen, pick, press, look, close, attributes };
}

type Props = Pick<ReturnType<typeof useMentionList>, "people" | "active" | "isOpen" | "pick"> & {
  id: string;
};

export function MentionList({ id, people, active, isOpen, pick }: Props) {
  const { t } = useTranslation("posts");
  return (
    <>
      <p className="unseen" role="status">
        {isOpen && t("compose.people_found", { count: people.length })}
      </p>
      {isOpen && (
        <div
          id={`${id}-people`}
          className="mentions popover"
          role="listbox"
          aria-label={t("compose.mention_whom")}
        >
          {people.map((person, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the text, where the focus stays
            <div
              key={person.id}
              id={`${id}-${person.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === active}
              className="mention-option"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(person)}
            >
              <Avatar name={person.name} id={person.id} src={person.avatar} size={32} />
              <span className="grow">
                <span className="mention-name cut" dir="auto">
                  {person.name}
                </span>
                <span className="mention-title cut quiet" dir="auto">
                  {[person.title, person.department].filter(Boolean).join(" · ")}
                </span>
              </span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
