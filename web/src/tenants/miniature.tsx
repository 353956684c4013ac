import { House, MessageCircle, Users, UsersRound } from "lucide-react";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "~/core/api/client";
import { properties } from "~/core/brand";
import { useMe } from "~/core/session";
import { number } from "~/core/time";
import { BrandMark } from "~/identity/brand-mark";
import { Markdown } from "~/posts/markdown";
import { Avatar } from "~/ui/avatar";
import { Icon } from "~/ui/icon";
import type { Branding } from "./edits";
import "~/identity/gate.css";
import "~/ui/field.css";
import "./miniature.css";

interface Props {
  branding: Branding;
  colours: Schemas["Colours"];
  theme: "light" | "dark";
}

/** The sign-in page and a piece of the feed, small, in colours that are not worn yet; for the eye alone. */
export function Miniature({ branding, colours, theme }: Props) {
  const { t } = useTranslation("tenants");
  const worn = properties(colours).map(([name, colour]) => [`--${name}`, colour]);
  return (
    <div
      role="img"
      aria-label={t("preview_of", { theme: t(`theme.${theme}`) })}
      className={`miniature theme-${theme}`}
      style={Object.fromEntries(worn) as CSSProperties}
    >
      <div inert className="miniature-inner">
        <SignInPage branding={branding} theme={theme} />
        <Feed branding={branding} theme={theme} />
      </div>
    </div>
  );
}

type Shown = Pick<Props, "branding" | "theme">;

function SignInPage({ branding, theme }: Shown) {
  const { t } = useTranslation("identity");
  return (
    <div className="gate-card">
      <div className="gate-brand">
        <BrandMark branding={branding} theme={theme} />
      </div>
      <div className="gate-inner stack">
        <p className="miniature-title">{t("sign_in")}</p>
        {branding.welcome && (
          <div className="gate-welcome">
            <Markdown text={branding.welcome} />
          </div>
        )}
        <div className="field">
          <span className="field-label">{t("email")}</span>
          <span className="field-input" />
        </div>
        <span className="button button-primary">{t("sign_in")}</span>
        <span className="miniature-link">{t("forgot")}</span>
      </div>
    </div>
  );
}

function Feed({ branding, theme }: Shown) {
  const { t } = useTranslation("tenants");
  const { t: shell } = useTranslation("shell");
  const { t: posts } = useTranslation("posts");
  const { user } = useMe();
  return (
    <div className="miniature-app">
      <div className="miniature-navigation">
        <div className="miniature-company">
          <BrandMark branding={branding} theme={theme} />
        </div>
        <span className="miniature-item miniature-here">
          <Icon of={House} />
          {shell("home")}
        </span>
        <span className="miniature-item">
          <Icon of={UsersRound} />
          {shell("groups")}
        </span>
        <span className="miniature-item">
          <Icon of={Users} />
          {shell("people")}
        </span>
      </div>
      <div className="miniature-content">
        <div className="card stack">
          <div className="row">
            <Avatar name={user.name} id={user.id} src={user.avatar} size={32} />
            <strong dir="auto" className="cut">
              {user.name}
            </strong>
          </div>
          <p>
            {t("sample")} <span className="miniature-link">{t("sample_link")}</span>
          </p>
          <div className="row wrap">
            <span className="button button-quiet reaction reaction-mine">
              <span>👍</span>
              {number(3)}
            </span>
            <span className="button button-quiet">
              <Icon of={MessageCircle} size={16} />
              {posts("comment")}
            </span>
          </div>
          <span className="button button-primary">{shell("compose")}</span>
        </div>
      </div>
    </div>
  );
}
