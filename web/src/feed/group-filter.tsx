import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFoundGroups } from "~/groups/found";
import { Combo } from "~/ui/combo";

const ALL = "all";

interface Props {
  name: string;
  isFiltered: boolean;
  onChoose: (group: string | undefined) => void;
  onLeave: () => void;
}

/** The field in which one finds a group to read. */
export function GroupFilter({ name, isFiltered, onChoose, onLeave }: Props) {
  const { t } = useTranslation("feed");
  const [text, setText] = useState("");
  const field = useRef<HTMLDivElement>(null);
  const groups = useFoundGroups(text, false).map((group) => ({ id: group.id, words: group.name }));
  useEffect(() => field.current?.querySelector("input")?.focus(), []);
  const items = isFiltered && !text ? [{ id: ALL, words: t("all_groups") }, ...groups] : groups;
  return (
    <div ref={field} className="feed-group feed-group-open">
      <Combo
        label={t("by_group")}
        placeholder={name}
        text={text}
        onText={setText}
        items={items}
        onChoose={({ id }) => onChoose(id === ALL ? undefined : id)}
        onBlur={onLeave}
      />
    </div>
  );
}
