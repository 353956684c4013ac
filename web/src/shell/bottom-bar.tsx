import type { LucideIcon } from "lucide-react";
import { CircleUser, House, MessageCircle, SquarePen, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UnreadBadge } from "~/chat/badge";
import { Unseen } from "~/feed/unseen";
import { NewInGroups } from "~/groups/new-in-groups";
import { Icon } from "~/ui/icon";
import { Link, useIsHere } from "~/ui/link";

/** The phone's navigation. */
export function BottomBar() {
  const { t } = useTranslation("shell");
  return (
    <nav className="bottom-bar" aria-label={t("navigation")}>
      <Item to="/" icon={House} words={t("home")} exact beside={<Unseen />} />
      <Item to="/groups" icon={UsersRound} words={t("groups")} beside={<NewInGroups />} />
      <Item to="/?compose" icon={SquarePen} words={t("compose")} />
      <Item to="/chat" icon={MessageCircle} words={t("chat")} beside={<UnreadBadge />} />
      <Item to="/me" icon={CircleUser} words={t("me")} />
    </nav>
  );
}

function Item({
  to,
  icon,
  words,
  exact = false,
  beside,
}: {
  to: string;
  icon: LucideIcon;
  words: string;
  exact?: boolean;
  beside?: ReactNode;
}) {
  const here = useIsHere(to, true);
  const below = useIsHere(to, exact);
  return (
    <Link to={to} className="bottom-bar-item" aria-current={here ? "page" : below || undefined}>
      <Icon of={icon} />
      <span className="cut">{words}</span>
      {beside}
    </Link>
  );
}
