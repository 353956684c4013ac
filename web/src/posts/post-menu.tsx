import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { LazyMenu } from "~/ui/menu";
import type { Post } from "./cache";
import type { Sheet } from "./post-sheet";

export interface PostMenuProps {
  post: Post;
  /** Why it is in the feed. */
  reason: string | undefined;
  edit: () => void;
  open: (sheet: Sheet) => void;
}

const load = () => import("./post-menu-open");
const OpenPostMenu = lazy(async () => ({ default: (await load()).OpenPostMenu }));

export function PostMenu(props: PostMenuProps) {
  const { t } = useTranslation("posts");
  return (
    <LazyMenu label={t("actions")} load={load}>
      <OpenPostMenu {...props} />
    </LazyMenu>
  );
}
