import { ImageOff, Upload } from "lucide-react";
import { DropZone } from "react-aria-components/DropZone";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Text } from "react-aria-components/Text";
import { useTranslation } from "react-i18next";
import type { Schemas } from "~/core/api/client";
import { useProblemWords } from "~/core/problem-words";
import { number } from "~/core/time";
import { Button } from "~/ui/button";
import { HowFar } from "~/ui/how-far";
import { Icon } from "~/ui/icon";
import type { Sent, Slot } from "./edits";
import { LARGEST, TYPES } from "./picture";
import { type Sending, useSending } from "./sending";
import "~/ui/field.css";
import "./picture-field.css";

interface Props {
  slot: Slot;
  label: string;
  hint: string;
  /** Where the picture is that would be worn. */
  address: string | null;
  isChanged: boolean;
  /** The colours that it will lie on. */
  ground?: Schemas["Colours"];
  /** Undefined: as it is worn now. */
  onChange: (picture: Sent | null | undefined) => void;
  refused: string | undefined;
}

/** A picture: shown, chosen or dropped here, sent at once and worn once it is saved. */
export function PictureField(props: Props) {
  const { slot, label, hint, address, isChanged, ground, onChange, refused } = props;
  const { t } = useTranslation("tenants");
  const { now, send, stop } = useSending(slot, onChange);
  const take = async (files: Iterable<File>) => {
    for (const file of files) return send(file); // the first
  };
  return (
    <DropZone
      className="picture"
      getDropOperation={(types) => (TYPES.some((type) => types.has(type)) ? "copy" : "cancel")}
      onDrop={async ({ items }) => {
        const files = items.filter((item) => item.kind === "file");
        await take(await Promise.all(files.slice(0, 1).map((item) => item.getFile())));
      }}
    >
      <span
        className="picture-shown"
        style={ground && { background: ground.header, color: ground.on_header }}
      >
        {address ? <img src={address} alt="" /> : <Icon of={ImageOff} />}
      </span>
      <div className="picture-words">
        <Text slot="label" className="field-label">
          {label}
        </Text>
        <p className="field-hint">{hint}</p>
        <Fault now={now} slot={slot} refused={refused} />
        {now.is === "sending" ? (
          <Progress name={now.name} part={now.part} stop={stop} />
        ) : (
          <div className="row wrap">
            <FileTrigger acceptedFileTypes={TYPES} onSelect={(files) => files && take(files)}>
              <Button icon={<Icon of={Upload} size={16} />} aria-label={t("choose_of", { picture: label })}>
                {t("choose")}
              </Button>
            </FileTrigger>
            {address && !isChanged && (
              <Button
                look="quiet"
                aria-label={t("remove_of", { picture: label })}
                onPress={() => onChange(null)}
              >
                {t("remove")}
              </Button>
            )}
            {isChanged && (
              <Button
                look="quiet"
                aria-label={t("keep_of", { picture: label })}
                onPress={() => onChange(undefined)}
              >
                {t("keep")}
              </Button>
            )}
          </div>
        )}
      </div>
    </DropZone>
  );
}

function Progress({ name, part, stop }: { name: string; part: number; stop: () => void }) {
  const { t } = useTranslation("tenants");
  return (
    <div className="picture-progress">
      <HowFar name={name} part={part} className="grow" />
      <Button onPress={stop}>{t("cancel", { ns: "core" })}</Button>
    </div>
  );
}

function Fault({ now, slot, refused }: { now: Sending; slot: Slot; refused: string | undefined }) {
  const { t } = useTranslation("tenants");
  const words = useProblemWords();
  const of = () => {
    if (now.is === "sending") return "";
    if (now.is === "quiet") return refused ?? "";
    const why =
      typeof now.why === "string" ? t(`fault.${now.why}`, { limit: number(LARGEST[slot]) }) : words(now.why);
    return `\u2068${now.name}\u2069: ${why}`;
  };
  return (
    <p role="status" className="field-problem">
      {of()}
    </p>
  );
}
