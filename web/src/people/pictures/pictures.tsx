import { ImageUp } from "lucide-react";
import { type ReactNode, useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslation } from "react-i18next";
import { api, body, type Schemas } from "~/core/api/client";
import { upload } from "~/core/api/upload";
import { useProblemWords } from "~/core/problem-words";
import { queries } from "~/core/query";
import { session } from "~/core/session";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { toast } from "~/ui/toast";
import { changePerson } from "../follow";
import { type Me, meKey } from "../queries";
import { Cropping } from "./cropping";
import "./pictures.css";

type Slot = Schemas["NewPicture"]["slot"];

/** Who or what wears pictures, and how they are sent there. */
interface Wearer {
  offer: (picture: Schemas["NewPicture"]) => Promise<Schemas["Upload"]>;
  put: (slot: Slot, upload: string) => Promise<unknown>;
  remove: (slot: Slot) => Promise<unknown>;
}

interface Props {
  avatar: string | null;
  cover: string | null;
  /** How it looks, where it does not stand above already; the cover always does. */
  face?: ReactNode;
  wearer: Wearer;
  isRound?: boolean;
}

const SIZES = { avatar: { width: 512, height: 512 }, cover: { width: 1500, height: 500 } };
const TYPES = ["image/*"];

/** A picture and a cover: chosen, cut, worn at once; or taken off. */
export function Pictures({ avatar, cover, face, wearer, isRound = false }: Props) {
  const { t } = useTranslation("people");
  const words = useProblemWords();
  const [chosen, setChosen] = useState<{ slot: Slot; file: File } | null>(null);
  const keep = async (slot: Slot, picture: File) => {
    const to = await wearer.offer({
      slot,
      content_type: picture.type as Schemas["NewPicture"]["content_type"],
      size: picture.size,
    });
    await upload(to, picture, { onProgress: () => undefined, signal: new AbortController().signal });
    await wearer.put(slot, to.id);
    toast(t("pictures.saved"));
  };
  const remove = (slot: Slot) =>
    wearer.remove(slot).catch((error: unknown) => toast(words(error), { tone: "danger" }));
  const choice = (slot: Slot, present: string | null) => (
    <div className="row wrap">
      <FileTrigger
        acceptedFileTypes={TYPES}
        onSelect={(files) => files?.[0] && setChosen({ slot, file: files[0] })}
      >
        <Button icon={<Icon of={ImageUp} size={16} />}>{t(`pictures.choose_${slot}`)}</Button>
      </FileTrigger>
      {present && (
        <Button look="quiet" onPress={() => void remove(slot)}>
          {t(`pictures.remove_${slot}`)}
        </Button>
      )}
    </div>
  );
  return (
    <section className="pictures" aria-label={t("pictures.title")}>
      <div className="row wrap">
        {face}
        {choice("avatar", avatar)}
        {choice("cover", cover)}
      </div>
      {chosen && (
        <Cropping
          file={chosen.file}
          title={t(`pictures.choose_${chosen.slot}`)}
          size={SIZES[chosen.slot]}
          round={isRound && chosen.slot === "avatar"}
          keep={(picture) => keep(chosen.slot, picture)}
          onClose={() => setChosen(null)}
          words={words}
        />
      )}
    </section>
  );
}

/** Below the head of my profile, which shows them. */
export function MyPictures({ me }: { me: Me }) {
  const worn = (saved: Me) => {
    queries.setQueryData(meKey, saved);
    changePerson(saved.id, { avatar: saved.avatar, cover: saved.cover });
    session.pictured(saved.avatar);
  };
  const wearer: Wearer = {
    offer: (picture) => body(api.POST("/v1/me/pictures", { body: picture })),
    put: async (slot, id) => {
      const said = { body: { upload: id } };
      worn(
        await body(
          slot === "avatar"
            ? api.PUT("/v1/me/pictures/avatar", said)
            : api.PUT("/v1/me/pictures/cover", said),
        ),
      );
    },
    remove: async (slot) => {
      if (slot === "avatar") await api.DELETE("/v1/me/pictures/avatar");
      else await api.DELETE("/v1/me/pictures/cover");
      worn(await body(api.GET("/v1/me")));
    },
  };
  return <Pictures avatar={me.avatar} cover={me.cover} wearer={wearer} isRound />;
}
