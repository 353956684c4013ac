import { useState } from "react";
import type { Me } from "~/core/session";
import { useShownTheme } from "~/core/theme";
import "./brand-mark.css";

interface Props {
  branding: Pick<Me["branding"], "name" | "logo" | "logo_dark">;
  /** Where it is not the page's own: in a preview. */
  theme?: "light" | "dark";
}

/** The network's logo, that of the theme; its name where there is none, or where it does not come. */
export function BrandMark({ branding: { name, logo, logo_dark }, theme }: Props) {
  const shown = useShownTheme();
  const [failed, setFailed] = useState<string | null>(null);
  const picture = (theme ?? shown) === "dark" ? (logo_dark ?? logo) : logo;
  if (!picture || picture === failed) {
    return (
      <span className="brand-mark-name" dir="auto">
        {name}
      </span>
    );
  }
  return <img className="brand-mark" src={picture} alt={name} onError={() => setFailed(picture)} />;
}
