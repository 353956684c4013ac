import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Wall } from "~/posts/wall";
import { Empty } from "~/ui/states";
import type { Group } from "./queries";
import { sawWall } from "./unread";

export function GroupWall({ group }: { group: Group }) {
  const { t } = useTranslation("groups");
  const { id } = group;
  const onSeen = useCallback((newest: string) => sawWall(id, newest), [id]);
  return (
    <Wall
      home={{ kind: "group", id, name: group.name }}
      writes={Boolean(group.my_role)}
      label={t("wall")}
      empty={<Empty>{group.my_role ? t("no_posts") : t("no_posts_outside")}</Empty>}
      onSeen={onSeen}
    />
  );
}
