import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { ButtonLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { Empty } from "~/ui/states";
import { InviteForm } from "./invite-form";
import { InviteList } from "./invite-list";
import { mayInvite } from "./roles";

/** Bringing people in, and the invitations that went out. */
export function Invites() {
  const { t } = useTranslation("invites");
  const { t: shell } = useTranslation("shell");
  const { user } = useMe();
  if (!mayInvite(user.role)) {
    return (
      <Page title={t("title")}>
        <Empty action={<ButtonLink to="/">{shell("to_home")}</ButtonLink>}>{t("not_for_guests")}</Empty>
      </Page>
    );
  }
  return (
    <Page title={t("title")}>
      <InviteForm />
      <InviteList />
    </Page>
  );
}
