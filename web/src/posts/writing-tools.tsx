import { Bold, Code, Eye, Italic, Link2, List, type LucideIcon, Pencil, Quote, Smile } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { Toolbar } from "react-aria-components/Toolbar";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import "~/ui/menu.css";

export type Tool = "bold" | "italic" | "link" | "list" | "quote" | "code";

const ICONS: Record<Tool, LucideIcon> = {
  bold: Bold,
  italic: Italic,
  link: Link2,
  list: List,
  quote: Quote,
  code: Code,
};
const TOOLS = Object.keys(ICONS) as Tool[];

const EmojiPicker = lazy(async () => ({ default: (await import("./emoji/emoji-picker")).EmojiPicker }));

interface Props {
  isPreview: boolean;
  onPreview: (on: boolean) => void;
  onTool: (tool: Tool) => void;
  onEmoji: (emoji: string) => void;
}

/** One stop for Tab; the arrows go from button to button. */
export function WritingTools({ isPreview, onPreview, onTool, onEmoji }: Props) {
  const { t } = useTranslation("posts");
  const words = t(isPreview ? "compose.go_on" : "compose.preview");
  return (
    <Toolbar className="writing-tools" aria-label={t("compose.tools")}>
      {TOOLS.map((tool) => (
        <Button
          key={tool}
          look="quiet"
          aria-label={t(`compose.tool.${tool}`)}
          icon={<Icon of={ICONS[tool]} size={16} />}
          isDisabled={isPreview}
          onPress={() => onTool(tool)}
        />
      ))}
      <EmojiButton isDisabled={isPreview} pick={onEmoji} />
      <Button
        look="quiet"
        className="writing-switch"
        aria-label={words}
        icon={<Icon of={isPreview ? Pencil : Eye} size={16} />}
        onPress={() => onPreview(!isPreview)}
      >
        <span className="writing-switch-words">{words}</span>
      </Button>
    </Toolbar>
  );
}

export function EmojiButton({
  isDisabled = false,
  pick,
}: {
  isDisabled?: boolean;
  pick: (emoji: string) => void;
}) {
  const { t } = useTranslation("posts");
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        look="quiet"
        aria-label={t("compose.tool.emoji")}
        icon={<Icon of={Smile} size={16} />}
        isDisabled={isDisabled}
      />
      <Popover className="popover" placement="bottom start">
        <Dialog className="emoji-dialog" aria-label={t("compose.tool.emoji")}>
          <Suspense fallback={null}>
            <EmojiPicker
              pick={(emoji) => {
                setOpen(false);
                pick(emoji);
              }}
            />
          </Suspense>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
