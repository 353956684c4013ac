import { ChevronLeft, ChevronRight, Download, Info, X } from "lucide-react";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTranslation } from "react-i18next";
import { useProblemWords } from "~/core/problem-words";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Skeleton } from "~/ui/states";
import { toast } from "~/ui/toast";
import { openLink } from "../actions";
import { fetched } from "../fetched";
import type { ViewerProps } from "./door";
import { type Step, useArrows, useBack, useSwipes } from "./going";
import { documents, lookOf, type Sources, type Viewed } from "./item";
import { Ahead, Picture } from "./picture";
import { NotShown, Playing } from "./playing";
import { Words } from "./words";
import "./lightbox.css";

const MustRead = lazy(async () => ({ default: (await import("../must-read")).MustRead }));
const Pdf = lazy(async () => ({ default: (await import("./pdf")).Pdf }));

/** Files over all else, one at a time. */
export function Lightbox({ items, at, sources = documents, onClose, onDetails, more }: ViewerProps) {
  const { t } = useTranslation("documents");
  const box = useRef<HTMLDivElement>(null);
  const [id, setId] = useState(at);
  const [last, setLast] = useState(0); // where one was: what is shown may have been put away meanwhile
  const place = items.findIndex((one) => one.id === id);
  const here = place < 0 ? Math.min(last, items.length - 1) : place;
  const item = items[here];
  const step = (to: Step) => {
    const next = items[here + to];
    if (!next) return;
    setId(next.id);
    setLast(here + to);
    if (here + to >= items.length - 2) more?.();
  };
  useArrows(step, !item);
  const close = () => onClose(item?.id);
  useBack(close);
  const swipes = useSwipes(step);
  if (!item) return null;
  const of = { shown: number(here + 1), all: more ? `${number(items.length)}+` : number(items.length) };
  return (
    <ModalOverlay className="viewer theme-dark" isOpen onOpenChange={(open) => open || close()}>
      <Modal className="viewer-modal">
        <Dialog className="viewer-dialog" ref={box}>
          <header className="viewer-head">
            <Button
              look="quiet"
              aria-label={t("close", { ns: "core" })}
              onPress={close}
              icon={<Icon of={X} />}
            />
            <div className="grow">
              <Heading slot="title" className="viewer-title cut">
                <bdi>{item.name}</bdi>
              </Heading>
              {items.length > 1 && (
                <p className="quiet numbers" aria-live="polite">
                  {t("place", of)}
                </p>
              )}
            </div>
            <Save item={item} sources={sources} />
            {onDetails && (
              <Button
                look="quiet"
                aria-label={t("details")}
                onPress={() => onDetails(item.id)}
                icon={<Icon of={Info} />}
              />
            )}
          </header>
          {item.must_read && (
            <Suspense fallback={null}>
              <MustRead id={item.id} />
            </Suspense>
          )}
          <div className="viewer-stage" {...swipes}>
            <Stage key={item.id} item={item} sources={sources} />
            {items.length > 1 && (
              <>
                <Arrow words={t("previous")} isEnd={here === 0} onPress={() => step(-1)}>
                  <Icon of={ChevronLeft} size={24} />
                </Arrow>
                <Arrow words={t("next")} isEnd={here === items.length - 1} onPress={() => step(1)}>
                  <Icon of={ChevronRight} size={24} />
                </Arrow>
              </>
            )}
          </div>
          {/* What is fetched ahead nobody has read. */}
          <Ahead
            items={[items[here + 1], items[here - 1]].filter((one) => !one?.must_read)}
            sources={sources}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ArrowProps {
  words: string;
  /** It stays, so that the focus does: it only leads nowhere. */
  isEnd: boolean;
  onPress: () => void;
  children: ReactNode;
}

function Arrow({ words, isEnd, onPress, children }: ArrowProps) {
  return (
    <button
      type="button"
      className="viewer-arrow"
      aria-label={words}
      aria-disabled={isEnd || undefined}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

interface StageProps {
  item: Viewed;
  sources: Sources;
}

function Stage({ item, sources }: StageProps) {
  const look = lookOf(item);
  if (look === "image") return <Picture item={item} sources={sources} />;
  if (look === "video" || look === "audio") return <Playing item={item} sources={sources} look={look} />;
  if (look === "markdown" || look === "text") return <Words item={item} sources={sources} look={look} />;
  if (look === "pdf") {
    return (
      <Suspense fallback={<Skeleton card={false} />}>
        <Pdf item={item} sources={sources} />
      </Suspense>
    );
  }
  return <NotShown item={item} />;
}

function Save({ item, sources }: StageProps) {
  const { t } = useTranslation("documents");
  const words = useProblemWords();
  if (item.state === "refused") return null;
  const save = () =>
    sources.content(item.id, false).then(
      ({ url }) => {
        openLink(url);
        fetched.note(item.id, item.number);
      },
      (error: unknown) => toast(words(error), { tone: "danger" }),
    );
  return (
    <Button
      look="quiet"
      aria-label={t("download")}
      onPress={() => void save()}
      icon={<Icon of={Download} />}
    />
  );
}
