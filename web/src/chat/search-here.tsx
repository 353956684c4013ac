/** What one looks for in a conversation, how much of it was looked through, and what was found. */
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCallWords } from "~/calls/call-line";
import { useDebounced } from "~/core/debounced";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Link } from "~/ui/link";
import { Search } from "~/ui/search";
import { Trouble } from "~/ui/states";
import { chatPath } from "./keys";
import { plain } from "./model";
import { useSearching } from "./searching";
import { brief } from "./when";
import "./search-here.css";

interface Props {
  id: string;
  /** A found message was pressed, perhaps again. */
  onHit: () => void;
  onEnd: () => void;
}

export function SearchHere({ id, onHit, onEnd }: Props) {
  const { t } = useTranslation("chat");
  const [typed, setTyped] = useState("");
  const ofCall = useCallWords();
  const q = useDebounced(typed.trim());
  const { found, looked, next, isOn, error, stop, goOn } = useSearching(id, q);
  return (
    <search className="chat-search" onKeyDown={(event) => event.key === "Escape" && !typed && onEnd()}>
      <div className="row">
        <Search label={t("search")} value={typed} onChange={setTyped} autoFocus />
        <Button look="quiet" aria-label={t("search_end")} icon={<Icon of={X} />} onPress={onEnd} />
      </div>
      {q && (
        <div className="row wrap chat-search-state">
          <p className="grow quiet numbers" role="status">
            {isOn
              ? t("search_on")
              : found.length
                ? t("found", { count: found.length, shown: number(found.length) })
                : t("found_none")}
            {" · "}
            {t("looked", { count: looked, shown: number(looked) })}
          </p>
          {isOn ? (
            <Button onPress={stop}>{t("search_stop")}</Button>
          ) : (
            next && <Button onPress={goOn}>{t("search_more")}</Button>
          )}
        </div>
      )}
      {error ? <Trouble error={error} again={goOn} /> : null}
      {found.length > 0 && (
        <ul className="chat-search-found">
          {found.map((one) => (
            <li key={one.number}>
              <Link to={chatPath(id, one.number)} className="chat-hit" onPress={onHit}>
                <span className="row">
                  <bdi className="grow cut chat-author">{one.author.name}</bdi>
                  <time className="quiet numbers" dateTime={one.created_at}>
                    {brief(one.created_at)}
                  </time>
                </span>
                <span className="chat-hit-text" dir="auto">
                  <Marked
                    text={one.call ? ofCall(one.call, one.author.id) : around(plain(one.body), q)}
                    q={q}
                  />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}

/** The words that were looked for stand out, where they are written as they were typed. */
function Marked({ text, q }: { text: string; q: string }) {
  const words = q.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = text.split(new RegExp(`(${words.join("|")})`, "giu"));
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which have nothing but their place
  return parts.map((part, at) => (at % 2 ? <mark key={at}>{part}</mark> : part));
}

const BEFORE = 40; // characters

/** The text from a little before the place that was found. */
function around(text: string, q: string): string {
  const at = text.toLocaleLowerCase().indexOf(q.toLocaleLowerCase());
  const from = at > BEFORE ? text.lastIndexOf(" ", at - BEFORE) : -1;
  return from > 0 ? `…${text.slice(from + 1)}` : text;
}
