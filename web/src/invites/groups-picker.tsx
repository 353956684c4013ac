import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body, type Schemas } from "~/core/api/client";
import { useDebounced } from "~/core/debounced";
import { Button } from "~/ui/button";
import { Combo } from "~/ui/combo";
import { Icon } from "~/ui/icon";
import type { Group } from "./sending";

const MOST = 20; // as the server has it

/** The groups that the invited will be in from the start, out of those into which one may bring people. */
export function GroupsPicker({ chosen, onChange }: { chosen: Group[]; onChange: (groups: Group[]) => void }) {
  const { t } = useTranslation("invites");
  const [text, setText] = useState("");
  const q = useDebounced(text.trim());
  const { data } = useQuery({
    queryKey: ["groups", "to bring into", q],
    queryFn: ({ signal }) =>
      body(api.GET("/v1/groups", { params: { query: { mine: true, limit: 20, ...(q && { q }) } }, signal })),
    placeholderData: keepPreviousData,
  });
  const ids = chosen.map(({ id }) => id);
  const found = data?.items.filter((group) => mayBringInto(group) && !ids.includes(group.id)) ?? [];
  return (
    <div className="stack">
      {chosen.length < MOST && (
        <Combo
          label={t("groups")}
          hint={t("groups_hint")}
          text={text}
          onText={setText}
          items={found.map(({ id, name }) => ({ id, words: name }))}
          onChoose={({ id, words }) => {
            onChange([...chosen, { id, name: words }]);
            setText("");
          }}
          onBlur={() => setText("")}
        />
      )}
      {chosen.length > 0 && (
        <ul className="invite-groups" aria-label={t("groups_chosen")}>
          {chosen.map(({ id, name }) => (
            <li key={id} className="invite-group">
              <span className="cut" dir="auto">
                {name}
              </span>
              <Button
                look="quiet"
                aria-label={t("group_away", { group: name })}
                icon={<Icon of={X} size={16} />}
                onPress={() => onChange(chosen.filter((group) => group.id !== id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** As the server has it: into an open group its members bring people, else those who keep its order. */
function mayBringInto({ visibility, my_role }: Schemas["Group"]): boolean {
  return visibility === "open" || my_role === "owner" || my_role === "moderator";
}
