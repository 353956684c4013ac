import type { UseQueryResult } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { Icon } from "~/ui/icon";
import type { Branding } from "./edits";
import { Miniature } from "./miniature";
import { ratio } from "./ratio";
import "./previews.css";

interface Props {
  next: Branding;
  preview: UseQueryResult<Schemas["Preview"]>;
  /** It shows what is nearest to a colour that cannot be read. */
  isMended: boolean;
}

/** How the network would look, light and dark, and how well each can be read. */
export function Previews({ next, preview, isMended }: Props) {
  const { t } = useTranslation("tenants");
  const words = useProblemWords();
  const { data, error } = preview;
  const palette = data?.palette ?? next.palette;
  return (
    <section className="previews" aria-labelledby="previews">
      <h2 id="previews" className="branding-title">
        {t("preview")}
      </h2>
      <p className="quiet">{t(isMended ? "preview_mended" : "preview_words")}</p>
      {error && <p className="field-problem">{words(error)}</p>}
      <div className="previews-two">
        {(["light", "dark"] as const).map((theme) => (
          <figure key={theme} className="previews-one">
            <figcaption className="previews-theme">{t(`theme.${theme}`)}</figcaption>
            <Miniature branding={next} colours={palette[theme]} theme={theme} />
            <Checks checks={data?.checks.filter((check) => check.theme === theme) ?? []} />
          </figure>
        ))}
      </div>
    </section>
  );
}

function Checks({ checks }: { checks: Schemas["Check"][] }) {
  const { t } = useTranslation("tenants");
  return (
    <ul className="previews-checks">
      {checks.map(({ pair, ratio: has, needed }) => (
        <li key={pair} className="previews-check">
          <Icon of={CircleCheck} size={16} />
          <span>
            {t(`pair.${pair}`)}: <strong className="numbers">{ratio(has)}</strong>
            <span className="quiet">{t("needed", { needed: ratio(needed) })}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
