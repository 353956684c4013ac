import { useEffect, useState } from "react";
import { KindIcon } from "../kind-icon";
import { Blur } from "./blur";
import { documents, type Sources, type Viewed } from "./item";
import { Length } from "./length";
import "./thumbnail.css";

interface Props {
  of: Viewed;
  sources?: Sources;
  /** Of the icon of what has no picture, in pixels. */
  icon?: number;
}

/** A file in small: its picture, blurred until it is there, or the icon of its kind. As large as what it stands in. */
export function Thumbnail({ of, sources = documents, icon = 20 }: Props) {
  const { thumbnail, preview, kind } = of;
  return thumbnail ? (
    // Another version has another address; the same one is the same text.
    <Picture
      key={thumbnail}
      id={of.id}
      first={thumbnail}
      blur={preview?.blur ?? ""}
      kind={kind}
      seconds={preview?.seconds ?? 0}
      {...{ sources, icon }}
    />
  ) : (
    <span className="thumb">
      <KindIcon kind={kind} size={icon} />
    </span>
  );
}

interface PictureProps extends Required<Omit<Props, "of">> {
  id: string;
  first: string;
  blur: string;
  kind: Viewed["kind"];
  /** Of a film. */
  seconds: number;
}

/** Its address is good for some minutes, and a list may be older: then it is asked for anew, once. */
function Picture({ id, first, blur, kind, seconds, sources, icon }: PictureProps) {
  const [url, setUrl] = useState<string | null>(first);
  const [isLoaded, setLoaded] = useState(false);
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    if (failures !== 1) return;
    const over = new AbortController();
    sources.preview(id, 320, over.signal).then(
      (found) => setUrl(found.url),
      () => over.signal.aborted || setUrl(null),
    );
    return () => over.abort();
  }, [failures, id, sources]);
  return (
    <span className={`thumb thumb-picture thumb-${kind}`}>
      {url && !isLoaded && blur && <Blur hash={blur} />}
      {url && failures < 2 ? (
        <img
          key={failures} // the address may be the same text
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          data-loaded={isLoaded || undefined}
          onLoad={() => setLoaded(true)}
          onError={() => setFailures(failures + 1)}
        />
      ) : (
        <KindIcon kind={kind} size={icon} />
      )}
      {kind === "video" && <Length seconds={seconds} />}
    </span>
  );
}
