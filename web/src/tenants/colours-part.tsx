import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "~/core/api/client";
import { Button } from "~/ui/button";
import { Switch } from "~/ui/switch";
import { ColourField } from "./colour-field";
import { type Branding, COLOURS, type Colours, type Edits } from "./edits";
import type { Unfit } from "./legible";
import { Mending } from "./mending";

interface Props {
  next: Branding;
  palette: Schemas["Palette"];
  problems: Unfit[];
  change: (more: Edits) => void;
  /** Takes what is nearest. */
  mend: (problem: Unfit) => void;
}

const DEFAULT: Colours = { accent: null, accent_dark: null, header: null, header_dark: null };

export function ColoursPart({ next, palette, problems, change, mend }: Props) {
  const { t } = useTranslation("tenants");
  const isApart = next.accent_dark !== null || next.header_dark !== null;
  const [wantsApart, setWantsApart] = useState(false); // on, and both fields empty
  const field = (name: keyof Colours, present: string) => (
    <ColourField
      label={t(`colour.${name}`)}
      hint={t(`colour_hint.${name}`)}
      value={next[name]}
      present={present}
      onChange={(colour) => change({ [name]: colour })}
      problem={<Mending problems={problems.filter((one) => one.field === name)} onMend={mend} />}
      isInvalid={problems.some((one) => one.field === name)}
    />
  );
  const part = (on: boolean) => {
    setWantsApart(on);
    if (on) change({ accent_dark: palette.dark.accent, header_dark: palette.dark.header });
    else change({ accent_dark: null, header_dark: null });
  };
  const reset = () => {
    setWantsApart(false);
    change(DEFAULT);
  };
  return (
    <section className="branding-part" aria-labelledby="branding-colours">
      <h2 id="branding-colours" className="branding-title">
        {t("colours")}
      </h2>
      {field("accent", palette.light.accent)}
      {field("header", palette.light.header)}
      <Switch isOn={isApart || wantsApart} onChange={part}>
        {t("apart")}
      </Switch>
      {isApart || wantsApart ? (
        <>
          {field("accent_dark", palette.dark.accent)}
          {field("header_dark", palette.dark.header)}
        </>
      ) : (
        <p className="quiet">{t("apart_not")}</p>
      )}
      <div className="row">
        <Button isDisabled={COLOURS.every((name) => next[name] === null)} onPress={reset}>
          {t("default_colours")}
        </Button>
      </div>
    </section>
  );
}
