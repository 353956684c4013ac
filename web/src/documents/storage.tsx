import { Label } from "react-aria-components/Label";
import { Meter } from "react-aria-components/Meter";
import { useTranslation } from "react-i18next";
import type { Schemas } from "~/core/api/client";
import { bytes } from "./model";
import { useStorage } from "./queries";
import "./storage.css";
import "~/ui/track.css";

/** How much I and the company store, of how much. */
export function Storage() {
  const { t } = useTranslation("documents");
  const { data } = useStorage();
  if (!data) return null;
  return (
    <section className="storage card" aria-label={t("storage")}>
      <Used words={t("storage_mine")} {...data.mine} />
      <Used words={t("storage_company")} {...data.company} />
    </section>
  );
}

function Used({ words, bytes: used, limit }: Schemas["Used"] & { words: string }) {
  const { t } = useTranslation("documents");
  const part = Math.min(1, used / limit);
  const told = t("used", { used: bytes(used), limit: bytes(limit) });
  return (
    <Meter value={used} maxValue={limit} valueLabel={told} className="grow">
      <span className="row wrap">
        <Label className="grow">{words}</Label>
        <span className="quiet numbers">{told}</span>
      </span>
      <span className="track">
        <span
          className={part > 0.9 ? "track-done track-full" : "track-done"}
          style={{ inlineSize: `${100 * part}%` }}
        />
      </span>
    </Meter>
  );
}
