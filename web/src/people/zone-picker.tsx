import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Combo } from "~/ui/combo";
import { localTime, zonesLike } from "./local-time";

const SHOWN = 40; // whoever seeks another types on

interface Props {
  value: string;
  onChange: (zone: string) => void;
  problem?: string | undefined;
}

const words = (zone: string) => zone.replaceAll("_", " ");

/** A time zone, by the beginning of any word of its name; this device's own first. */
export function ZonePicker({ value, onChange, problem }: Props) {
  const { t, i18n } = useTranslation("people");
  const [text, setText] = useState(words(value));
  useEffect(() => setText(words(value)), [value]);
  const known = useMemo(
    () => ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")],
    [],
  );
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const asked = text === words(value) ? "" : text;
  const now = Date.now();
  const items = zonesLike(asked, known, own)
    .slice(0, SHOWN)
    .map((zone) => ({ id: zone, words: words(zone), aside: localTime(zone, i18n.language, now) ?? "" }));
  return (
    <Combo
      label={t("time_zone")}
      hint={t("time_zone_hint")}
      text={text}
      onText={setText}
      onChoose={(item) => onChange(item.id)}
      onBlur={() => setText(words(value))}
      items={items}
      problem={problem}
    />
  );
}
