import type { LucideIcon } from "lucide-react";
import { Folder, House, LogOut, MessageCircle, Palette, UserPlus, Users, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UnreadBadge } from "~/chat/badge";
import { useMe } from "~/core/session";
import { Unseen } from "~/feed/unseen";
import { MyGroups } from "~/groups/my-groups";
import { NewInGroups } from "~/groups/new-in-groups";
import { useSignOut } from "~/identity/use-sign-out";
import { mayInvite } from "~/invites/roles";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Link, useIsHere } from "~/ui/link";
import { Company } from "./company";

export function Navigation() {
  const { t } = useTranslation("shell");
  const { user } = useMe();
  const out = useSignOut();
  const admin = user.role === "owner" || user.role === "admin";
  return (
    <header className="navigation">
      <Company />
      <nav aria-label={t("navigation")} className="navigation-list">
        <Item to="/" icon={House} exact beside={<Unseen />}>
          {t("home")}
        </Item>
        <Item to="/groups" icon={UsersRound} beside={<NewInGroups />}>
          {t("groups")}
        </Item>
        <MyGroups />
        <Item to="/chat" icon={MessageCircle} beside={<UnreadBadge />}>
          {t("chat")}
        </Item>
        <Item to="/files" icon={Folder}>
          {t("files")}
        </Item>
        <Item to="/people" icon={Users}>
          {t("people")}
        </Item>
        {mayInvite(user.role) && (
          <Item to="/admin/invites" icon={UserPlus}>
            {t("invites")}
          </Item>
        )}
        {admin && (
          <Item to="/admin/branding" icon={Palette}>
            {t("branding")}
          </Item>
        )}
      </nav>
      <div className="navigation-end">
        <Link to="/me" className="navigation-me">
          <Avatar name={user.name} id={user.id} src={user.avatar} size={32} />
          <span className="navigation-words cut" dir="auto">
            {user.name}
          </span>
        </Link>
        <Button
          look="quiet"
          className="navigation-out"
          aria-label={t("sign_out")}
          icon={<Icon of={LogOut} />}
          isPending={out.isPending}
          onPress={() => out.mutate()}
        />
      </div>
    </header>
  );
}

function Item({
  to,
  icon,
  exact = false,
  beside,
  children,
}: {
  to: string;
  icon: LucideIcon;
  exact?: boolean;
  beside?: ReactNode;
  children: string;
}) {
  const here = useIsHere(to, true);
  const below = useIsHere(to, exact);
  return (
    <Link to={to} className="navigation-item" aria-current={here ? "page" : below || undefined}>
      <Icon of={icon} />
      <span className="navigation-words cut grow">{children}</span>
      {beside}
    </Link>
  );
}
