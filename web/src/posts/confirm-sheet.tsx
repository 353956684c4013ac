import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Sheet } from "~/ui/sheet";

interface Props {
  title: string;
  words: string;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks before something goes for good. */
export function ConfirmSheet({ title, words, onClose, onConfirm }: Props) {
  const { t } = useTranslation();
  const confirm = () => {
    onClose();
    onConfirm();
  };
  return (
    <Sheet title={title} isOpen onClose={onClose}>
      <p>{words}</p>
      <div className="sheet-actions">
        <Button autoFocus onPress={onClose}>
          {t("cancel")}
        </Button>
        <Button look="danger" onPress={confirm}>
          {t("delete")}
        </Button>
      </div>
    </Sheet>
  );
}
