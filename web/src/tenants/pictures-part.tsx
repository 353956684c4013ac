import { useTranslation } from "react-i18next";
import type { Schemas } from "~/core/api/client";
import { number } from "~/core/time";
import type { Branding, Edits, Slot } from "./edits";
import { LARGEST } from "./picture";
import { PictureField } from "./picture-field";

interface Props {
  now: Branding;
  next: Branding;
  palette: Schemas["Palette"];
  change: (more: Edits) => void;
  /** What the server refused of a field, in words. */
  at: (field: string) => string | undefined;
}

export function PicturesPart({ now, next, palette, change, at }: Props) {
  const { t } = useTranslation("tenants");
  const field = (slot: Slot, ground?: Schemas["Colours"]) => (
    <PictureField
      slot={slot}
      label={t(`picture.${slot}`)}
      hint={t(`picture_hint.${slot}`)}
      address={next[slot]}
      isChanged={next[slot] !== now[slot]}
      {...(ground && { ground })}
      onChange={(picture) => change({ [slot]: picture })}
      refused={at(slot)}
    />
  );
  return (
    <section className="branding-part" aria-labelledby="branding-pictures">
      <h2 id="branding-pictures" className="branding-title">
        {t("pictures")}
      </h2>
      <p className="quiet">{t("kinds", { logo: number(LARGEST.logo), icon: number(LARGEST.favicon) })}</p>
      {field("logo", palette.light)}
      {field("logo_dark", palette.dark)}
      {field("favicon")}
    </section>
  );
}
