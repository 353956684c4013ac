/** Everybody in the call: a picture or a face, a name, and what they do not send. */
import { MicOff, MonitorUp, WifiOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "~/core/api/client";
import { useMe } from "~/core/session";
import { Avatar } from "~/ui/avatar";
import { Icon } from "~/ui/icon";
import { Pages, useOrder, usePage, useRoom } from "./pages";
import { useTalk } from "./queries";
import { type In, watch } from "./running";
import { useSpeaking } from "./watch";
import type { Other, OtherState } from "./way";

type Participant = Schemas["CallParticipant"];
const MOST = 9; // for whom calls.css has a grid

export function Tiles({ running, isSmall }: { running: In; isSmall: boolean }) {
  const { call, device, mine, way } = running;
  const me = call.participants.find((one) => one.device === device);
  const others = call.participants.filter((one) => one.device !== device);
  const screens = others.filter((one) => one.screen);
  const isAlone = others.length === 0;
  const room = useRoom(screens.length > 0);
  const size = isSmall ? (screens.length ? 0 : 2) : room - 1; // one place is mine
  const order = useOrder(others, way.speakers, size);
  const pages = isSmall ? 1 : Math.max(1, Math.ceil(order.length / size));
  const [page, setPage] = usePage(pages);
  const shown = order.slice(page * size, (page + 1) * size);
  const rung = useRung(call, isSmall);
  const hasMe = me && (!isSmall || isAlone) && !(isSmall && rung.length);
  const count = shown.length + rung.length + (hasMe ? 1 : 0);
  const isTrio = count === 3 && hasMe && !isSmall && !screens.length;
  const inSight = shown.map((one) => one.device).join();
  useEffect(() => watch(inSight.split(",")), [inSight]);
  return (
    <>
      <div className={`call-stage ${screens.length ? "call-stage-screen" : ""}`}>
        {screens.map((one) => (
          <Screen key={one.device} participant={one} stream={way.others.get(one.device)?.screen} />
        ))}
        <ul
          className={`call-tiles ${isTrio ? "call-tiles-2 call-tiles-trio" : `call-tiles-${Math.min(count, MOST)}`}`}
        >
          {rung.map((one) => (
            <li key={one.id} className="call-tile">
              <Avatar name={one.name} id={one.id} src={one.avatar} size={96} />
              <span className="call-name">
                <bdi className="cut">{one.name}</bdi>
              </span>
            </li>
          ))}
          {shown.map((one) => (
            <OtherTile key={one.device} participant={one} other={way.others.get(one.device)} />
          ))}
          {hasMe && (
            <Tile
              participant={{
                ...me,
                camera: Boolean(mine.tracks.camera),
                muted: mine.muted || !mine.tracks.audio,
              }}
              stream={mine.picture}
              state="connected"
              loudness={() => mine.loudness()}
              isMine
            />
          )}
        </ul>
      </div>
      {pages > 1 && <Pages {...{ page, pages, setPage }} />}
    </>
  );
}

/** Those whom it rings at, for as long as nobody has answered: one looks at them, not at oneself. */
function useRung(call: In["call"], isSmall: boolean) {
  const { user } = useMe();
  const talk = useTalk(call.conversation);
  if (call.answered_at || call.participants.length > 1 || !call.ring_until) return [];
  const faces = talk?.person ? [talk.person] : (talk?.faces ?? []);
  const others = faces.filter((one) => one.id !== user.id && !call.declined.includes(one.id));
  return others.slice(0, isSmall ? 1 : 3);
}

function OtherTile({ participant, other }: { participant: Participant; other: Other | undefined }) {
  return (
    <Tile
      participant={participant}
      stream={other?.picture}
      state={participant.away ? "connecting" : (other?.state ?? "connecting")}
      loudness={() => (participant.muted ? 0 : (other?.loudness() ?? 0))}
    />
  );
}

interface TileProps {
  participant: Participant;
  stream: MediaStream | undefined;
  state: OtherState;
  loudness: () => number;
  isMine?: boolean;
}

function Tile({ participant, stream, state, loudness, isMine = false }: TileProps) {
  const { t } = useTranslation("calls");
  const { person, muted, camera, screen } = participant;
  const speaks = useSpeaking(loudness);
  return (
    <li className={`call-tile ${speaks ? "call-tile-speaks" : ""} ${isMine ? "call-tile-mine" : ""}`}>
      {camera && state === "connected" ? (
        <Picture stream={stream} />
      ) : (
        <span className="call-face">
          <Avatar name={person.name} id={person.id} src={person.avatar} size={96} />
        </span>
      )}
      <span className="call-name">
        {muted && <Mark of={MicOff} words={t("is_muted")} />}
        {screen && <Mark of={MonitorUp} words={t("is_sharing")} />}
        <bdi className="cut">{isMine ? t("you") : person.name}</bdi>
        {!camera && <span className="unseen">{t("has_no_camera")}</span>}
        {speaks && <span className="unseen">{t("speaks")}</span>}
      </span>
      {state !== "connected" && (
        <span className="call-state">
          {state === "lost" && <Icon of={WifiOff} size={16} />}
          {t(state === "lost" ? "unreachable" : "connecting")}
        </span>
      )}
    </li>
  );
}

function Mark({ of, words }: { of: typeof MicOff; words: string }) {
  return (
    <span className="call-mark">
      <Icon of={of} size={14} />
      <span className="unseen">{words}</span>
    </span>
  );
}

function Screen({ participant, stream }: { participant: Participant; stream: MediaStream | undefined }) {
  const { t } = useTranslation("calls");
  return (
    <figure className="call-screen">
      <Picture stream={stream} />
      <figcaption className="call-name">
        <bdi className="cut">{t("screen_of", { name: participant.person.name })}</bdi>
      </figcaption>
    </figure>
  );
}

function Picture({ stream }: { stream: MediaStream | undefined }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (element.current) element.current.srcObject = stream ?? null;
  }, [stream]);
  return <video ref={element} className="call-picture" autoPlay playsInline muted />;
}
