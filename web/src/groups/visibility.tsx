import { EyeOff, Globe, Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Icon } from "~/ui/icon";
import type { Group, Visibility } from "./queries";

const ICONS = { open: Globe, private: Lock, secret: EyeOff };
export const VISIBILITIES: Visibility[] = ["open", "private", "secret"];

export function VisibilityBadge({ of }: { of: Visibility }) {
  const { t } = useTranslation("groups");
  return (
    <Badge>
      <Icon of={ICONS[of]} size={14} />
      {t(`visibility.${of}`)}
    </Badge>
  );
}

const KINDS = ["team", "project", "community", "site"] as const;
export type Kind = (typeof KINDS)[number];

/** What a group is for. People may give a word of their own, which is shown as it is. */
export function useKindWords() {
  const { t } = useTranslation("groups");
  return {
    kinds: KINDS.map((kind) => ({ id: kind, words: t(`kinds.${kind}`) })),
    words: ({ kind }: Pick<Group, "kind">) =>
      (KINDS as readonly string[]).includes(kind) ? t(`kinds.${kind as Kind}`) : kind,
  };
}
