import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { useFoundGroups } from "~/groups/found";
import { Combo } from "~/ui/combo";
import type { Home } from "./homes";

/** Where it goes: one's own wall or one of one's groups, which the server looks for as one types. */
export function HomePicker({ home, onChoose }: { home: Home; onChoose: (home: Home) => void }) {
  const { t } = useTranslation("posts");
  const { user } = useMe();
  const [typed, setTyped] = useState<string | null>(null); // null: what is chosen stands there
  const groups = useFoundGroups(typed ?? "", true).map((group) => ({ id: group.id, words: group.name }));
  const mine = { id: user.id, words: t("compose.my_followers") };
  const items = typed?.trim() ? groups : [mine, ...groups];
  const name = home.kind === "person" ? mine.words : (home.name ?? "");
  return (
    <Combo
      className="compose-to"
      label={t("compose.to")}
      text={typed ?? name}
      onText={(text) => setTyped(text === name ? null : text)}
      items={items}
      onChoose={({ id, words }) => {
        setTyped(null);
        onChoose(
          id === user.id ? { kind: "person", id, name: user.name } : { kind: "group", id, name: words },
        );
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
