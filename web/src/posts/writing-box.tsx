/** Where people write: Markdown, with the marks by hand, by key or by button, @mentions, emoji and a look at what it becomes. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { TextArea } from "react-aria-components/TextArea";
import { useTranslation } from "react-i18next";
import { number } from "~/core/time";
import { Markdown } from "./markdown";
import { MentionList, useMentionList } from "./mention-list";
import * as writing from "./writing";
import { EmojiButton, type Tool, WritingTools } from "./writing-tools";
import "./writing-box.css";

interface Props {
  label: string;
  /** Markdown. Set from outside it replaces what is in the box. */
  value: string;
  onChange: (body: string) => void;
  /** By Ctrl or Cmd and Enter. */
  onSend: () => void;
  placeholder?: string;
  rows?: number;
  limit?: number;
  autoFocus?: boolean;
  /** A key that its owner takes: then nothing else happens. */
  onPress?: (event: KeyboardEvent) => boolean;
  /** Nothing but the text and emoji. */
  compact?: boolean;
}

export const LIMIT = 20_000; // characters, as the server has it
const NEAR = 500;

export const isTooLong = (body: string, limit = LIMIT) =>
  body.length > limit && writing.lengthOf(body) > limit;

const TOOLS: Record<Tool, (selected: writing.Selected) => writing.Edit> = {
  bold: (selected) => writing.wrap(selected, "**"),
  italic: (selected) => writing.wrap(selected, "_"),
  link: writing.link,
  list: (selected) => writing.prefixed(selected, "- "),
  quote: (selected) => writing.prefixed(selected, "> "),
  code: writing.code,
};
const KEYS: Record<string, Tool> = { b: "bold", i: "italic", k: "link", e: "code" };

export function WritingBox({
  label,
  value,
  onChange,
  onSend,
  placeholder = "",
  rows = 4,
  limit = LIMIT,
  autoFocus = false,
  onPress,
  compact = false,
}: Props) {
  const { t } = useTranslation("posts");
  const area = useRef<HTMLTextAreaElement>(null);
  const [{ text, people }, setBox] = useState(() => writing.shown(value));
  const [isPreview, setPreview] = useState(false);
  const reported = useRef(value);
  const id = useId();

  useEffect(() => {
    if (value === reported.current) return;
    reported.current = value;
    setBox(writing.shown(value));
  }, [value]);
  useEffect(() => {
    if (!autoFocus || !area.current) return;
    area.current.focus();
    area.current.setSelectionRange(area.current.value.length, area.current.value.length);
  }, [autoFocus]);

  const change = (next: string, mentioned = people) => {
    setBox({ text: next, people: mentioned });
    reported.current = writing.written(next, mentioned);
    onChange(reported.current);
  };
  const edit = (made: writing.Edit, mentioned = people) => {
    if (!area.current) return;
    replace(area.current, made);
    change(area.current.value, mentioned);
  };
  const selected = () => {
    const { selectionStart, selectionEnd } = area.current ?? { selectionStart: 0, selectionEnd: 0 };
    return { text, start: selectionStart, end: selectionEnd };
  };
  const use = (tool: Tool) => edit(TOOLS[tool](selected()));
  const insert = (what: string) => {
    const { start, end } = selected();
    const caret = start + what.length;
    edit({ from: start, to: end, insert: what, select: [caret, caret] });
  };
  const mentions = useMentionList(id, (at, person) => {
    const made = writing.mention(text, at, person, people);
    edit(made.edit, made.people);
  });

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || mentions.press(event)) return;
    if (onPress?.(event)) return event.preventDefault();
    if (!(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
    const tool = KEYS[event.key];
    if (event.key === "Enter") onSend();
    else if (tool) use(tool);
    else return;
    event.preventDefault();
  };
  const look = () => {
    const { selectionStart, selectionEnd } = area.current ?? { selectionStart: 0, selectionEnd: 0 };
    mentions.look(area.current?.value ?? "", selectionStart === selectionEnd ? selectionStart : -1);
  };

  return (
    <div className={compact ? "writing writing-compact" : "writing"}>
      <div className={isPreview ? "writing-area unseen" : "writing-area"} inert={isPreview}>
        <TextArea
          ref={area}
          className="writing-text"
          aria-label={label}
          placeholder={placeholder}
          rows={rows}
          dir="auto"
          value={text}
          onChange={(event) => change(event.target.value)}
          onSelect={look}
          onKeyDown={press}
          onBlur={mentions.close}
          {...mentions.attributes}
        />
        <MentionList {...mentions} id={id} />
      </div>
      {isPreview && (
        <section className="writing-preview" aria-label={t("compose.preview")}>
          {value.trim() ? <Markdown text={value} /> : <p className="quiet">{t("compose.nothing_yet")}</p>}
        </section>
      )}
      {compact ? (
        <EmojiButton pick={insert} />
      ) : (
        <WritingTools isPreview={isPreview} onPreview={setPreview} onTool={use} onEmoji={insert} />
      )}
      <Left count={limit - (value.length > limit - NEAR ? writing.lengthOf(value) : 0)} />
    </div>
  );
}

/** How many characters are left, once it gets near. */
function Left({ count }: { count: number }) {
  const { t } = useTranslation("posts");
  return (
    <p role="status" className={count < 0 ? "writing-left writing-over" : "writing-left"}>
      {count < 0
        ? t("compose.over", { count: -count, shown: number(-count) })
        : count < NEAR && t("compose.left", { count, shown: number(count) })}
    </p>
  );
}

/** As if it were typed, so that the browser can undo it. */
function replace(area: HTMLTextAreaElement, { from, to, insert, select }: writing.Edit): void {
  area.focus();
  area.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, insert)) area.setRangeText(insert, from, to, "end");
  area.setSelectionRange(...select);
}
