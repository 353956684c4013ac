import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button";
import { Sheet } from "./sheet";

interface Props {
  title: string;
  words: ReactNode;
  /** The verb on the button. */
  act: string;
  onAct: () => void;
  onClose: () => void;
  isDisabled?: boolean;
}

/** Before what cannot be taken back: what will happen, and the verb. */
export function Confirm({ title, words, act, onAct, onClose, isDisabled = false }: Props) {
  const { t } = useTranslation();
  return (
    <Sheet title={title} isOpen onClose={onClose}>
      {typeof words === "string" ? <p>{words}</p> : words}
      <div className="sheet-actions">
        <Button onPress={onClose}>{t("cancel")}</Button>
        <Button
          look="danger"
          isDisabled={isDisabled}
          onPress={() => {
            onClose();
            onAct();
          }}
        >
          {act}
        </Button>
      </div>
    </Sheet>
  );
}
