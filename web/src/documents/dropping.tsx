import type { ReactNode } from "react";
import { DropZone } from "react-aria-components/DropZone";
import { Text } from "react-aria-components/Text";
import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { toast } from "~/ui/toast";
import { take } from "./dropped";
import type { Where } from "./model";
import "./dropping.css";

interface Props {
  where: Where;
  /** Of those who may only read. */
  isOff: boolean;
  children: ReactNode;
}

/** Files and folders that are dropped here, or pasted, are sent. */
export function Dropping({ where, isOff, children }: Props) {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  if (isOff) return <div className="drop">{children}</div>;
  return (
    <DropZone
      className="drop"
      getDropOperation={() => "copy"}
      onDrop={({ items }) => {
        take(items, where).catch((error: unknown) => toast(words(error), { tone: "danger" }));
      }}
    >
      <Text slot="label" className="unseen">
        {t("drop")}
      </Text>
      {children}
      <p className="drop-words" aria-hidden="true">
        {t("drop")}
      </p>
    </DropZone>
  );
}
