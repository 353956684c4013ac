import type { LucideIcon } from "lucide-react";
import {
  File,
  FileArchive,
  FileChartPie,
  FileImage,
  FileMusic,
  FilePlay,
  FileSpreadsheet,
  FileText,
  FileType,
  Folder,
} from "lucide-react";
import { Icon } from "~/ui/icon";
import type { Kind } from "./model";

const ICONS: Record<Kind, LucideIcon> = {
  folder: Folder,
  image: FileImage,
  video: FilePlay,
  audio: FileMusic,
  pdf: FileType,
  text: FileText,
  document: FileText,
  spreadsheet: FileSpreadsheet,
  presentation: FileChartPie,
  archive: FileArchive,
  other: File,
};

export function KindIcon({ kind, size = 20 }: { kind: Kind; size?: number }) {
  return (
    <span className={`kind kind-${kind}`}>
      <Icon of={ICONS[kind]} size={size} />
    </span>
  );
}
