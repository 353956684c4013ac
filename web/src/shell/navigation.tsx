import type { LucideIcon } from "lucide-react";
import { House, Palette, UserPlus, Users, UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { MyGroups } from "~/groups/my-groups";
import { Avatar } from "~/ui/avatar";
import { Icon } from "~/ui/icon";
import { Link, useIsHere } from "~/ui/link";

export function Navigation() {
  const { t } = useTranslation("shell");
  const { user, tenant } = useMe();
  const admin = user.role === "owner" || user.role === "admin";
  return (
    <header className="navigation">
      <Link to="/" className="navigation-company">
        <span className="cut" dir="auto">
          {tenant.name}
        </span>
      </Link>
      <nav aria-label={t("navigation")} className="navigation-list">
        <Item to="/" icon={House} exact>
          {t("home")}
        </Item>
        <Item to="/groups" icon={UsersRound}>
          {t("groups")}
        </Item>
        <MyGroups />
        <Item to="/people" icon={Users}>
          {t("people")}
        </Item>
        {admin && (
          <>
            <Item to="/admin/invites" icon={UserPlus}>
              {t("invites")}
            </Item>
            <Item to="/admin/branding" icon={Palette}>
              {t("branding")}
            </Item>
          </>
        )}
      </nav>
      <Link to="/me" className="navigation-me">
        <Avatar name={user.name} id={user.id} size={32} />
        <span className="cut" dir="auto">
          {user.name}
        </span>
      </Link>
    </header>
  );
}

function Item({
  to,
  icon,
  exact = false,
  children,
}: {
  to: string;
  icon: LucideIcon;
  exact?: boolean;
  children: string;
}) {
  const here = useIsHere(to, exact);
  return (
    <Link to={to} className="navigation-item" aria-current={here ? "page" : undefined}>
      <Icon of={icon} />
      <span className="cut">{children}</span>
    </Link>
  );
}
