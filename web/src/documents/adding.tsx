import { FolderPlus, Images, Upload } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import type { Where } from "./model";
import { NewFolder } from "./name-sheet";
import { send } from "./uploads";

/** What comes into a folder: files from this device, and folders. */
export function Adding({ where }: { where: Where }) {
  const { t } = useTranslation("documents");
  const [isNaming, setNaming] = useState<"folder" | "album" | null>(null);
  /** On a phone its icon alone. */
  const makes = (words: string, icon: typeof Images, onPress: () => void) => (
    <Button className="adding-makes" aria-label={words} icon={<Icon of={icon} size={16} />} onPress={onPress}>
      <span>{words}</span>
    </Button>
  );
  return (
    <>
      <FileTrigger allowsMultiple onSelect={(files) => files && send([...files], where)}>
        <Button look="primary" icon={<Icon of={Upload} size={16} />}>
          {t("upload")}
        </Button>
      </FileTrigger>
      {makes(t("new_folder"), FolderPlus, () => setNaming("folder"))}
      {makes(t("album.new"), Images, () => setNaming("album"))}
      {isNaming && <NewFolder where={where} isAlbum={isNaming === "album"} onClose={() => setNaming(null)} />}
    </>
  );
}
