import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Trouble } from "~/ui/states";
import { Blur } from "./blur";
import { isPicture, lookOf, type Sources, type Viewed } from "./item";

interface Props {
  item: Viewed;
  sources: Sources;
}

const LIGHT = 10_000_000; // bytes of an animation that is shown as it is

/** Of what there is only in small or at rest, the file itself is shown. */
const needsWhole = (item: Viewed): boolean =>
  !item.preview?.sizes.length || (item.content_type === "image/gif" && (item.size ?? 0) <= LIGHT);

/** Of 1920 pixels; the file itself for the asking. */
export function Picture({ item, sources }: Props) {
  const { t } = useTranslation("documents");
  const [isWhole, setWhole] = useState(() => needsWhole(item));
  const [isLoaded, setLoaded] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const link = usePictureLink(item, sources, isWhole);
  const { preview } = item;
  if (link.isError || isBroken) {
    const again = () => {
      setBroken(false);
      void link.refetch();
    };
    return <Trouble error={link.error} again={again} />;
  }
  return (
    <>
      <div className={isWhole && isLoaded ? "viewer-whole" : "viewer-fit"}>
        {!isLoaded && preview?.blur && (
          <div className="viewer-blur" style={{ aspectRatio: `${preview.width} / ${preview.height}` }}>
            <Blur hash={preview.blur} />
          </div>
        )}
        {link.data && (
          <img
            key={link.data.url}
            src={link.data.url}
            alt={item.name}
            data-loaded={isLoaded || undefined}
            onLoad={() => setLoaded(true)}
            onError={() => setBroken(true)}
          />
        )}
      </div>
      {!isWhole && isPicture(item) && (
        <Button
          className="viewer-original"
          onPress={() => {
            setLoaded(false);
            setWhole(true);
          }}
        >
          {t("original")}
        </Button>
      )}
    </>
  );
}

function usePictureLink(item: Viewed, sources: Sources, isWhole: boolean, isWanted = true) {
  return useQuery({
    queryKey: ["files", "shown", item.id, item.thumbnail, isWhole],
    queryFn: ({ signal }) =>
      isWhole ? sources.content(item.id, true, signal) : sources.preview(item.id, 1920, signal),
    enabled: isWanted,
    staleTime: 4 * 60_000, // they are good for five minutes
    gcTime: 0,
  });
}

/** The pictures beside the one that is shown are fetched before one goes to them. */
export function Ahead({ items, sources }: { items: (Viewed | undefined)[]; sources: Sources }) {
  return items.map(
    (item) => item && lookOf(item) === "image" && <Coming key={item.id} item={item} sources={sources} />,
  );
}

function Coming({ item, sources }: Props) {
  const isLight = !needsWhole(item);
  const { data } = usePictureLink(item, sources, false, isLight);
  useEffect(() => {
    if (data) new Image().src = data.url;
  }, [data]);
  return null;
}
