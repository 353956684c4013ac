import { FolderPlus, Upload } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Menu } from "~/ui/menu";
import { toast } from "~/ui/toast";
import { takeFolder } from "./dropped";
import type { Where } from "./model";
import { NewFolder } from "./name-sheet";
import { send } from "./uploads";

const CHOOSES_FOLDERS = "webkitdirectory" in HTMLInputElement.prototype;

/** What comes into a folder: files and folders from this device, and new folders. */
export function Adding({ where }: { where: Where }) {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  const [isNaming, setNaming] = useState<"folder" | "album" | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const chose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    target.value = ""; // the same one can be chosen again
    takeFolder(files, where).catch((error: unknown) => toast(words(error), { tone: "danger" }));
  };
  const choices = [
    { id: "album", words: t("album.new"), act: () => setNaming("album") },
    ...(CHOOSES_FOLDERS
      ? [{ id: "folder", words: t("upload_folder"), act: () => chooser.current?.click() }]
      : []),
  ];
  return (
    <>
      <FileTrigger allowsMultiple onSelect={(files) => files && send([...files], where)}>
        <Button look="primary" icon={<Icon of={Upload} size={16} />}>
          {t("upload")}
        </Button>
      </FileTrigger>
      <Button
        className="files-new"
        icon={<Icon of={FolderPlus} size={16} />}
        onPress={() => setNaming("folder")}
      >
        <span>{t("new_folder")}</span>
      </Button>
      <Menu label={t("more_to_add")} choices={choices} />
      <input
        ref={chooser}
        type="file"
        hidden
        onChange={chose}
        {...{ webkitdirectory: "" }} // React's types do not know it
      />
      {isNaming && <NewFolder where={where} isAlbum={isNaming === "album"} onClose={() => setNaming(null)} />}
    </>
  );
}
