/** More people than there is room for: they are looked at page by page. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "~/core/api/client";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { arranged } from "./order";

type Participant = Schemas["CallParticipant"];
const NARROW = "(max-width: 599px)"; // as in calls.css

/** How many tiles fit, my own among them; beside a screen fewer. */
export function useRoom(hasScreen: boolean): number {
  const isNarrow = useSyncExternalStore(
    (listener) => {
      const query = matchMedia(NARROW);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => matchMedia(NARROW).matches,
  );
  if (hasScreen) return isNarrow ? 4 : 6;
  return isNarrow ? 6 : 9;
}

/** The others, so that whoever speaks is among the first. */
export function useOrder(others: Participant[], speakers: readonly string[], inSight: number): Participant[] {
  const before = useRef<string[]>([]);
  const here = others.map((one) => one.device);
  before.current = arranged(before.current, here, speakers, inSight);
  return before.current.flatMap((device) => others.find((one) => one.device === device) ?? []);
}

export function usePage(pages: number): [number, (page: number) => void] {
  const [page, setPage] = useState(0);
  useEffect(() => setPage((now) => Math.min(now, pages - 1)), [pages]);
  return [Math.min(page, pages - 1), setPage];
}

interface Props {
  page: number;
  pages: number;
  setPage: (page: number) => void;
}

export function Pages({ page, pages, setPage }: Props) {
  const { t } = useTranslation("calls");
  return (
    <nav className="call-pages" aria-label={t("pages")}>
      <Button
        look="quiet"
        aria-label={t("page_before")}
        icon={<Icon of={ChevronLeft} />}
        isDisabled={page === 0}
        onPress={() => setPage(page - 1)}
      />
      <span className="quiet">{t("page", { shown: number(page + 1), of: number(pages) })}</span>
      <Button
        look="quiet"
        aria-label={t("page_after")}
        icon={<Icon of={ChevronRight} />}
        isDisabled={page === pages - 1}
        onPress={() => setPage(page + 1)}
      />
    </nav>
  );
}
