import { SmilePlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { type Reaction, type Target, useReact } from "./reactions";
import "./reaction-bar.css";

const load = () => import("./emoji/react-popover");
const ReactPopover = lazy(async () => ({ default: (await load()).ReactPopover }));

/** What people answered with one sign; one's own are marked, and a press adds or takes back. */
export function ReactionBar({
  target,
  reactions,
  small = false,
}: {
  target: Target;
  reactions: Reaction[];
  small?: boolean;
}) {
  const { t } = useTranslation("posts");
  const react = useReact(target);
  const mine = new Set(reactions.filter((one) => one.mine).map((one) => one.emoji));
  return (
    <>
      {reactions.map(({ emoji, count, mine: on }) => (
        <Button
          key={emoji}
          look="quiet"
          className={on ? "reaction reaction-mine" : "reaction"}
          aria-pressed={on}
          aria-label={t("reaction", { emoji, count, shown: number(count) })}
          onPress={() => react(emoji, !on)}
        >
          <span aria-hidden="true">{emoji}</span>
          <span className="numbers">{number(count)}</span>
        </Button>
      ))}
      <Adder small={small} pick={(emoji) => react(emoji, !mine.has(emoji))} />
    </>
  );
}

/** The popover is fetched when somebody reaches for it. */
function Adder({ small, pick }: { small: boolean; pick: (emoji: string) => void }) {
  const { t } = useTranslation("posts");
  const [opened, setOpened] = useState(false);
  const closed = (
    <Button
      look="quiet"
      className="reaction-add"
      aria-label={t("react")}
      aria-haspopup="dialog"
      icon={<Icon of={SmilePlus} size={small ? 16 : 20} />}
      onHoverStart={load}
      onPress={() => setOpened(true)}
    />
  );
  return opened ? (
    <Suspense fallback={closed}>
      <ReactPopover small={small} pick={pick} />
    </Suspense>
  ) : (
    closed
  );
}
