import { useQuery } from "@tanstack/react-query";
import { type ComponentProps, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSentence } from "~/core/problem-words";
import { Skeleton, Trouble } from "~/ui/states";
import { KindIcon } from "../kind-icon";
import { bytes } from "../model";
import type { Sources, Viewed } from "./item";

interface Props {
  item: Viewed;
  sources: Sources;
  look: "video" | "audio";
}

/** Films and sounds: browsers fetch the stretch that they play. */
export function Playing({ item, sources, look }: Props) {
  const { t } = useTranslation("documents");
  const [isBroken, setBroken] = useState(false);
  const link = useContent(item, sources);
  if (link.isPending) return <Skeleton card={false} />;
  if (link.isError) return <Trouble error={link.error} again={() => void link.refetch()} />;
  if (isBroken) return <NotShown item={item} why={t("no_playing")} />;
  const common = {
    src: link.data.url,
    controls: true,
    "aria-label": item.name,
    onError: () => setBroken(true),
  };
  return (
    <div className="viewer-fit">
      {look === "video" ? (
        <Film {...common} item={item} sources={sources} />
      ) : (
        <audio {...common} preload="metadata" />
      )}
    </div>
  );
}

type FilmProps = Omit<Props, "look"> & ComponentProps<"video">;

/** Its picture stands there until it plays: the small one at once, then one that is large enough. */
function Film({ item, sources, ...common }: FilmProps) {
  const { data } = useQuery({
    queryKey: ["files", "poster", item.id, item.thumbnail],
    queryFn: ({ signal }) => sources.preview(item.id, 960, signal),
    enabled: item.thumbnail !== null,
  });
  const poster = data?.url ?? item.thumbnail;
  return <video {...common} {...(poster && { poster })} playsInline preload="metadata" />;
}

/** Asked for once: what plays keeps its link. */
export function useContent(item: Viewed, sources: Sources) {
  return useQuery({
    queryKey: ["files", "content", item.id, item.thumbnail, item.size],
    queryFn: ({ signal }) => sources.content(item.id, true, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** What cannot be looked at: why, and what it is. */
export function NotShown({ item, why }: { item: Viewed; why?: string }) {
  const { t } = useTranslation("documents");
  const sentence = useSentence();
  const { state = "clean", kind, size, reason } = item;
  const said = state === "refused" && reason ? sentence(reason) : undefined;
  return (
    <div className="viewer-none">
      <KindIcon kind={kind} size={56} />
      {said && <p className="viewer-reason">{said}</p>}
      <p>{why ?? t(state === "clean" ? "no_preview" : `states.${state}_words`)}</p>
      {size !== undefined && <p className="quiet">{bytes(size)}</p>}
    </div>
  );
}
