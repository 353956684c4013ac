import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTranslation } from "react-i18next";
import { Button } from "./button";
import { Icon } from "./icon";
import "./sheet.css";

interface Props {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
  /** The whole screen of a phone, where one writes. */
  full?: boolean;
}

/** A dialog; on a phone a sheet that comes from below. Escape and the close button end it, focus returns. */
export function Sheet({ title, isOpen, onClose, children, wide = false, full = false }: Props) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      className="sheet-shade"
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      isDismissable
    >
      <Modal className={`sheet ${wide ? "sheet-wide" : ""} ${full ? "sheet-full" : ""}`}>
        <Dialog className="sheet-dialog">
          <div className="sheet-head">
            <Heading slot="title" className="sheet-title">
              {title}
            </Heading>
            <Button look="quiet" aria-label={t("close")} onPress={onClose} icon={<Icon of={X} />} />
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
