import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import type { Unfit } from "./legible";
import { ratio } from "./ratio";
import "./mending.css";

interface Props {
  /** All of one colour. */
  problems: Unfit[];
  onMend: (problem: Unfit) => void;
}

/** Why a colour is refused, in words and numbers, and the one next to it that is not. */
export function Mending({ problems, onMend }: Props) {
  const { t } = useTranslation("tenants");
  const first = problems[0];
  return (
    <div role="status" className="mending">
      {first && <p className="field-problem">{t("unfit_title")}</p>}
      {problems.map(({ theme, pair, ratio: has, needed }) => (
        <p key={`${theme} ${pair}`} className="field-problem">
          {t("unfit", {
            theme: t(`theme.${theme}`),
            pair: t(`pair.${pair}`),
            has: ratio(has),
            needed: ratio(needed),
          })}
        </p>
      ))}
      {first && (
        <Button
          icon={<span className="mending-swatch" style={{ background: first.nearest }} />}
          onPress={() => onMend(first)}
        >
          {t("use_nearest", { colour: `\u2066${first.nearest}\u2069` })}
        </Button>
      )}
    </div>
  );
}
