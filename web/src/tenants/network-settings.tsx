import { useTranslation } from "react-i18next";
import { useMe } from "~/core/session";
import { ButtonLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { Empty, Skeletons, Trouble } from "~/ui/states";
import { Switch } from "~/ui/switch";
import { AdminTabs } from "./admin-tabs";
import { useAllowed, useAllowing } from "./allowed";
import "./network-settings.css";

/** What members may do in the network; each switch works at once. */
export function NetworkSettings() {
  const { t } = useTranslation("tenants");
  const { t: shell } = useTranslation("shell");
  const { user } = useMe();
  if (user.role !== "owner" && user.role !== "admin") {
    return (
      <Page title={t("settings")}>
        <Empty action={<ButtonLink to="/">{shell("to_home")}</ButtonLink>}>{t("settings_for_admins")}</Empty>
      </Page>
    );
  }
  return (
    <Page title={t("settings")}>
      <AdminTabs />
      <Switches />
    </Page>
  );
}

function Switches() {
  const { t } = useTranslation("tenants");
  const { data, error, refetch } = useAllowed();
  const change = useAllowing();
  if (!data) return error ? <Trouble error={error} again={() => void refetch()} /> : <Skeletons count={1} />;
  return (
    <section className="card stack">
      <h2>{t("outside")}</h2>
      <Switch isOn={data.share_links} onChange={(share_links) => change.mutate({ share_links })}>
        <span>
          {t("share_links")}
          <span className="network-hint quiet">{t("share_links_words")}</span>
        </span>
      </Switch>
    </section>
  );
}
