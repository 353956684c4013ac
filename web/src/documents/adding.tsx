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
  return (
    <>
      <FileTrigger allowsMultiple onSelect={(files) => files && send([...files], where)}>
        <Button look="primary" icon={<Icon of={Upload} size={16} />}>
          {t("upload")}
        </Button>
      </FileTrigger>
      <Button icon={<Icon of={FolderPlus} size={16} />} onPress={() => setNaming("folder")}>
        {t("new_folder")}
      </Button>
      <Button icon={<Icon of={Images} size={16} />} onPress={() => setNaming("album")}>
        {t("album.new")}
      </Button>
      {isNaming && <NewFolder where={where} isAlbum={isNaming === "album"} onClose={() => setNaming(null)} />}
    </>
  );
}
