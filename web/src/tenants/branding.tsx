import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { ButtonLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { AdminTabs } from "./admin-tabs";
import { BrandingForm } from "./branding-form";
import { useBranding } from "./queries";

/** What the network is called and wears. */
export function Branding() {
  const { t } = useTranslation("tenants");
  const { t: shell } = useTranslation("shell");
  const { user } = useMe();
  if (user.role !== "owner" && user.role !== "admin") {
    return (
      <Page title={t("title")}>
        <Empty action={<ButtonLink to="/">{shell("to_home")}</ButtonLink>}>{t("for_admins")}</Empty>
      </Page>
    );
  }
  return (
    <Page title={t("title")} wide>
      <AdminTabs />
      <Loaded />
    </Page>
  );
}

function Loaded() {
  const { data, error, refetch } = useBranding();
  if (data) return <BrandingForm now={data} />;
  return error ? <Trouble error={error} again={() => void refetch()} /> : <Skeletons count={2} />;
}
