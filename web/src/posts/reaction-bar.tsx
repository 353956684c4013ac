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

interface Props {
  target: Target;
  reactions: Reaction[];
}

/** What people answered with one sign; one's own are marked, and a press adds or takes back. */
export function Reactions({ target, reactions }: Props) {
  const react = useReact(target);
  return reactions.map(({ emoji, count, mine }) => (
    <ReactionPill key={emoji} emoji={emoji} count={count} mine={mine} onPress={() => react(emoji, !mine)} />
  ));
}

interface PillProps {
  emoji: string;
  count: number;
  mine: boolean;
  onPress: () => void;
}

/** One sign and how many gave it. */
export function ReactionPill({ emoji, count, mine, onPress }: PillProps) {
  const { t } = useTranslation("posts");
  return (
    <Button
      look="quiet"
      className={mine ? "reaction reaction-mine" : "reaction"}
      aria-pressed={mine}
      onPress={onPress}
    >
      <span className="reaction-emoji" aria-hidden="true">
        {emoji}
      </span>
      <span className="numbers" aria-hidden="true">
        {number(count)}
      </span>
      <span className="unseen">{t("reaction", { emoji, count, shown: number(count) })}</span>
    </Button>
  );
}

/** To react with another sign. The popover is fetched when somebody reaches for it. */
export function AddReaction({ target, reactions, small = false }: Props & { small?: boolean }) {
  const { t } = useTranslation("posts");
  const react = useReact(target);
  const pick = (emoji: string) => react(emoji, !reactions.some((one) => one.mine && one.emoji === emoji));
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
