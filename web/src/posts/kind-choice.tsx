import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { useTranslation } from "react-i18next";
import type { Post } from "./cache";

const KINDS = ["update", "question", "announcement"] as const;

export function KindChoice({
  kind,
  onChange,
}: {
  kind: Post["kind"];
  onChange: (kind: Post["kind"]) => void;
}) {
  const { t } = useTranslation("posts");
  return (
    <RadioGroup
      className="compose-kinds"
      orientation="horizontal"
      aria-label={t("compose.kind")}
      value={kind}
      onChange={(next) => onChange(next as Post["kind"])}
    >
      {KINDS.map((one) => (
        <Radio key={one} value={one} className="compose-kind">
          {t(`compose.kinds.${one}`)}
        </Radio>
      ))}
    </RadioGroup>
  );
}
