import { Play } from "lucide-react";
import { clock } from "~/core/time";
import { Icon } from "~/ui/icon";
import "./length.css";

/** Over the picture of a film: that it plays, and how long. */
export function Length({ seconds }: { seconds: number }) {
  return (
    <span className="film">
      <span className="film-play">
        <Icon of={Play} size={16} />
      </span>
      {seconds > 0 && <span className="film-length numbers">{clock(seconds)}</span>}
    </span>
  );
}
