import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearchParams } from "wouter";
import { drafts } from "~/core/drafts";
import { useMe } from "~/core/session";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import type { Post } from "./cache";
import "./compose.css";

const load = () => import("./compose-open");
const ComposeOpen = lazy(async () => ({ default: (await load()).ComposeOpen }));

interface Props {
  /** The wall on which it stands; on the feed one chooses. */
  home?: Post["home"];
}

/** A box that asks to be written in; what one writes with is fetched when it is opened. */
export function Compose({ home }: Props) {
  const { t } = useTranslation("posts");
  const { user } = useMe();
  const [, navigate] = useLocation();
  const [asked] = useSearchParams();
  const [is, setIs] = useState<"closed" | "open" | "left">("closed");
  const isAsked = !home && asked.has("compose");
  const place = home ? `${home.kind}:${home.id}` : "feed";
  const begun = drafts.read(place);
  const close = () => {
    setIs("left");
    if (isAsked) navigate("/", { replace: true });
  };
  const box = (
    <div className="card compose">
      <Avatar name={user.name} id={user.id} src={user.avatar} />
      <Button
        className="compose-box grow"
        autoFocus={is === "left"}
        onHoverStart={load}
        onFocus={load}
        onPress={() => setIs("open")}
      >
        <span className="cut" dir="auto">
          {begun ? t("compose.draft", { begun: begun.slice(0, 120) }) : t("compose.write")}
        </span>
      </Button>
    </div>
  );
  if (is !== "open" && !isAsked) return box;
  return (
    <Suspense fallback={box}>
      <ComposeOpen home={home} place={place} box={box} onClose={close} />
    </Suspense>
  );
}
